import { z } from "zod";
import { ClientId, directoryEvent } from "./DirectoryEnvelope.ts";
import { Count, EventId } from "./Envelope.ts";
import { IsoDay } from "./Ledger.ts";

/** Names a decision, play, waiver, verdict, snooze or cause, so that a later word can take it back. */
const WordId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const Reason = z.string().min(1).max(1000);
/** A person of ours as the firm writes it: a member's id or a name. */
const Person = z.string().min(1).max(200);

/** Why a relationship ended. Only `client_left` is churn. */
export const EndCause = z.enum(["client_left", "ended_by_us", "project_complete", "merged_or_insolvent"]);
export type EndCause = z.infer<typeof EndCause>;

/** A client goes: the day notice was given (or the end became certain) and the last day. The latest word holds. */
export const ClientEndedV1 = directoryEvent(
  "client.ended",
  z.strictObject({
    clientId: ClientId,
    cause: EndCause,
    noticeOn: IsoDay,
    endsOn: IsoDay,
    reason: z.string().max(1000),
  }),
);
/** Takes back what `client.ended` said: it was a mistake, or the client has come back. */
export const ClientResumedV1 = directoryEvent(
  "client.resumed",
  z.strictObject({ clientId: ClientId, on: IsoDay, reason: z.string().max(1000) }),
);

/** What was agreed with a client, from a day on; null: nothing. The latest word of one day holds, whole. */
export const ClientAgreedV1 = directoryEvent(
  "client.agreed",
  z.strictObject({
    clientId: ClientId,
    validFrom: IsoDay,
    /** Working minutes within which we answer. */
    responseMinutes: Count.min(1).nullable(),
    /** Days between check-ins. */
    checkInDays: Count.min(1).nullable(),
    /** Minutes of work a month that the fee is for, where no contract says it. */
    capMinutesPerMonth: Count.nullable(),
    /** Contact outside working hours is no part of it. */
    workingHoursOnly: z.boolean(),
  }),
);
/** Days on which neither side expects contact, both included. Taken back by the same days with `off: true`. */
export const BreakAgreedV1 = directoryEvent(
  "break.agreed",
  z.strictObject({
    clientId: ClientId,
    from: IsoDay,
    to: IsoDay,
    reason: z.string().max(1000),
    off: z.boolean(),
  }),
);
/** What only people know of a client: it is strategic, or something else depends on it. The latest of each flag holds. */
export const ClientFlaggedV1 = directoryEvent(
  "client.flagged",
  z.strictObject({
    clientId: ClientId,
    flag: z.enum(["strategic", "dependency"]),
    on: z.boolean(),
    reason: Reason,
  }),
);

/** The six actions of the ladder (HBR 2008, Mittal, Sarkees and Murshed; design 04 §7.2). */
export const LadderAction = z.enum(["keep", "repair", "reprice", "set_boundaries", "hand_over", "part_ways"]);
export type LadderAction = z.infer<typeof LadderAction>;

/** Somebody decided. `evidence` keeps the figures it was decided on, as they were shown. */
export const DecisionMadeV1 = directoryEvent(
  "decision.made",
  z.strictObject({
    decisionId: WordId,
    clientId: ClientId,
    action: LadderAction,
    decidedOn: IsoDay,
    decidedBy: Person,
    reason: Reason,
    /** When it is to be looked at again. */
    reviewOn: IsoDay.nullable(),
    evidence: z
      .array(z.strictObject({ figure: z.string().min(1).max(64), value: z.string().max(200) }))
      .max(50),
  }),
);
/** A rung of the ladder that is left out for a client, with a reason, until a day. */
export const RungWaivedV1 = directoryEvent(
  "rung.waived",
  z.strictObject({
    waiverId: WordId,
    clientId: ClientId,
    action: LadderAction,
    waivedBy: Person,
    reason: Reason,
    until: IsoDay.nullable(),
  }),
);
/** Something is done about a client from a day on: the measure of before and after. */
export const PlayStartedV1 = directoryEvent(
  "play.started",
  z.strictObject({
    playId: WordId,
    clientId: ClientId,
    action: LadderAction,
    startedOn: IsoDay,
    startedBy: Person,
    reason: Reason,
  }),
);
export const PlayEndedV1 = directoryEvent(
  "play.ended",
  z.strictObject({
    playId: WordId,
    endedOn: IsoDay,
    outcome: z.enum(["worked", "partly", "failed", "stopped"]),
    reason: z.string().max(1000),
  }),
);
/** A person's own judgement beside the machine's; it never overwrites a score. */
export const VerdictGivenV1 = directoryEvent(
  "verdict.given",
  z.strictObject({
    verdictId: WordId,
    clientId: ClientId,
    verdict: z.enum(["safe", "watch", "at_risk", "leaving"]),
    givenOn: IsoDay,
    givenBy: Person,
    reason: Reason,
    expiresOn: IsoDay,
  }),
);
/** No alert of this kind (null: of any) about the client until a day. */
export const AlertSnoozedV1 = directoryEvent(
  "alert.snoozed",
  z.strictObject({
    snoozeId: WordId,
    clientId: ClientId,
    kind: z.string().min(1).max(64).nullable(),
    until: IsoDay,
    snoozedBy: Person,
    reason: Reason,
  }),
);
/** Why something went wrong with a client, found by somebody; `aboutEvent` is the complaint it was found for. */
export const ComplaintCause = z.enum([
  "miscommunication",
  "misaligned_expectations",
  "poor_performance",
  "their_side",
  "other",
]);
export type ComplaintCause = z.infer<typeof ComplaintCause>;
export const CauseNotedV1 = directoryEvent(
  "cause.noted",
  z.strictObject({
    noteId: WordId,
    clientId: ClientId,
    cause: ComplaintCause,
    notedOn: IsoDay,
    notedBy: Person,
    reason: Reason,
    aboutEvent: EventId.nullable(),
  }),
);
/** Takes back a decision, waiver, play, verdict, snooze or cause by its id; both stay in the history. */
export const WordUndoneV1 = directoryEvent(
  "word.undone",
  z.strictObject({ wordId: WordId, undoneBy: Person, reason: Reason }),
);
