import { z } from "zod";
import { answerHead } from "./AnswerHead.ts";
import { PartyKind } from "./PartyKind.ts";
import { WorkFigures } from "./WorkFigures.ts";

const Count = z.number().int().nonnegative();
const Share = z.number().min(0).max(1);
const Hours = z.number().nonnegative();
const Moment = z.iso.datetime();

/** How long one side took to answer the other: exact quantiles over first answers, null without any. */
export const ResponseTime = z.strictObject({
  replies: Count,
  workingMedianHours: Hours.nullable(),
  workingP90Hours: Hours.nullable(),
  elapsedMedianHours: Hours.nullable(),
  elapsedP90Hours: Hours.nullable(),
});
export type ResponseTime = z.infer<typeof ResponseTime>;

/** Part of a whole, counted; `share` is null where there is nothing to count, four decimals. */
export const Part = z.strictObject({ count: Count, of: Count, share: Share.nullable() });
export type Part = z.infer<typeof Part>;

/**
 * Mean tone of their messages from -1 to 1 with a 95 % interval; null with `insufficient` below the least
 * number of messages that allows one.
 */
export const Tone = z.strictObject({
  messages: Count,
  mean: z.number().min(-1).max(1).nullable(),
  low: z.number().min(-1).max(1).nullable(),
  high: z.number().min(-1).max(1).nullable(),
  insufficient: z.boolean(),
});

/** Their silence against their own rhythm; `reason` says it in one sentence. Days are UTC days. */
export const Silence = z.strictObject({
  activeDays: Count,
  silentDays: Count.nullable(),
  usualGapDays: Count.nullable(),
  longestUsualGapDays: Count.nullable(),
  ratio: z.number().nonnegative().nullable(),
  insufficient: z.boolean(),
  reason: z.string(),
});

/**
 * The figures of one client, or of one party while no client claims it. `id` is the client's id or the party:
 * `domain:<organisation>`, `billing:<code>`. Definitions: docs/metrics.md. Times are UTC, hours have three decimals.
 */
export const ClientFigures = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: PartyKind,
  /** What links the client: parties as in the directory, `domain:…` or `email:…`. */
  parties: z.array(z.string()),
  messages: z.strictObject({
    in: Count,
    out: Count,
    /** Those in which they take part, written by anybody. */
    total: Count,
    /** Messages with several clients or organisations shared out by heads; these add up over all rows. */
    shared: z.number().nonnegative(),
  }),
  threads: z.strictObject({
    count: Count,
    /** Of these, threads known only by subject and people, for want of reply headers. */
    bySubject: Count,
  }),
  people: z.strictObject({ theirs: Count, ours: Count }),
  responseOurs: ResponseTime,
  responseTheirs: ResponseTime,
  /** Messages old enough to have been answered that the other side answered within 14 days. */
  answered: z.strictObject({
    theirMessages: Part,
    theirAsking: Part,
    ourMessages: Part,
    ourAsking: Part,
  }),
  /** Theirs by the sender's own clock, ours by the firm's calendar. */
  afterHours: z.strictObject({ theirs: Part, ours: Part }),
  tone: Tone,
  lastContact: z.strictObject({ theirs: Moment.nullable(), ours: Moment.nullable() }),
  silence: Silence,
});
export type ClientFigures = z.infer<typeof ClientFigures>;

export const ClientPage = z.strictObject({
  ...answerHead,
  /** Rows over all pages. */
  total: Count,
  items: z.array(ClientFigures),
  nextCursor: z.string().nullable(),
});
export type ClientPage = z.infer<typeof ClientPage>;

export const ClientAnswer = z.strictObject({
  ...answerHead,
  client: ClientFigures,
  ...WorkFigures.shape,
});
export type ClientAnswer = z.infer<typeof ClientAnswer>;
