import type { FeatureDefinition } from "../features/FeatureDefinition.ts";
import type { Sign } from "./signedQuadratic.ts";

/** One column of the hazard's design: a feature's straight line, or its bend at a knot. */
export interface Term {
  readonly name: string;
  /** Index of the feature. */
  readonly feature: number;
  /** −1 for the straight line, else the index of the knot. */
  readonly knot: number;
  /** Taken off, so that the column's mean over the network is 0. */
  readonly centre: number;
}

const shares = ["0.5", "0.85"];

/** Columns of features in their order, the straight line of each before its bends; the intercept is none of them. */
export const termsOf = (
  names: ReadonlyArray<string>,
  features: ReadonlyArray<FeatureDefinition>,
): ReadonlyArray<Term> =>
  features.flatMap(({ knots, knotMeans }, feature) => [
    { name: names[feature]!, feature, knot: -1, centre: 0 },
    ...knots.map((_, knot) => ({
      name: `${names[feature]}>${shares[knot] ?? knot}`,
      feature,
      knot,
      centre: knotMeans[knot]!,
    })),
  ]);

/**
 * The same columns cut into stretches between the knots: a function of bends `Σ w_k max(0, z − k)` is `Σ s_k stretch_k(z)`
 * with slopes s_k = w_0 + … + w_k. In them the sign of the function's slope is the sign of each weight, so that monotone
 * (design 04 §3.2: all partial sums keep the sign) is plain. `stretch` is this one's part of z.
 */
export const stretch = (z: number, knots: ReadonlyArray<number>, knot: number): number => {
  const from = knot < 0 ? -Infinity : knots[knot]!;
  const to = knots[knot + 1] ?? Infinity;
  return knot < 0 ? Math.min(z, to) : Math.min(Math.max(z - from, 0), to - from);
};

/** Mean of a stretch over the network, by the means of the bends. */
export const stretchCentre = ({ knotMeans }: FeatureDefinition, knot: number): number =>
  (knot < 0 ? 0 : knotMeans[knot]!) - (knotMeans[knot + 1] ?? 0);

/** Slopes of the stretches from weights of the bends: sums from the straight line on, feature by feature. */
export const slopesOf = (terms: ReadonlyArray<Term>, weights: ArrayLike<number>): Float64Array => {
  const slopes = new Float64Array(terms.length);
  terms.forEach(({ knot }, j) => (slopes[j] = weights[j]! + (knot < 0 ? 0 : slopes[j - 1]!)));
  return slopes;
};

/** The inverse of `slopesOf`. */
export const weightsOf = (terms: ReadonlyArray<Term>, slopes: ArrayLike<number>): Float64Array =>
  Float64Array.from(terms, ({ knot }, j) => slopes[j]! - (knot < 0 ? 0 : slopes[j - 1]!));

/** Of each term the sign of its feature. */
export const signsOf = (
  terms: ReadonlyArray<Term>,
  features: ReadonlyArray<FeatureDefinition>,
): ReadonlyArray<Sign> => terms.map(({ feature }) => features[feature]!.sign);
