import { Installation } from "@rapport/runtime/Installation";
import { runService } from "@rapport/runtime/Main";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { Effect, Layer } from "effect";
import { readLedgerConfig } from "./config.ts";
import { watchLedger } from "./watchLedger.ts";

/** Watches the files that RAPPORT_LEDGER_PATHS names and keeps the event log up to date with them. */
const service = Layer.effectDiscard(
  Effect.gen(function* () {
    const config = yield* readLedgerConfig;
    yield* Effect.logInfo("watching", { paths: config.paths, account: config.account ?? null });
    return yield* watchLedger(config);
  }),
).pipe(Layer.provide(eventLogLayer), Layer.provide(Installation.layer));

runService("ingest-ledger", service);
