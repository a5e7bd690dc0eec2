import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { Count, Percent } from "../economics/head.ts";
import { RiskBand } from "./head.ts";

/** A model that was announced, or the one that ships. */
export const ModelRow = z.strictObject({
  model: z.string(),
  shipped: z.boolean(),
  /** Scores of weeks that end on this day or later are made with it, until another's; null for the one that ships. */
  validFrom: z.iso.date().nullable(),
  announcedAt: z.iso.datetime().nullable(),
  reason: z.string(),
  formula: z.string(),
  trainedTo: z.iso.date().nullable(),
  horizonWeeks: Count,
  clientPeriods: Count,
  churns: Count,
  /** Chance of notice within the horizon over all. */
  basePercent: Percent,
  /** On the as-of day. */
  inForce: z.boolean(),
});
export type ModelRow = z.infer<typeof ModelRow>;

/** Every model, in the order of their days, the one that ships first. */
export const ModelsAnswer = z.strictObject({ ...answerHead, items: z.array(ModelRow) });
export type ModelsAnswer = z.infer<typeof ModelsAnswer>;

/** What a feature does in a model. */
export const ModelFeature = z.strictObject({
  feature: z.string(),
  group: z.string(),
  means: z.string(),
  /** Odds times this per network standard deviation, on average, and its 80 % interval. */
  times: z.number(),
  timesLow: z.number(),
  timesHigh: z.number(),
  /** What was believed before any data. */
  timesBefore: z.number(),
  /** The firm's own data say so, beyond chance. */
  strong: z.boolean(),
});
export type ModelFeature = z.infer<typeof ModelFeature>;

export const ModelAnswer = z.strictObject({
  ...answerHead,
  model: ModelRow,
  calibration: z.strictObject({ intercept: z.number(), slope: z.number(), labels: Count, churns: Count }),
  /** BG/BB of active weeks. */
  activity: z.strictObject({ alpha: z.number(), beta: z.number(), gamma: z.number(), delta: z.number() }),
  features: z.array(ModelFeature),
});
export type ModelAnswer = z.infer<typeof ModelAnswer>;

/** What another model changes: how many clients are in which band with the one in force, and with the new one. */
export const FitAnswer = z.strictObject({
  model: ModelRow,
  before: z.string(),
  week: z.iso.date().nullable(),
  /** Clients by band before (first) and after (second). */
  moves: z.array(z.strictObject({ from: RiskBand, to: RiskBand, clients: Count })),
  /** Features that the data speak for, beyond chance. */
  strong: z.array(ModelFeature),
  said: z.boolean(),
});
export type FitAnswer = z.infer<typeof FitAnswer>;
