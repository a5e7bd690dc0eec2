import { z } from "zod";
import { Source } from "../../Envelope.ts";
import { answerHead } from "../AnswerHead.ts";

/** An event and where it stands. Never what was written in it. */
export const NamedEvent = z.strictObject({
  eventId: z.string(),
  type: z.string(),
  /** The event's own time; that of its recording where it has none that can be believed. */
  occurredAt: z.iso.datetime(),
  /** As its source calls it: Message-ID, ticket, number, document; empty where it has no name. */
  text: z.string(),
  sources: z.array(Source),
});
export type NamedEvent = z.infer<typeof NamedEvent>;

/** Events by their ids, the latest first. */
export const EventsAnswer = z.strictObject({
  ...answerHead,
  items: z.array(NamedEvent),
  /** Ids that nothing is recorded under. */
  unknown: z.array(z.string()),
});
export type EventsAnswer = z.infer<typeof EventsAnswer>;
