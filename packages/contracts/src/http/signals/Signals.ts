import { z } from "zod";
import { signalKinds } from "../../views/signals/SignalView.ts";
import { answerHead } from "../AnswerHead.ts";

const Count = z.number().int().nonnegative();

/** Something that somebody who looks after a client would notice. */
export const Signal = z.strictObject({
  kind: z.enum(signalKinds),
  client: z.string(),
  name: z.string(),
  /** Id and name of the member who looks after the client on the as-of day; null for nobody. */
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  segment: z.string().nullable(),
  /** Since when; of what is coming up, when. */
  since: z.iso.datetime(),
  /** What within the client: a thread, ticket, address or form; see the view `signal_<kind>` in docs/metrics.md. */
  about: z.string().nullable(),
  /** Why it is shown, as the end of a sentence that begins with the client. */
  reason: z.string(),
  /** The columns of the view `signal_<kind>`, by their names there. */
  figures: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  /** How many events show it, and the ids of at most 20 of them. */
  events: Count,
  eventIds: z.array(z.string()),
});
export type Signal = z.infer<typeof Signal>;

/** Signals as of a day, what somebody waits for first, and of one kind the oldest first. */
export const SignalsPage = z.strictObject({
  ...answerHead,
  /** Every kind that was asked for, with its signals over all pages. */
  kinds: z.array(z.strictObject({ kind: z.enum(signalKinds), title: z.string(), total: Count })),
  /** Signals over all pages. */
  total: Count,
  items: z.array(Signal),
  nextCursor: z.string().nullable(),
});
export type SignalsPage = z.infer<typeof SignalsPage>;
