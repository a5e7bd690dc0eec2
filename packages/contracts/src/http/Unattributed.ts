import { z } from "zod";
import { answerHead } from "./AnswerHead.ts";

const Count = z.number().int().nonnegative();
const Minor = z.number().int();

/**
 * A party that no client claims, with all that waits for one. `state`: `organisation` (an outside domain),
 * `one_way` and `free_mail` as in the coverage, `unattributed` any other party.
 */
export const UnattributedParty = z.strictObject({
  party: z.string(),
  state: z.enum(["organisation", "one_way", "free_mail", "unattributed"]),
  /** Shared out by heads. */
  messages: z.number().nonnegative(),
  tickets: Count,
  /** Held ones, and our heads times minutes in them, shared out by heads. */
  meetings: Count,
  meetingMinutes: Count,
  loggedSeconds: z.number().int(),
  /** Posted money, per currency. */
  money: z.array(
    z.strictObject({
      currency: z.string(),
      invoicedNetMinor: Minor,
      creditedNetMinor: Minor,
      paidMinor: Minor,
      expenseMinor: Minor,
    }),
  ),
  /** Other parties that the same tickets, meetings and books name. */
  together: z.array(z.string()),
});
export type UnattributedParty = z.infer<typeof UnattributedParty>;

/** What no link covers, by our time (logged and in meetings), then by money of one currency, then by messages. */
export const UnattributedAnswer = z.strictObject({
  ...answerHead,
  /** Parties in all; `items` are the first of them. */
  total: Count,
  items: z.array(UnattributedParty),
});
export type UnattributedAnswer = z.infer<typeof UnattributedAnswer>;
