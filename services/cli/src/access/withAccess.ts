import { accessFileOf, accessStore } from "@rapport/reporting/access/config";
import type { AccessStore } from "@rapport/reporting/access/AccessStore";
import { Installation } from "@rapport/runtime/Installation";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { installationLayer } from "../session/withLog.ts";

const nowhere = usageError(
  "with KAFKA_BROKERS there is no data folder that accounts could be kept in",
  "Set RAPPORT_ACCOUNTS to a file, for this command and for whatever serves the dashboard.",
);

/** Runs with the file of accounts; it may, while anybody else uses it. A server takes changes into account at once. */
export const withAccess = <A, E, R>(body: (store: AccessStore) => Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    if ((yield* accessFileOf(yield* Installation)) === null) return yield* nowhere;
    return yield* Effect.flatMap(accessStore, body);
  }).pipe(Effect.scoped, Effect.provide(installationLayer({ create: true })));
