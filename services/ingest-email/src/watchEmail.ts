import type { MailParserPool } from "@rapport/connectors/mail/MailParserPool";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { lostItsTurn, watchInTurn } from "@rapport/ingest/oneAtATime";
import { Duration, Effect, Metric } from "effect";
import type { EmailConfig } from "./config.ts";
import { ingestEmail } from "./IngestEmail.ts";

const messagesTotal = Metric.counter("rapport_ingest_messages_total", {
  description: "Messages read from mailboxes, copies included.",
  incremental: true,
});
const recordsTotal = Metric.counter("rapport_ingest_records_total", {
  description: "Events appended to the log by the e-mail ingest.",
  incremental: true,
});
const deadLettersTotal = Metric.counter("rapport_ingest_dead_letters_total", {
  description: "Input that gave no event.",
  incremental: true,
});

/** One look at every mailbox. One that cannot be read now is told and looked at again next time. */
const ingestOnce = (config: EmailConfig): Effect.Effect<void, EventLogError, EventLog | MailParserPool> =>
  Effect.forEach(
    config.paths,
    (path) =>
      ingestEmail({
        paths: [path],
        ...(config.account === undefined ? {} : { account: config.account }),
      }).pipe(
        Effect.tap((summary) =>
          Effect.all([
            Metric.update(messagesTotal, summary.messages),
            Metric.update(recordsTotal, summary.newRecords),
            Metric.update(deadLettersTotal, summary.deadLetters),
            summary.newRecords + summary.deadLetters > 0
              ? Effect.logInfo("ingested", { path, ...summary })
              : Effect.void,
          ]),
        ),
        Effect.catchTag("SourceError", (error) => Effect.logWarning(error.message, { path })),
        Effect.catchIf(lostItsTurn, (error) => Effect.logWarning(error.message, { path })),
      ),
    { discard: true },
  );

/**
 * Keeps the log up to date with mailboxes for ever: ingests what is new, waits, looks again. What was read
 * is not read again. Fails only with the log. Of several processes that watch mailboxes, one does.
 */
export const watchEmail = (
  config: EmailConfig,
): Effect.Effect<never, EventLogError, EventLog | MailParserPool> =>
  watchInTurn(
    "email",
    ingestOnce(config).pipe(
      Effect.andThen(Effect.sleep(config.pollEvery)),
      Effect.forever,
      Effect.annotateLogs({ pollEvery: Duration.format(config.pollEvery) }),
    ),
  );
