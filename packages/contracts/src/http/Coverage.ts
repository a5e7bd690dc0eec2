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

/**
 * One measure of what the sources tell besides messages. `attributed`: of clients; it and `unattributed` add to the
 * total exactly, and so do the states. Meetings and the minutes of our heads in them are shared out by heads.
 */
export const CoverageMeasure = z.strictObject({
  measure: z.enum([
    "tickets",
    "meetings",
    "meeting_minutes",
    "logged_seconds",
    "invoiced_net",
    "credited_net",
    "paid",
    "expenses",
    "overhead",
  ]),
  /** Of money, whose amounts are minor units; null else. */
  currency: z.string().nullable(),
  total: z.number(),
  attributed: z.number(),
  unattributed: z.number(),
  /** Of the total; null where there is nothing, or where amounts of both signs make no share. */
  attributedShare: z.number().min(0).max(1).nullable(),
  states: z.array(
    z.strictObject({
      /** `internal` is nobody's but ours; see `CoverageState` for the others. */
      state: z.enum(["client", "organisation", "unattributed", "internal"]),
      amount: z.number(),
    }),
  ),
});
export type CoverageMeasure = z.infer<typeof CoverageMeasure>;

/** Attributed and unattributed add to the total exactly, and so do the states. */
export const CoverageAnswer = z.strictObject({
  ...answerHead,
  total: z.number().nonnegative(),
  attributed: Line,
  unattributed: Line,
  states: z.array(Line.extend({ state: CoverageState })),
  /** What could be linked next, by messages: organisations and free-mail addresses no client claims. */
  queue: z.array(Line.extend({ state: CoverageState, party: z.string() })),
  /** Tickets, meetings, time and money. */
  measures: z.array(CoverageMeasure),
  /** Items that wait among the dead letters, by source. */
  unreadable: z.array(z.strictObject({ connector: z.string(), items: z.number().int().nonnegative() })),
});
export type CoverageAnswer = z.infer<typeof CoverageAnswer>;
