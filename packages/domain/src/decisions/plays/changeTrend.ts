import { factor, inverse } from "../../risk/hazard/cholesky.ts";
import type { Candidate } from "./match.ts";

/** What change is usual for a client that stood where it stood. */
export interface ChangeTrend {
  /** A client's change beyond the usual. */
  readonly beyond: (candidate: Candidate) => number;
  /** The same for one of the clients it was fitted on, as if it had not been among them. */
  readonly beyondWithoutItself: (candidate: Candidate) => number;
  /** How far out a client stands: the variance of what is foretold of it, in that of one change. */
  readonly leverage: (candidate: Candidate) => number;
}

/** As if a client's worth of data said that nothing matters: keeps few clients from saying too much. */
const ridge = 1;

/**
 * Change on what clients are matched by, over clients with whom nothing was done: linear, by least squares with a ridge,
 * features in standard deviations. It takes out what no match can: who stood highest falls by itself, and there is nobody
 * as high to compare with (bias-corrected matching, Abadie and Imbens 2011).
 */
export const changeTrend = (others: ReadonlyArray<Candidate>, scales: ReadonlyArray<number>): ChangeTrend => {
  const size = scales.length + 1;
  const means = scales.map((_, i) => others.reduce((sum, one) => sum + one.features[i]!, 0) / others.length);
  const rowOf = ({ features }: Candidate): Float64Array =>
    Float64Array.from([1, ...features.map((value, i) => (value - means[i]!) / scales[i]!)]);
  const normal = new Float64Array(size * size);
  const target = new Float64Array(size);
  for (let i = 1; i < size; i++) normal[i * size + i] = ridge;
  for (const one of others) {
    const row = rowOf(one);
    for (let i = 0; i < size; i++) {
      target[i]! += row[i]! * (one.after - one.before);
      for (let j = 0; j < size; j++) normal[i * size + j]! += row[i]! * row[j]!;
    }
  }
  const factored = factor(normal, size);
  // With a ridge on every feature and at least one client there is always one.
  if (factored === null) throw new Error("the trend of changes has no solution");
  const inverted = inverse(factored);
  const times = (row: Float64Array, i: number) =>
    row.reduce((sum, value, j) => sum + inverted[i * size + j]! * value, 0);
  const weights = Float64Array.from({ length: size }, (_, i) => times(target, i));
  const beyond = (candidate: Candidate): number => {
    const row = rowOf(candidate);
    return candidate.after - candidate.before - row.reduce((sum, value, i) => sum + value * weights[i]!, 0);
  };
  const leverage = (candidate: Candidate): number => {
    const row = rowOf(candidate);
    return row.reduce((sum, value, i) => sum + value * times(row, i), 0);
  };
  return {
    beyond,
    leverage,
    beyondWithoutItself: (candidate) => beyond(candidate) / (1 - leverage(candidate)),
  };
};
