import { z } from "zod";
import { LadderAction } from "../../Decisions.ts";
import { answerHead } from "../AnswerHead.ts";
import { Count } from "../economics/head.ts";
import { wordClient } from "./head.ts";

const PlayMeasure = z.enum(["effort", "messages", "after_hours", "contribution", "odds"]);

/**
 * An effect with its 80 % interval, in percent of what it would have been (effort, messages, odds), or in points (share of
 * messages after hours, net contribution of the revenue before). One decimal.
 */
const effect = {
  measure: PlayMeasure,
  /** What is measured, in words. */
  means: z.string(),
  unit: z.enum(["percent", "points"]),
  effect: z.number(),
  low: z.number(),
  high: z.number(),
  /** Whether nothing lies outside the interval. */
  shown: z.boolean(),
};

export const PlayEffectRow = z.strictObject({
  ...effect,
  /** In the measure's own unit: hours or messages a week, percent, odds. */
  before: z.number(),
  after: z.number(),
  /** What it would have been by what became of clients like it. */
  expected: z.number(),
  /** The clients it is compared with, and how many could have been. */
  comparedWith: z.array(z.string()),
  eligible: Count,
});
export const NoPlayEffect = z.strictObject({ measure: PlayMeasure, means: z.string(), why: z.string() });

export const PlayRow = z.strictObject({
  client: z.strictObject(wordClient),
  playId: z.string(),
  eventId: z.string(),
  action: LadderAction,
  startedOn: z.iso.date(),
  startedBy: z.string(),
  reason: z.string(),
  ended: z
    .strictObject({
      on: z.iso.date(),
      outcome: z.enum(["worked", "partly", "failed", "stopped"]),
      reason: z.string(),
      eventId: z.string(),
    })
    .nullable(),
  /** Whole weeks that are compared, of up to 13 on either side of the week it began in. */
  weeksBefore: Count,
  weeksAfter: Count,
  effects: z.array(PlayEffectRow),
  /** Measures that nothing can be said of, and why. */
  notTold: z.array(NoPlayEffect),
});
export type PlayRow = z.infer<typeof PlayRow>;

/** What was done about clients, what came of it beside clients like them, and what actions came to together. */
export const PlaysAnswer = z.strictObject({
  ...answerHead,
  total: Count,
  items: z.array(PlayRow),
  /** Of at least three plays each. */
  byAction: z.array(z.strictObject({ action: LadderAction, plays: Count, ...effect })),
});
export type PlaysAnswer = z.infer<typeof PlaysAnswer>;
