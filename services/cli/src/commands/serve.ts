import { claimInstallation, Installation } from "@rapport/runtime/Installation";
import { usageError } from "@rapport/runtime/Failure";
import { healthOfService } from "@rapport/runtime/Health";
import { openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { projectionLayer } from "../session/projectionLayer.ts";
import { withLog } from "../session/withLog.ts";
import { serving } from "../up/runParts.ts";
import { serveFlags, serveOptions } from "../up/serveFlags.ts";
import { telling } from "../up/telling.ts";

const onlyFolder = usageError(
  "rapport serve is one service of many, and KAFKA_BROKERS is not set",
  "Use `rapport up` on a data folder: it serves the pages too.",
);

/** `rapport serve` */
export const serve = Command.make("serve", serveFlags, (flags) =>
  withLog({ create: false })(
    Effect.gen(function* () {
      if ((yield* Installation).kind === "folder") return yield* onlyFolder;
      const options = yield* serveOptions(flags);
      const told = yield* telling;
      const share = yield* claimInstallation({ command: "rapport serve", lasting: true, projects: false });
      const warehouse = yield* openWarehouse(share);
      return yield* Effect.gen(function* () {
        yield* healthOfService;
        const { url } = yield* serving(options, warehouse.address);
        yield* Effect.logInfo("serving the API and the page", { url });
        return yield* Effect.raceAllFirst([warehouse.failed, ...told(warehouse.address)]);
      }).pipe(Effect.provide(projectionLayer(warehouse.address)));
    }).pipe(
      Effect.scoped,
      Effect.onInterrupt(() => Effect.logInfo("stopped")),
      Effect.annotateLogs({ service: "reporting" }),
    ),
  ),
).pipe(
  Command.withDescription(
    "In a cluster: serve the API and the pages, with all that people may say there, the dead letters and the audit; send alerts and the Monday mail where the settings say. Any number may; what goes out goes out once. On a data folder `rapport up` does it.",
  ),
  Command.withExamples([{ command: "rapport serve" }, { command: "rapport serve --port 8080" }]),
);
