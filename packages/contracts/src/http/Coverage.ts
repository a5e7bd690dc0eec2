import { z } from "zod";
import { answerHead } from "./AnswerHead.ts";

/**
 * Where a message went: to a client; to an unlinked organisation in conversation (`organisation`) or one that
 * only ever wrote or was written about (`one_way`); `free_mail`: people without an organisation;
 * `no_reply_or_role`; `automatic_…` mail no person sent; `internal` among ourselves; `no_address` nobody named;
 * `unreadable` items waiting among the dead letters.
 */
export const CoverageState = z.enum([
  "client",
  "organisation",
  "one_way",
  "free_mail",
  "no_reply_or_role",
  "automatic_list",
  "automatic_bulk",
  "automatic_auto_reply",
  "automatic_bounce",
  "automatic_spam",
  "internal",
  "no_address",
  "unreadable",
]);
export type CoverageState = z.infer<typeof CoverageState>;

/** `messages` is a sum of shares: a message with several holders counts for each in part. */
const Line = z.strictObject({
  messages: z.number().nonnegative(),
  share: z.number().min(0).max(1).nullable(),
});

/** Attributed and unattributed add to the total exactly, and so do the states. */
export const CoverageAnswer = z.strictObject({
  ...answerHead,
  total: z.number().nonnegative(),
  attributed: Line,
  unattributed: Line,
  states: z.array(Line.extend({ state: CoverageState })),
  /** What could be linked next, by messages: organisations and free-mail addresses no client claims. */
  queue: z.array(Line.extend({ state: CoverageState, party: z.string() })),
});
export type CoverageAnswer = z.infer<typeof CoverageAnswer>;
