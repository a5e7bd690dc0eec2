import { type SeededRandom, seededRandom } from "@rapport/domain/seededRandom";

/** Chance as the second simulator takes it: distributions that the first one does not use. */
export interface Draws extends SeededRandom {
  readonly normal: () => number;
  /** Gamma with mean `shape` · `scale` (Marsaglia and Tsang 2000). */
  readonly gamma: (shape: number, scale: number) => number;
  readonly beta: (a: number, b: number) => number;
  /** Counts with this mean and variance mean + mean²/shape: a Poisson whose rate is gamma. */
  readonly negativeBinomial: (mean: number, shape: number) => number;
  /** Median · (u/(1−u))^(1/shape): tails of a power. */
  readonly logLogistic: (median: number, shape: number) => number;
  /** How many of `n` with chance `p` each. */
  readonly binomial: (n: number, p: number) => number;
  /** An index in proportion to the weights. */
  readonly weighted: (weights: ReadonlyArray<number>) => number;
}

/** Inversion below 30; above that the normal, rounded. */
const poisson = (random: SeededRandom, normal: () => number, mean: number): number => {
  if (mean <= 0) return 0;
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  let u = random.next();
  let p = Math.exp(-mean);
  let k = 0;
  while (u > p && k < 200) {
    u -= p;
    p *= mean / ++k;
  }
  return k;
};

/** The same seed gives the same draws on every machine. */
export const makeDraws = (seed: number): Draws => {
  const random = seededRandom(Math.imul(seed ^ 0x5bd1e995, 0x85ebca6b));
  // Marsaglia's polar method.
  const normal = (): number => {
    for (;;) {
      const [x, y] = [2 * random.next() - 1, 2 * random.next() - 1];
      const s = x * x + y * y;
      if (s > 0 && s < 1) return x * Math.sqrt((-2 * Math.log(s)) / s);
    }
  };
  const gamma = (shape: number, scale: number): number => {
    if (shape < 1) return gamma(shape + 1, scale) * random.next() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v))
        return d * v * scale;
    }
  };
  return {
    ...random,
    normal,
    gamma,
    beta: (a, b) => {
      const x = gamma(a, 1);
      return x / (x + gamma(b, 1));
    },
    negativeBinomial: (mean, shape) => (mean <= 0 ? 0 : poisson(random, normal, gamma(shape, mean / shape))),
    logLogistic: (median, shape) => {
      const u = 0.0005 + 0.999 * random.next();
      return median * (u / (1 - u)) ** (1 / shape);
    },
    binomial: (n, p) => {
      let count = 0;
      for (let i = 0; i < n; i++) if (random.next() < p) count++;
      return count;
    },
    weighted: (weights) => {
      let at = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
      for (let i = 0; i < weights.length; i++) if ((at -= weights[i]!) < 0) return i;
      return weights.length - 1;
    },
  };
};
