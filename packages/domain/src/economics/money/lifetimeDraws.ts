import { type SeededRandom, seededRandom } from "../../seededRandom.ts";
import { annuity, lifetimeQuarters, quarterlySurvivalPrior, ratePer } from "./lifetimeValue.ts";

/** A standard normal (Box and Muller 1958). */
const normal = ({ next }: SeededRandom): number =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** A gamma of scale 1 and a shape of at least 1 (Marsaglia and Tsang 2000). */
const gamma = (random: SeededRandom, shape: number): number => {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
};

/**
 * Draws of the share of clients who stay over a quarter, from the posterior of `quarterlySurvival`: a beta. The same
 * seed gives the same draws.
 */
export const survivalDraws = (
  ended: number,
  clientQuarters: number,
  count: number,
  seed: number,
): ReadonlyArray<number> => {
  const random = seededRandom(seed);
  const { stayed, left } = quarterlySurvivalPrior;
  return Array.from({ length: count }, () => {
    const stays = gamma(random, stayed + clientQuarters - ended);
    return stays / (stays + gamma(random, left + ended));
  });
};

export interface LifetimeInterval {
  /** Of ten values one is below, one above. */
  readonly lowMinor: number;
  readonly highMinor: number;
  /** How many of the draws are below 0, of all of them. */
  readonly lossShare: number;
}

/** `sorted[floor(n × level)]`, as the warehouse's quantileExact. */
const quantile = (sorted: Float64Array, level: number): number =>
  Math.round(sorted[Math.floor(sorted.length * level)]!) || 0;

/**
 * The 80 % interval of a lifetime value (`lifetimeValueMinor`), from draws of the quarterly margin and of survival
 * that belong together one by one. Null without draws.
 */
export const lifetimeInterval = (
  marginsMinor: ReadonlyArray<number>,
  survivals: ReadonlyArray<number>,
  discountPerYear: number,
): LifetimeInterval | null => {
  const count = Math.min(marginsMinor.length, survivals.length);
  if (count === 0) return null;
  const discount = ratePer(discountPerYear, 4);
  const values = Float64Array.from(
    { length: count },
    (_, n) => marginsMinor[n]! * annuity(survivals[n]!, discount, lifetimeQuarters),
  );
  const losses = values.reduce((below, value) => below + (value < 0 ? 1 : 0), 0);
  const sorted = values.toSorted();
  return { lowMinor: quantile(sorted, 0.1), highMinor: quantile(sorted, 0.9), lossShare: losses / count };
};
