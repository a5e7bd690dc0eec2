import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { Installation } from "@rapport/runtime/Installation";
import { runService } from "@rapport/runtime/Main";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { Effect, Layer } from "effect";
import { readEmailConfig } from "./config.ts";
import { watchEmail } from "./watchEmail.ts";

/** Watches the mailboxes that RAPPORT_EMAIL_PATHS names and keeps the event log up to date with them. */
const service = Layer.effectDiscard(
  Effect.gen(function* () {
    const config = yield* readEmailConfig;
    yield* Effect.logInfo("watching", { paths: config.paths, account: config.account ?? null });
    return yield* watchEmail(config);
  }),
).pipe(Layer.provide([eventLogLayer, layerMailParserPool()]), Layer.provide(Installation.layer));

runService("ingest-email", service);
