import type { Sign } from "../hazard/signedQuadratic.ts";

/** Features that say much the same are told as one reason (design 04 §3.4). */
export const featureGroups = [
  "contract",
  "silence",
  "people",
  "money",
  "tickets",
  "meetings",
  "answers",
  "tone",
  "tenure",
] as const;
export type FeatureGroup = (typeof featureGroups)[number];

/** One feature of the hazard. All numbers are the network's and ship: a firm's own moments move with its clients. */
export interface FeatureDefinition {
  readonly group: FeatureGroup;
  /** What it measures, its unit last. */
  readonly means: string;
  /** The way it may count: 1 for more is more risk. */
  readonly sign: Sign;
  /** Recency and frequency, contract, payment. */
  readonly core: boolean;
  /**
   * A backtest over firms has shown that what it was believed to weigh in other firms makes forecasts better. What is neither
   * core nor released is kept to |prior mean| ≤ 0.1 (design 04 §6.2, release rule).
   */
  readonly released: boolean;
  /** Log-odds of notice within 13 weeks per standard deviation, before any data. */
  readonly priorMean: number;
  readonly priorSd: number;
  /** Standardised by these. */
  readonly mean: number;
  readonly sd: number;
  /** Where the slope may change, in standard deviations from the mean; none: a straight line. */
  readonly knots: ReadonlyArray<number>;
  /** The mean of `max(0, z − knot)` over the network. */
  readonly knotMeans: ReadonlyArray<number>;
  /** Weeks up to the origin in which its evidence lies. */
  readonly weeks: number;
}
