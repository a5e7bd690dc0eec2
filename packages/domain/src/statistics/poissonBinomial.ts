import { normalQuantile } from "../economics/effort/normalQuantile.ts";

/** Up to this variance the distribution is worked out term by term; beyond it a normal one is as good. */
const exactVariance = 400;

const moments = (chances: ReadonlyArray<number>): { readonly mean: number; readonly variance: number } => {
  let mean = 0;
  let variance = 0;
  for (const p of chances) {
    mean += p;
    variance += p * (1 - p);
  }
  return { mean, variance };
};

/** P(count = 0), P(1), … up to `most`, by adding one chance after another. */
const distribution = (chances: ReadonlyArray<number>, most: number): Float64Array => {
  const of = new Float64Array(most + 1);
  of[0] = 1;
  let seen = 0;
  for (const p of chances) {
    seen = Math.min(most, seen + 1);
    for (let k = seen; k > 0; k--) of[k] = of[k]! * (1 - p) + of[k - 1]! * p;
    of[0] = of[0]! * (1 - p);
  }
  return of;
};

/** The least count that is not exceeded with probability `level` or more. */
const quantileOf = (of: Float64Array, level: number): number => {
  let sum = 0;
  for (let k = 0; k < of.length; k++) {
    sum += of[k]!;
    if (sum >= level) return k;
  }
  return of.length - 1;
};

/**
 * Between which counts the number of things that happen is, with probability `level` or a little more, when each
 * happens by its own chance and none depends on another (Poisson-binomial): equal tails.
 */
export const countInterval = (
  chances: ReadonlyArray<number>,
  level = 0.95,
): { readonly low: number; readonly high: number } => {
  const { mean, variance } = moments(chances);
  const tail = (1 - level) / 2;
  if (variance > exactVariance) {
    const width = -normalQuantile(tail) * Math.sqrt(variance);
    return { low: Math.floor(mean - width), high: Math.ceil(mean + width) };
  }
  const most = Math.min(chances.length, Math.ceil(mean + 12 * Math.sqrt(variance) + 12));
  const of = distribution(chances, most);
  return { low: quantileOf(of, tail), high: quantileOf(of, 1 - tail) };
};
