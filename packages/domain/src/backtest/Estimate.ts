import { seededRandom } from "../seededRandom.ts";

/** A figure with the interval that drawing other clients would leave, 95 of 100. */
export interface Estimate {
  readonly value: number;
  /** Null where too few draws define the figure. */
  readonly low: number | null;
  readonly high: number | null;
}

/** How often each client is in a draw. */
export type Weights = ArrayLike<number>;

export const drawsOfClients = 1_000;

/** Draws of as many clients as there are, with replacement: the clustered bootstrap, one set for all figures. */
export const clientDraws = (
  clients: number,
  seed: number,
  draws: number = drawsOfClients,
): ReadonlyArray<Weights> => {
  const random = seededRandom(seed);
  return Array.from({ length: draws }, () => {
    const weights = new Uint32Array(clients);
    for (let n = 0; n < clients; n++) weights[random.int(0, clients - 1)]! += 1;
    return weights;
  });
};

/** The figure of all clients, each once, with its percentile interval over the draws. Null where it is not defined. */
export const estimate = (
  clients: number,
  draws: ReadonlyArray<Weights>,
  figure: (weights: Weights) => number | null,
): Estimate | null => {
  const value = figure(new Uint32Array(clients).fill(1));
  if (value === null || !Number.isFinite(value)) return null;
  const drawn = draws.flatMap((weights) => {
    const one = figure(weights);
    return one === null || !Number.isFinite(one) ? [] : [one];
  });
  if (drawn.length < draws.length / 2 || drawn.length === 0) return { value, low: null, high: null };
  const sorted = drawn.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { value, low: at(0.025), high: at(0.975) };
};
