import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { Duration, Effect, Metric } from "effect";
import type { IngestSummary } from "./FoundInput.ts";
import { lostItsTurn, watchInTurn } from "./oneAtATime.ts";

const counter = (name: string, description: string) =>
  Metric.counter(name, { description, incremental: true });
const documentsTotal = counter(
  "rapport_ingest_documents_total",
  "Documents read from help desks, calendars and books.",
);
const recordsTotal = counter("rapport_ingest_records_total", "Events appended to the log by the ingest.");
const deadLettersTotal = counter("rapport_ingest_dead_letters_total", "Input that gave no event.");

export interface WatchOptions {
  /** For logs: `tickets`. */
  readonly source: string;
  readonly paths: ReadonlyArray<string>;
  readonly pollEvery: Duration.Duration;
}

const told = (source: string, summary: IngestSummary) =>
  Effect.all([
    Metric.update(documentsTotal, summary.documents),
    Metric.update(recordsTotal, summary.newRecords),
    Metric.update(deadLettersTotal, summary.deadLetters),
    summary.newRecords + summary.resolved + (summary.documents > 0 ? summary.deadLetters : 0) > 0
      ? Effect.logInfo(`ingested ${source}`, { ...summary })
      : Effect.void,
  ]);

/**
 * Keeps the log up to date with a source for ever: ingests what is new, waits, looks again. What was read and did
 * not change is not read again. An input that cannot be read now (`ingest` fails with anything but the log's error)
 * is told and looked at again next time. Of several processes that watch a source, one does (`watchInTurn`).
 */
export const watchFound = <E extends { readonly message: string }, R>(
  options: WatchOptions,
  ingest: (paths: ReadonlyArray<string>) => Effect.Effect<IngestSummary, E | EventLogError, R | EventLog>,
): Effect.Effect<never, EventLogError, R | EventLog> => {
  const { source, paths } = options;
  const isInputError = (error: E | EventLogError): error is E =>
    !("_tag" in error && error._tag === "EventLogError");
  const once = ingest(paths).pipe(
    Effect.flatMap((summary) => told(source, summary)),
    Effect.catchIf(isInputError, (error) => Effect.logWarning(error.message, { source })),
    Effect.catchIf(lostItsTurn, (error) => Effect.logWarning(error.message, { source })),
  );
  const watch = once.pipe(
    Effect.andThen(Effect.sleep(options.pollEvery)),
    Effect.forever,
    Effect.annotateLogs({ pollEvery: Duration.format(options.pollEvery) }),
  );
  return watchInTurn(source, watch);
};
