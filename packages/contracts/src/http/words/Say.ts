import { z } from "zod";
import { ComplaintCause, EndCause, LadderAction } from "../../Decisions.ts";
import { IsoDay } from "../../Ledger.ts";
import { AlertKindName } from "../alerts/Alerts.ts";
import { said } from "./said.ts";

/** The client's id or name. */
const client = z.string().min(1).max(320);
const Reason = z.string().trim().min(1).max(1000);
/** A word that may stand without one. */
const reason = z.string().max(1000).optional();
const Day = IsoDay;
/** The day it counts from; today (UTC) when left out. */
const on = Day.optional();
const Amount = z.number().int().max(1_000_000);
/** Of a word that was said before, as its answer and the history name it. */
const Name = z.string().min(1).max(64);

/** Something is decided; the server keeps the figures of that day with it. */
const Decision = z.strictObject({
  kind: z.literal("decision"),
  client,
  action: LadderAction,
  reason: Reason,
  on,
  /** When it is to be looked at again. */
  reviewOn: Day.nullable().optional(),
});
/** A rung of the ladder is left out; for good without `until`. */
const Waiver = z.strictObject({
  kind: z.literal("waiver"),
  client,
  action: LadderAction,
  reason: Reason,
  until: Day.nullable().optional(),
});
const PlayStart = z.strictObject({
  kind: z.literal("play_start"),
  client,
  action: LadderAction,
  reason: Reason,
  on,
});
const PlayEnd = z.strictObject({
  kind: z.literal("play_end"),
  playId: Name,
  outcome: z.enum(["worked", "partly", "failed", "stopped"]),
  reason,
  on,
});
/** A person's own judgement; it holds 91 days without `expiresOn`. */
const Verdict = z.strictObject({
  kind: z.literal("verdict"),
  client,
  verdict: z.enum(["safe", "watch", "at_risk", "leaving"]),
  reason: Reason,
  on,
  expiresOn: Day.optional(),
});
/** No alert until a day, included; 28 days without one. `alert`: only of this kind. */
const Snooze = z.strictObject({
  kind: z.literal("snooze"),
  client,
  alert: AlertKindName.nullable().optional(),
  until: Day.optional(),
  reason: Reason,
});
/** What only people know; `set: false`: it is so no longer. */
const Flag = z.strictObject({
  kind: z.literal("flag"),
  client,
  flag: z.enum(["strategic", "dependency"]),
  set: z.boolean(),
  reason: Reason,
});
/** Why something went wrong; `aboutEvent` is the complaint it was found for. */
const Cause = z.strictObject({
  kind: z.literal("cause"),
  client,
  cause: ComplaintCause,
  reason: Reason,
  on,
  aboutEvent: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable()
    .optional(),
});
/** What was agreed with a client, from a day on. What is left out stays as it was; null takes it back. */
const Agreed = z.strictObject({
  kind: z.literal("agreed"),
  client,
  /** Working minutes within which we answer. */
  responseMinutes: Amount.min(1).nullable().optional(),
  /** Days between check-ins. */
  checkInDays: Amount.min(1).nullable().optional(),
  /** Minutes of work a month that the fee is for, where no contract says it. */
  capMinutesPerMonth: Amount.min(0).nullable().optional(),
  /** Contact outside working hours is no part of it. */
  workingHoursOnly: z.boolean().optional(),
  on,
});
/** Days on which neither side expects contact, both included; `set: false` takes the break of these days back. */
const Break = z.strictObject({
  kind: z.literal("break"),
  client,
  from: Day,
  to: Day,
  set: z.boolean(),
  reason,
});
/** A client goes. Notice today, and the last day that of the notice, where nothing is said. */
const ClientEnd = z.strictObject({
  kind: z.literal("client_end"),
  client,
  cause: EndCause,
  noticeOn: Day.optional(),
  endsOn: Day.optional(),
  reason,
});
const ClientResume = z.strictObject({ kind: z.literal("client_resume"), client, on, reason });
/** Takes back a decision, waiver, play, verdict, snooze or cause. */
const Undo = z.strictObject({ kind: z.literal("undo"), wordId: Name, reason: Reason });

/** Something that a person says of a client. Who says it is the session's name, never the request's. */
export const Word = z.discriminatedUnion("kind", [
  Decision,
  Waiver,
  PlayStart,
  PlayEnd,
  Verdict,
  Snooze,
  Flag,
  Cause,
  Agreed,
  Break,
  ClientEnd,
  ClientResume,
  Undo,
]);
export type Word = z.infer<typeof Word>;
export type WordKind = Word["kind"];

/** What is sent twice under one `requestId` is said once. */
export const RequestId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, "8 to 64 letters, digits, - and _");

export const SayWord = z.strictObject({ requestId: RequestId, word: Word });
export type SayWord = z.infer<typeof SayWord>;

/** A word as it was said. */
export const WordSaid = z.strictObject({
  ...said,
  /** By what it can be taken back; null where another word of its kind does. */
  wordId: z.string().nullable(),
  /** Null of what is said of a play or of another word whose client is not known. */
  client: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** The figures that a decision was made on, as they are kept with it. */
  evidence: z.array(z.strictObject({ figure: z.string(), value: z.string() })),
  /** To be sent as it is, under a `requestId` of its own, to take this back; null of what cannot be. */
  takeBack: Word.nullable(),
});
export type WordSaid = z.infer<typeof WordSaid>;
