import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { Count, Percent } from "../economics/head.ts";

/** A figure with the interval that drawing other clients would leave, 95 of 100; four decimals. */
export const Estimated = z.strictObject({
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Estimated = z.infer<typeof Estimated>;

/** How right the chances are, from origins whose horizons do not overlap. */
export const CalibrationAnswer = z.strictObject({
  origins: Count,
  rows: Count,
  observed: Count,
  expected: z.number(),
  /** Observed ÷ expected, with what chance alone would leave it between in 95 of 100 cases if every chance were right. */
  ratio: z.number(),
  ratioLow: z.number(),
  ratioHigh: z.number(),
  /** Of what came on the log-odds of the chances: 0 and 1 are right. Null where they cannot be told. */
  intercept: z.number().nullable(),
  interceptError: z.number().nullable(),
  slope: z.number().nullable(),
  slopeError: z.number().nullable(),
  spiegelhalterZ: z.number().nullable(),
  /** How often chance alone is as far out. */
  spiegelhalterP: z.number().nullable(),
  /** Expected calibration error, and what a perfect model's is below in 95 of 100 cases with so few rows. */
  error: z.number(),
  errorOfPerfect: z.number(),
});
export type CalibrationAnswer = z.infer<typeof CalibrationAnswer>;

export const LeadTimeAnswer = z.strictObject({
  left: Count,
  foretold: Count,
  medianDays: z.number().nullable(),
  /** Those not foretold count as 0 days. */
  medianDaysOfAll: z.number().nullable(),
  /** Of the clients there, new alerts in 13 weeks. */
  alertedAQuarterPercent: Percent.nullable(),
});
export type LeadTimeAnswer = z.infer<typeof LeadTimeAnswer>;

/** What foretold: the model, the one that ships, and what is simpler. */
export const CompetitorAnswer = z.strictObject({
  name: z.string(),
  means: z.string(),
  /** Of two clients at one origin, how often the one that left was put higher. */
  auc: Estimated.nullable(),
  /** The model's AUC less this one's: above 0, the model is better. */
  aucBehind: Estimated.nullable(),
  /** Null for what gives an order and no chances, as all figures of chances. */
  logLoss: Estimated.nullable(),
  /** This one's log-loss less the model's: above 0, the model is better. */
  logLossBehind: Estimated.nullable(),
  brier: Estimated.nullable(),
  /** 1 − Brier ÷ that of the base rate. */
  brierSkill: Estimated.nullable(),
  /** How many times the base rate left among the highest tenth of each origin. */
  lift: Estimated.nullable(),
  liftMost: z.number().nullable(),
  liftShareOfMostPercent: Percent.nullable(),
  /** Of those the budget lets somebody look at, the share that left. */
  precision: Estimated.nullable(),
  precisionOverBase: Estimated.nullable(),
  calibration: CalibrationAnswer.nullable(),
  leadTime: LeadTimeAnswer.nullable(),
  /** Share of those who left (second) among the highest so many of all (first), of a hundred, for a plot. */
  gains: z.array(z.tuple([Percent, Percent])),
});
export type CompetitorAnswer = z.infer<typeof CompetitorAnswer>;

/** Rows of much the same chance, by the model. */
export const ReliabilityBin = z.strictObject({
  rows: Count,
  meanPercent: Percent,
  observedPercent: Percent,
  /** 95 of 100, as if rows were independent. */
  lowPercent: Percent,
  highPercent: Percent,
});

export const OriginAnswer = z.strictObject({
  /** Sunday. */
  origin: z.iso.date(),
  clients: Count,
  left: Count,
  /** The sum of the model's chances. */
  expected: z.number(),
});

/** How well it was foretold who leaves, looking back. */
export const BacktestAnswer = z.strictObject({
  ...answerHead,
  definition: z.enum(["unconfirmed", "contracts", "said"]),
  horizonWeeks: Count,
  everyWeeks: Count,
  /** Share of clients that can be looked at. */
  budgetPercent: Percent,
  /** Why there is nothing below; null otherwise. */
  refused: z.strictObject({ reason: z.string(), action: z.string() }).nullable(),
  /** Sundays; null without one. */
  firstOrigin: z.iso.date().nullable(),
  lastOrigin: z.iso.date().nullable(),
  clients: Count,
  /** Client periods: a client at an origin. */
  rows: Count,
  /** Clients that gave notice within a horizon, and the client periods that were followed by it. */
  left: Count,
  rowsLeft: Count,
  basePercent: Percent.nullable(),
  /** Client periods left out: an end of another cause within the horizon; nothing said, as the client was too new. */
  censored: Count,
  unsaid: Count,
  /** The model first. */
  competitors: z.array(CompetitorAnswer),
  reliability: z.array(ReliabilityBin),
  origins: z.array(OriginAnswer),
});
export type BacktestAnswer = z.infer<typeof BacktestAnswer>;
