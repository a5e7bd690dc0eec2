import { z } from "zod";
import { Participant, Signals } from "../EmailMessage.ts";
import { Source } from "../Envelope.ts";
import { PostingStatus } from "../Ledger.ts";
import { Actor, TicketStatus } from "../Ticket.ts";
import { answerHead } from "./AnswerHead.ts";
import { PartyKind } from "./PartyKind.ts";

const Count = z.number().int().nonnegative();

/** `in` they wrote, `out` we wrote, `other` a third party wrote with them among the addressed. */
export const Direction = z.enum(["in", "out", "other"]);

/** What a timeline may tell of. Logged time is told only when it is asked for: there is so much of it. */
export const timelineKinds = ["message", "ticket", "meeting", "money", "time"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** What every event of a timeline has: its id, when it was, and its places in the sources. */
const common = {
  id: z.string(),
  type: z.string(),
  occurredAt: z.iso.datetime(),
  /** False: the event's own time cannot be true, and its place in the list is that of its recording. */
  timePlausible: z.boolean(),
  sources: z.array(Source),
};

/** A message. Where to read it: `messageId` and its places in the sources. */
export const TimelineMessage = z.strictObject({
  kind: z.literal("message"),
  ...common,
  direction: Direction,
  messageId: z.string().nullable(),
  thread: z.string(),
  participants: z.array(Participant),
  signals: Signals,
});
export type TimelineMessage = z.infer<typeof TimelineMessage>;

/** What happened to a ticket; null what the event does not tell of. */
export const TimelineTicket = z.strictObject({
  kind: z.literal("ticket"),
  ...common,
  ticket: z.string(),
  by: Actor.shape.side,
  status: TicketStatus.nullable(),
  previousStatus: TicketStatus.nullable(),
  /** Of replies: whether the other side could read it. */
  public: z.boolean().nullable(),
  /** Of reopenings and reassignments that the source only counts. */
  times: Count.nullable(),
  scoreMilli: Count.nullable(),
  slaKept: z.boolean().nullable(),
  /** Of what somebody wrote. */
  signals: Signals.nullable(),
});
export type TimelineTicket = z.infer<typeof TimelineTicket>;

/** A meeting as its newest version has it; `occurredAt` is its start. */
export const TimelineMeeting = z.strictObject({
  kind: z.literal("meeting"),
  ...common,
  outcome: z.enum(["scheduled", "held", "cancelled"]),
  endAt: z.iso.datetime(),
  minutes: Count,
  ourHeads: Count,
  /** The client's own, those who declined left out; and whom of theirs was invited. */
  theirHeads: Count,
  addresses: z.array(z.string()),
  moved: z.boolean(),
  noShow: z.boolean(),
  /** Among ourselves, about the client. */
  named: z.boolean(),
  cancelledBy: z.enum(["us", "them", "unknown"]).nullable(),
  noticeHours: z.number().nullable(),
});
export type TimelineMeeting = z.infer<typeof TimelineMeeting>;

/** A document of the books as its newest version has it; `occurredAt` is its day. */
export const TimelineMoney = z.strictObject({
  kind: z.literal("money"),
  ...common,
  what: z.enum(["invoice", "payment", "credit_note", "expense", "overhead"]),
  status: PostingStatus,
  number: z.string().nullable(),
  /** Of payments and credit notes: the invoice they belong to. */
  invoiceNumber: z.string().nullable(),
  currency: z.string(),
  /** Without tax. */
  netMinor: z.number().int(),
  totalMinor: z.number().int(),
  dueOn: z.iso.date().nullable(),
  disputed: z.boolean(),
});
export type TimelineMoney = z.infer<typeof TimelineMoney>;

/** An entry of logged time; `occurredAt` is its start, or its day. */
export const TimelineTime = z.strictObject({
  kind: z.literal("time"),
  ...common,
  status: PostingStatus,
  workedOn: z.iso.date(),
  durationSeconds: z.number().int(),
  billable: z.boolean().nullable(),
  activity: z.string().nullable(),
});
export type TimelineTime = z.infer<typeof TimelineTime>;

/** One event of a client's timeline. */
export const TimelineEvent = z.discriminatedUnion("kind", [
  TimelineMessage,
  TimelineTicket,
  TimelineMeeting,
  TimelineMoney,
  TimelineTime,
]);
export type TimelineEvent = z.infer<typeof TimelineEvent>;

/**
 * Newest first, without automatic mail, deleted tickets and withdrawn meetings. No body, no subject, no title:
 * these never leave their source.
 */
export const TimelinePage = z.strictObject({
  ...answerHead,
  client: z.strictObject({ id: z.string(), name: z.string(), kind: PartyKind }),
  items: z.array(TimelineEvent),
  nextCursor: z.string().nullable(),
});
export type TimelinePage = z.infer<typeof TimelinePage>;
