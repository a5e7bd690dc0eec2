import { Installation } from "@rapport/runtime/Installation";
import { runService } from "@rapport/runtime/Main";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { Effect, Layer } from "effect";
import { readMeetingsConfig } from "./config.ts";
import { watchMeetings } from "./watchMeetings.ts";

/** Watches the calendars that RAPPORT_MEETINGS_PATHS names and keeps the event log up to date with them. */
const service = Layer.effectDiscard(
  Effect.gen(function* () {
    const config = yield* readMeetingsConfig;
    yield* Effect.logInfo("watching", { paths: config.paths, account: config.account ?? null });
    return yield* watchMeetings(config);
  }),
).pipe(Layer.provide(eventLogLayer), Layer.provide(Installation.layer));

runService("ingest-meetings", service);
