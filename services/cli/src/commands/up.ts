import { claimFolder } from "@rapport/runtime/FolderOwner";
import { openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { readSetting } from "@rapport/runtime/Setting";
import { settings } from "@rapport/runtime/Settings";
import { Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { answer } from "../output.ts";
import { rebuildWhenEmpty } from "../session/rebuildWhenEmpty.ts";
import { projectionLayer } from "../session/projectionLayer.ts";
import { withLog } from "../session/withLog.ts";
import { watches } from "../up/watching.ts";
import { projecting, serving } from "../up/runParts.ts";

export const serveFlags = {
  port: Flag.Int("port").pipe(
    Flag.withMetavar("PORT"),
    Flag.withDescription(
      "Port of the API and the page; 0 takes a free one (default: RAPPORT_HTTP_PORT, else 7417)",
    ),
    Flag.optional,
  ),
  host: Flag.String("host").pipe(
    Flag.withMetavar("HOST"),
    Flag.withDescription("Address they listen on (default: RAPPORT_HTTP_HOST, else 127.0.0.1)"),
    Flag.optional,
  ),
};

/** Where to look; with `asOf` the addresses lead to the figures of that day. */
export const addressText = (url: string, asOf?: string): string => {
  const query = asOf === undefined ? "" : `?asOf=${asOf}`;
  return [`Page  ${url}/${query}`, `API   ${url}/v1/clients${query} (documentation: ${url}/docs)`].join("\n");
};

/** `rapport up` */
export const up = Command.make("up", serveFlags, ({ port, host }) =>
  withLog({ create: true })(
    Effect.gen(function* () {
      const options = {
        port: Option.isSome(port) ? port.value : yield* readSetting(settings.httpPort),
        host: Option.isSome(host) ? host.value : yield* readSetting(settings.httpHost),
      };
      const watching = yield* watches;
      const claim = yield* claimFolder({ command: "rapport up", lasting: true, projects: true });
      const warehouse = yield* openWarehouse(claim);
      return yield* Effect.gen(function* () {
        const url = yield* serving(options);
        const filling = Effect.andThen(
          rebuildWhenEmpty(() => Effect.void),
          Effect.never,
        );
        yield* answer(`Rapport is up.\n${addressText(url)}\nCtrl-C stops it.`);
        return yield* Effect.raceAllFirst([projecting, ...watching, warehouse.failed, filling]);
      }).pipe(Effect.provide(projectionLayer(warehouse.address)));
    }).pipe(
      Effect.onInterrupt(() => Effect.logInfo("stopping")),
      Effect.scoped,
      Effect.onInterrupt(() => Effect.logInfo("stopped")),
    ),
  ),
).pipe(
  Command.withDescription(
    "Keep everything running on the data folder: warehouse, projector, API and page, and the watch on RAPPORT_EMAIL_PATHS, RAPPORT_TICKETS_PATHS, RAPPORT_MEETINGS_PATHS and RAPPORT_LEDGER_PATHS. Other commands work meanwhile. Ctrl-C stops it (exit code 130).",
  ),
  Command.withExamples([{ command: "rapport up" }, { command: "rapport --data ~/rapport up --port 8080" }]),
);
