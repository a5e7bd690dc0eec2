import { linkMinutes } from "@rapport/reporting/access/Links";
import { isOnThisMachine, openLink } from "@rapport/reporting/access/openLink";
import { claimInstallation, Installation } from "@rapport/runtime/Installation";
import { openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { Clock, Effect } from "effect";
import { Command } from "effect/cli";
import { answer } from "../output.ts";
import { rebuildWhenEmpty } from "../session/rebuildWhenEmpty.ts";
import { notThrownAway } from "../session/projectorsElsewhere.ts";
import { projectionLayer } from "../session/projectionLayer.ts";
import { withLog } from "../session/withLog.ts";
import { checkMode, connectionText, modeFlag } from "../up/mode.ts";
import { telling } from "../up/telling.ts";
import { watches } from "../up/watching.ts";
import { projecting, type Served, serving } from "../up/runParts.ts";
import { serveFlags, serveOptions } from "../up/serveFlags.ts";

/**
 * Where to look, and how to come in: on this machine by a link that opens once, elsewhere by signing in. With `asOf` the
 * addresses lead to the figures of that day.
 */
export const addressText = ({ url, access }: Served, asOf?: string) =>
  Effect.map(Clock.currentTimeMillis, (nowMs) => {
    const query = asOf === undefined ? "" : `?asOf=${asOf}`;
    const base = access.publicUrl?.origin ?? url;
    const comesIn = isOnThisMachine(base)
      ? `Open  ${openLink(access.store.links, base, `/${query}`, nowMs)}\n      (once, within ${linkMinutes} minutes; \`rapport link\` prints another)`
      : "Sign in there with an account (`rapport user add`) or the firm's own sign-in; `rapport link` prints a link for yourself.";
    return [
      `Page  ${base}/${query}`,
      `API   ${base}/v1/clients${query} (documentation: ${base}/docs)`,
      comesIn,
    ].join("\n");
  });

/** The folder's own warehouse is made anew by itself; of many processes none does so. */
const filling = (shared: boolean) =>
  Effect.andThen(
    shared
      ? Effect.catch(notThrownAway, (empty) => Effect.logWarning(empty.message))
      : rebuildWhenEmpty(() => Effect.void),
    Effect.never,
  );

/** `rapport up` */
export const up = Command.make("up", { ...serveFlags, mode: modeFlag }, ({ mode, ...flags }) =>
  Effect.andThen(
    checkMode(mode),
    withLog({ create: true })(
      Effect.gen(function* () {
        const options = yield* serveOptions(flags);
        const place = yield* Installation;
        const watching = yield* watches;
        const told = yield* telling;
        const share = yield* claimInstallation({ command: "rapport up", lasting: true, projects: true });
        const warehouse = yield* openWarehouse(share);
        return yield* Effect.gen(function* () {
          const served = yield* serving(options, warehouse.address);
          const connected =
            place.kind === "cluster"
              ? ["Rapport is up, in distributed mode.", connectionText(place.kafka, warehouse.address)]
              : ["Rapport is up."];
          yield* answer([...connected, yield* addressText(served), "Ctrl-C stops it."].join("\n"));
          return yield* Effect.raceAllFirst([
            projecting,
            ...watching,
            ...told(warehouse.address),
            warehouse.failed,
            filling(share.role === "shared"),
          ]);
        }).pipe(Effect.provide(projectionLayer(warehouse.address)));
      }).pipe(
        Effect.onInterrupt(() => Effect.logInfo("stopping")),
        Effect.scoped,
        Effect.onInterrupt(() => Effect.logInfo("stopped")),
      ),
    ),
  ),
).pipe(
  Command.withDescription(
    "Keep everything running on the data folder: warehouse, projector, API and page, and the watch on RAPPORT_EMAIL_PATHS, RAPPORT_TICKETS_PATHS, RAPPORT_MEETINGS_PATHS and RAPPORT_LEDGER_PATHS; alerts and the Monday mail go out where the settings say. Other commands work meanwhile. Ctrl-C stops it (exit code 130). With KAFKA_BROKERS and CLICKHOUSE_URL all of it runs on these servers, beside as many others.",
  ),
  Command.withExamples([
    { command: "rapport up" },
    { command: "rapport --data ~/rapport up --port 8080" },
    { command: "rapport up --mode distributed" },
  ]),
);
