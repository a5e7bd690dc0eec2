import type { MailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { defaultMailLimits, type MailLimits } from "@rapport/connectors/mail/MailLimits";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { replayDeadLetter } from "@rapport/ingest-email/replayDeadLetter";
import { makeLedgerReplayer } from "@rapport/ingest-ledger/replayLedger";
import { replayMeetings } from "@rapport/ingest-meetings/replayMeetings";
import { makeTicketReplayer } from "@rapport/ingest-tickets/replayTickets";
import { explain } from "@rapport/runtime/Failure";
import type { DeadLetterReplayer, ReplayOptions, ReplayOutcome } from "@rapport/pipeline/Replay";
import { Effect, type Scope } from "effect";

const replayMail = (letter: DeadLetterRaised, limits: MailLimits, { dryRun }: ReplayOptions) =>
  Effect.map(replayDeadLetter(letter, { dryRun, limits }), (outcome): ReplayOutcome => {
    if (outcome.kind === "resolved") return { kind: "resolved", eventIds: [] };
    const kind = outcome.kind === "gone" ? "unavailable" : "still_refused";
    return { kind, reason: outcome.reason };
  });

/** A source that cannot be opened now is one letter's matter and not the end of the others. */
const orUnavailable = <E extends { readonly _tag: string; readonly message: string }, R>(
  replayed: Effect.Effect<ReplayOutcome, E, R>,
) =>
  Effect.catchIf(
    replayed,
    (error): error is Extract<E, { readonly _tag: "SourceError" }> => error._tag === "SourceError",
    (error) => Effect.succeed<ReplayOutcome>({ kind: "unavailable", reason: explain(error).what }),
  );

/**
 * Replays letters of the ingest by reading their place in the source again: mail under these limits, the other
 * sources as their letters say they were read.
 */
export const makeIngestReplayer = (
  options: ReplayOptions,
  limits: MailLimits = defaultMailLimits,
): DeadLetterReplayer<EventLogError, EventLog | MailParserPool | Scope.Scope> => {
  const tickets = makeTicketReplayer(options);
  const meetings = replayMeetings(options);
  const ledger = makeLedgerReplayer(options);
  return {
    stage: "ingest",
    replay: (letter) => {
      switch (letter.readWith?.["source"]) {
        case "tickets":
          return orUnavailable(tickets(letter));
        case "meetings":
          return orUnavailable(meetings(letter));
        case "ledger":
          return orUnavailable(ledger(letter));
        default:
          return replayMail(letter, limits, options);
      }
    },
  };
};
