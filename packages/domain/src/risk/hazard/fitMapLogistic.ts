import { log1pExp, logistic } from "../../statistics/specialFunctions.ts";
import { factor, inverse } from "./cholesky.ts";
import { clipped, type Sign, signedTop } from "./signedQuadratic.ts";

/** Rows of a regression, one after the other in `x`; a column of ones where there is to be an intercept. */
export interface Design {
  readonly columns: number;
  readonly x: Float64Array;
  /** 0 or 1. */
  readonly y: Float64Array;
  /** How much each row counts; null: 1. */
  readonly weights: Float64Array | null;
}

/** w ~ N(mean, precision⁻¹); `precision` by rows, 0 for what nothing was believed of. */
export interface WeightPrior {
  readonly mean: Float64Array;
  readonly precision: Float64Array;
}

export interface MapFit {
  readonly weights: Float64Array;
  /** H⁻¹ at the weights, by rows. */
  readonly covariance: Float64Array;
  readonly converged: boolean;
  readonly steps: number;
}

const rowTimes = (x: Float64Array, w: Float64Array, row: number): number => {
  let sum = 0;
  const start = row * w.length;
  for (let j = 0; j < w.length; j++) sum += x[start + j]! * w[j]!;
  return sum;
};

/** precision · (w − mean). */
const pull = ({ mean, precision }: WeightPrior, w: Float64Array): Float64Array =>
  w.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < w.length; j++) sum += precision[i * w.length + j]! * (w[j]! - mean[j]!);
    return sum;
  });

/** Σ[y·η − ln(1 + e^η)] − ½ (w − m)ᵀ P (w − m). */
const objective = ({ x, y, weights }: Design, prior: WeightPrior, w: Float64Array): number => {
  let sum = 0;
  for (let row = 0; row < y.length; row++) {
    const eta = rowTimes(x, w, row);
    sum += (weights?.[row] ?? 1) * (y[row]! * eta - log1pExp(eta));
  }
  const pulled = pull(prior, w);
  for (let j = 0; j < w.length; j++) sum -= 0.5 * pulled[j]! * (w[j]! - prior.mean[j]!);
  return sum;
};

/** Gradient and negative Hessian of the objective. */
const slopesAt = ({ x, y, weights, columns }: Design, prior: WeightPrior, w: Float64Array) => {
  const gradient = pull(prior, w).map((value) => -value);
  const hessian = Float64Array.from(prior.precision);
  for (let row = 0; row < y.length; row++) {
    const weight = weights?.[row] ?? 1;
    const p = logistic(rowTimes(x, w, row));
    const residual = weight * (y[row]! - p);
    const spread = weight * p * (1 - p);
    const start = row * columns;
    for (let i = 0; i < columns; i++) {
      const xi = x[start + i]!;
      if (xi === 0) continue;
      gradient[i]! += residual * xi;
      const scaled = spread * xi;
      for (let j = 0; j <= i; j++) hessian[i * columns + j]! += scaled * x[start + j]!;
    }
  }
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < i; j++) hessian[j * columns + i] = hessian[i * columns + j]!;
  return { gradient, hessian };
};

const times = (matrix: Float64Array, w: Float64Array): Float64Array =>
  w.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < w.length; j++) sum += matrix[i * w.length + j]! * w[j]!;
    return sum;
  });

const stepLimit = 100;
const settledAt = 1e-10;

/** The furthest that the objective allows on the way to `target`. */
const advance = (
  design: Design,
  prior: WeightPrior,
  from: Float64Array,
  target: Float64Array,
): Float64Array => {
  const before = objective(design, prior, from);
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = from.map((value, j) => value + share * (target[j]! - value));
    if (objective(design, prior, next) >= before - 1e-12 * Math.abs(before)) return next;
  }
  return from;
};

/**
 * Logistic regression of the greatest posterior by Newton's method; `signs` of weights hold throughout. Rows are added up
 * in their order, so the same rows give the same weights, to the bit. Throws when neither rows nor prior determine the
 * weights.
 */
export const fitMapLogistic = (
  design: Design,
  prior: WeightPrior,
  signs: ReadonlyArray<Sign> = Array.from(prior.mean, () => 0 as const),
): MapFit => {
  let weights = clipped(prior.mean, signs);
  let steps = 0;
  let converged = false;
  while (!converged && steps < stepLimit) {
    const { gradient, hessian } = slopesAt(design, prior, weights);
    // The quadratic's top, in weights rather than steps: its signs are those of the weights.
    const linear = times(hessian, weights).map((value, j) => value + gradient[j]!);
    const target = signedTop(hessian, linear, signs);
    if (target === null)
      throw new RangeError("neither the rows nor the prior determine every weight of the regression");
    const next = advance(design, prior, weights, target);
    converged = next.every((value, j) => Math.abs(value - weights[j]!) <= settledAt * (1 + Math.abs(value)));
    weights = next;
    steps += 1;
  }
  const factored = factor(slopesAt(design, prior, weights).hessian, design.columns)!;
  return { weights, covariance: inverse(factored), converged, steps };
};
