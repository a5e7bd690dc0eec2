import type { SourceError } from "@rapport/connectors/mail/MailItem";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { addSummaries, emptySummary, type IngestSummary } from "@rapport/ingest/FoundInput";
import { ingestFound } from "@rapport/ingest/ingestFound";
import { ingestInTurn } from "@rapport/ingest/ingestInTurn";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { version } from "@rapport/runtime/Version";
import { Effect } from "effect";
import { type LedgerInputs, ledgerInputs } from "./ledgerInputs.ts";
import type { LedgerOptions } from "./LedgerOptions.ts";

/** Progress over all files, from the progress in one of them. */
export const overAll =
  (report: ReportProgress, { bytesTotal, bytesRead }: LedgerInputs, before: () => number): ReportProgress =>
  (update) =>
    report({ ...update, done: before() + update.done, bytesDone: bytesRead(), bytesTotal });

/**
 * Reads files of the books into the event log, one after the other. May be interrupted or killed and run again:
 * nothing is appended twice, a row that changed is a new revision of its document. What could not be read becomes
 * a dead letter.
 */
export const ingestLedger = (
  options: LedgerOptions,
): Effect.Effect<IngestSummary, SourceError | EventLogError, EventLog> =>
  Effect.scoped(
    Effect.gen(function* () {
      const all = yield* ledgerInputs(options);
      let sum: IngestSummary = emptySummary;
      const { onProgress } = options;
      const reached = () => sum.documents + sum.deadLetters;
      const ingest = Effect.gen(function* () {
        for (const input of all.inputs) {
          const summary = yield* ingestFound(input, {
            codeVersion: version,
            ...(onProgress === undefined ? {} : { onProgress: overAll(onProgress, all, reached) }),
          });
          sum = addSummaries(sum, summary);
        }
        return sum;
      });
      return yield* ingestInTurn(all.inputs, ingest);
    }),
  );
