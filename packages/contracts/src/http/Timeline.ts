import { z } from "zod";
import { Participant, Signals } from "../EmailMessage.ts";
import { Source } from "../Envelope.ts";
import { answerHead } from "./AnswerHead.ts";

/** `in` they wrote, `out` we wrote, `other` a third party wrote with them among the addressed. */
export const Direction = z.enum(["in", "out", "other"]);

/** One event of a client's timeline. Where to read it: `messageId` and its places in the sources. */
export const TimelineEvent = z.strictObject({
  id: z.string(),
  type: z.string(),
  direction: Direction,
  occurredAt: z.iso.datetime(),
  /** False: the message's own date cannot be true, and its place in the list is that of its recording. */
  timePlausible: z.boolean(),
  messageId: z.string().nullable(),
  thread: z.string(),
  participants: z.array(Participant),
  signals: Signals,
  sources: z.array(Source),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

/** Newest first, without automatic mail. No body, no subject: these never leave the mailbox. */
export const TimelinePage = z.strictObject({
  ...answerHead,
  client: z.strictObject({ id: z.string(), name: z.string() }),
  items: z.array(TimelineEvent),
  nextCursor: z.string().nullable(),
});
export type TimelinePage = z.infer<typeof TimelinePage>;
