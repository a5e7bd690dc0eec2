import { normalQuantile } from "../economics/effort/normalQuantile.ts";
import { seededRandom } from "../seededRandom.ts";
import { logistic, logit } from "../statistics/specialFunctions.ts";

/** A client's recurring revenue and the chance of its notice, with the 80 % interval of that chance. Chances of 0 to 1. */
export interface Exposure {
  readonly yearMinor: number;
  readonly chance: number;
  readonly chanceLow: number;
  readonly chanceHigh: number;
}

export interface RevenueAtRisk {
  /** Σ recurring revenue of a year × chance of notice. */
  readonly expectedMinor: number;
  /** Eight of ten draws of who gives notice are between these. */
  readonly lowMinor: number;
  readonly highMinor: number;
}

/** An 80 % interval's half width in standard deviations. */
const half = normalQuantile(0.9);
const edge = 1e-6;
const oddsOf = (p: number): number => logit(Math.min(1 - edge, Math.max(edge, p)));

/**
 * Recurring revenue at risk within the horizon of the chances. What is not known of the chances is taken to be common to all
 * clients, as they are of one model; given the chances clients decide each for itself. The same exposures in the same order
 * and seed give the same interval.
 */
export const revenueAtRisk = (
  exposures: ReadonlyArray<Exposure>,
  seed: number,
  draws = 2_000,
): RevenueAtRisk => {
  const expected = exposures.reduce((sum, { yearMinor, chance }) => sum + yearMinor * chance, 0);
  const clients = exposures.map(({ yearMinor, chance, chanceLow, chanceHigh }) => ({
    yearMinor,
    odds: oddsOf(chance),
    spread: (oddsOf(chanceHigh) - oddsOf(chanceLow)) / (2 * half),
  }));
  const random = seededRandom(seed);
  const losses = Array.from({ length: draws }, () => {
    const common = normalQuantile(Math.max(edge, random.next()));
    return clients.reduce(
      (sum, { yearMinor, odds, spread }) =>
        sum + (random.next() < logistic(odds + common * spread) ? yearMinor : 0),
      0,
    );
  }).toSorted((a, b) => a - b);
  return {
    expectedMinor: Math.round(expected) || 0,
    lowMinor: losses[Math.floor(draws * 0.1)] ?? 0,
    highMinor: losses[Math.floor(draws * 0.9)] ?? 0,
  };
};
