import { factor, solve } from "./cholesky.ts";

/** −1: may not be above 0; 1: not below; 0: either. */
export type Sign = -1 | 0 | 1;

/** What of `w` its sign does not allow becomes 0. */
export const clipped = (w: Float64Array, signs: ReadonlyArray<Sign>): Float64Array =>
  w.map((value, j) => (signs[j]! * value < 0 ? 0 : value));

const allowed = (w: Float64Array, signs: ReadonlyArray<Sign>): boolean =>
  w.every((value, j) => signs[j]! * value >= 0);

/** The top with those of `held` at 0; null when the matrix does not determine it. */
const topWithout = (
  matrix: Float64Array,
  linear: Float64Array,
  held: ReadonlySet<number>,
): Float64Array | null => {
  const size = linear.length;
  const free = Array.from({ length: size }, (_, j) => j).filter((j) => !held.has(j));
  const part = new Float64Array(free.length ** 2);
  free.forEach((i, r) => free.forEach((j, c) => (part[r * free.length + c] = matrix[i * size + j]!)));
  const factored = factor(part, free.length);
  if (factored === null) return null;
  const solved = solve(
    factored,
    Float64Array.from(free, (j) => linear[j]!),
  );
  const w = new Float64Array(size);
  free.forEach((j, r) => (w[j] = solved[r]!));
  return w;
};

const sweepLimit = 5_000;

/** Coordinate by coordinate, each to its best, until nothing moves. */
const descend = (
  matrix: Float64Array,
  linear: Float64Array,
  signs: ReadonlyArray<Sign>,
  start: Float64Array,
): Float64Array => {
  const size = linear.length;
  const w = Float64Array.from(start);
  for (let sweep = 0; sweep < sweepLimit; sweep++) {
    let moved = 0;
    for (let j = 0; j < size; j++) {
      let rest = linear[j]!;
      for (let k = 0; k < size; k++) if (k !== j) rest -= matrix[j * size + k]! * w[k]!;
      const best = rest / matrix[j * size + j]!;
      const next = signs[j]! * best < 0 ? 0 : best;
      moved = Math.max(moved, Math.abs(next - w[j]!));
      w[j] = next;
    }
    if (moved < 1e-12) break;
  }
  return w;
};

/**
 * The w at which `linear`·w − ½ wᵀ·`matrix`·w is greatest among those that keep their signs; `matrix` is positive definite.
 * A sign the data contradict comes out as exactly 0, and the others are the best there are beside it (design 04 §3.2).
 * Null when the matrix is not positive definite.
 */
export const signedTop = (
  matrix: Float64Array,
  linear: Float64Array,
  signs: ReadonlyArray<Sign>,
): Float64Array | null => {
  const top = topWithout(matrix, linear, new Set());
  if (top === null || allowed(top, signs)) return top;
  const near = descend(matrix, linear, signs, clipped(top, signs));
  const held = new Set([...near.keys()].filter((j) => near[j] === 0 && signs[j] !== 0));
  const exact = topWithout(matrix, linear, held);
  return exact !== null && allowed(exact, signs) ? exact : near;
};
