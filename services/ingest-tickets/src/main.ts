import { Installation } from "@rapport/runtime/Installation";
import { runService } from "@rapport/runtime/Main";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { Effect, Layer } from "effect";
import { readTicketConfig } from "./config.ts";
import { watchTickets } from "./watchTickets.ts";

/** Watches the exports that RAPPORT_TICKETS_PATHS names and keeps the event log up to date with them. */
const service = Layer.effectDiscard(
  Effect.gen(function* () {
    const config = yield* readTicketConfig;
    yield* Effect.logInfo("watching", { paths: config.paths, account: config.account ?? null });
    return yield* watchTickets(config);
  }),
).pipe(Layer.provide(eventLogLayer), Layer.provide(Installation.layer));

runService("ingest-tickets", service);
