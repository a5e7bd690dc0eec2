import { defaultMailLimits, type MailLimits } from "@rapport/connectors/mail/MailLimits";
import type { MailParserPool } from "@rapport/connectors/mail/MailParserPool";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { replayDeadLetter } from "@rapport/ingest-email/replayDeadLetter";
import type { DeadLetterReplayer, ReplayOutcome } from "@rapport/pipeline/Replay";
import { Effect } from "effect";

/** Replays letters of the ingest by reading their place in the source again, under these limits. */
export const ingestReplayer = (
  limits: MailLimits = defaultMailLimits,
): DeadLetterReplayer<EventLogError, EventLog | MailParserPool> => ({
  stage: "ingest",
  replay: (letter, { dryRun }) =>
    Effect.map(replayDeadLetter(letter, { dryRun, limits }), (outcome): ReplayOutcome => {
      if (outcome.kind === "resolved") return { kind: "resolved", eventIds: [] };
      const kind = outcome.kind === "gone" ? "unavailable" : "still_refused";
      return { kind, reason: outcome.reason };
    }),
});
