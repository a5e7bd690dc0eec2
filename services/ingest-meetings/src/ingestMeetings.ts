import type { SourceError } from "@rapport/connectors/mail/MailItem";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { addSummaries, emptySummary, type IngestSummary } from "@rapport/ingest/FoundInput";
import { ingestFound } from "@rapport/ingest/ingestFound";
import { ingestInTurn } from "@rapport/ingest/ingestInTurn";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { version } from "@rapport/runtime/Version";
import { Effect } from "effect";
import { readMeetingFirm } from "./MeetingFirm.ts";
import { meetingInputs } from "./meetingInputs.ts";
import type { MeetingOptions } from "./MeetingOptions.ts";

/**
 * Reads calendars into the event log: each version of each occurrence, up to the horizon, becomes an event, once,
 * whoever has it in a calendar; what cannot be read becomes a dead letter. May be interrupted, killed and run
 * again; run on another day it adds the occurrences that came into view since.
 */
export const ingestMeetings = (
  options: MeetingOptions,
): Effect.Effect<IngestSummary, SourceError | EventLogError, EventLog> =>
  Effect.scoped(
    Effect.gen(function* () {
      const inputs = yield* meetingInputs(options, { firm: yield* readMeetingFirm });
      const { onProgress } = options;
      let sum = emptySummary;
      // Each input counts its own records from nothing.
      const report: ReportProgress = (progress) =>
        onProgress?.({ ...progress, done: progress.done + sum.documents + sum.deadLetters }) ?? Effect.void;
      const about = { codeVersion: version, onProgress: report };
      const ingest = Effect.gen(function* () {
        for (const input of inputs) {
          const summary = yield* ingestFound(input, about);
          // All inputs count the bytes of all of them.
          sum = { ...addSummaries(sum, summary), bytes: summary.bytes };
        }
        return sum;
      });
      return yield* ingestInTurn(inputs, ingest);
    }),
  );
