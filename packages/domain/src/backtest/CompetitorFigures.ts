import type { CalibrationLine, ObservedOverExpected } from "../statistics/calibration.ts";
import type { Estimate } from "./Estimate.ts";
import type { LeadTimes } from "./leadTimes.ts";

/** How right chances are, from origins whose horizons do not overlap, so that the rows of one client do not repeat. */
export interface CalibrationFigures {
  readonly origins: number;
  readonly rows: number;
  readonly observedOverExpected: ObservedOverExpected | null;
  readonly line: CalibrationLine | null;
  /** Spiegelhalter's Z and how often chance alone is as far out. */
  readonly spiegelhalter: { readonly z: number; readonly chance: number } | null;
  /** Expected calibration error, and what it is in 95 of 100 cases at most when every chance is right. */
  readonly error: number;
  readonly errorNull95: number;
}

/** What a competitor came to over all origins; intervals by drawing clients. */
export interface CompetitorFigures {
  readonly name: string;
  /** Of pairs of clients at one origin. */
  readonly auc: Estimate | null;
  /** Null for those that give an order only, as all the rest about chances. */
  readonly logLoss: Estimate | null;
  readonly brier: Estimate | null;
  /** 1 − Brier ÷ that of the base rate competitor, which knew no more than the others. */
  readonly brierSkill: Estimate | null;
  /** Log-loss of this one less that of the first: above 0, the first is better. */
  readonly logLossBehind: Estimate | null;
  readonly aucBehind: Estimate | null;
  /** In the highest tenth of each origin, and the most it could be there. */
  readonly lift: Estimate | null;
  readonly liftMost: number | null;
  readonly liftShareOfMost: number | null;
  /** Of those that the budget lets somebody look at, how many left. */
  readonly precision: Estimate | null;
  /** The same as a multiple of the base rate. */
  readonly precisionOverBase: Estimate | null;
  readonly calibration: CalibrationFigures | null;
  readonly leadTimes: LeadTimes | null;
}
