import { type SeededRandom, seededRandom } from "@rapport/domain/seededRandom";

/** Seeded chance with the distributions the agency lives by. */
export interface Chance extends SeededRandom {
  /** Standard normal (Box and Muller). */
  readonly normal: () => number;
  /** Log-normal by its median and the standard deviation of its logarithm. */
  readonly logNormal: (median: number, sd: number) => number;
  /** A count with this mean (Knuth below 30, rounded normal above). */
  readonly poisson: (mean: number) => number;
  /** An index drawn in proportion to the weights. */
  readonly weighted: (weights: ReadonlyArray<number>) => number;
  /** A source of its own for `key`: what one draws never shifts what another gets. */
  readonly fork: (key: string) => Chance;
}

/** FNV-1a, 32 bits. */
const hash = (text: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
};

const poissonOf = (random: SeededRandom, normal: () => number, mean: number): number => {
  if (mean <= 0) return 0;
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let p = random.next(); p > limit; p *= random.next()) count++;
  return count;
};

/** The same seed and key give the same draws on every machine. */
export const makeChance = (seed: number, key = ""): Chance => {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ hash(key));
  const normal = (): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    return radius * Math.cos(2 * Math.PI * random.next());
  };
  return {
    ...random,
    normal,
    logNormal: (median, sd) => median * Math.exp(sd * normal()),
    poisson: (mean) => poissonOf(random, normal, mean),
    weighted: (weights) => {
      let at = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
      for (let i = 0; i < weights.length; i++) {
        at -= weights[i]!;
        if (at < 0) return i;
      }
      return weights.length - 1;
    },
    fork: (more) => makeChance(seed, `${key}/${more}`),
  };
};
