import type { RiskModel } from "@rapport/contracts/RiskModel";
import { features, featureNames, formula } from "../features/featureDefinitions.ts";
import { standardised } from "../features/featuresOf.ts";
import { slopesOf, stretch, stretchCentre, termsOf } from "../hazard/basis.ts";

export const terms = termsOf(featureNames, features);

/** A model that this version can read: its terms are those of these features. */
export const isReadable = (model: RiskModel): boolean =>
  model.formula === formula &&
  model.terms.length === terms.length &&
  model.terms.every(({ term }, j) => term === terms[j]!.name) &&
  model.covariance.length === ((terms.length + 1) * (terms.length + 2)) / 2;

/** Log-odds of one client at the end of one week. */
export interface LogOdds {
  /** After calibration: `base` + Σ `contributions`, added in their order. */
  readonly logOdds: number;
  readonly base: number;
  /** What each feature adds, in the order of `featureNames`, against the network's mean. */
  readonly contributions: Float64Array;
  /** Posterior variance of `logOdds`. */
  readonly variance: number;
}

/** Columns of the design for values of features: 1 for the intercept, then one per term, each 0 at the network's mean. */
export const columnsOf = (values: Float64Array): Float64Array => {
  const columns = new Float64Array(terms.length + 1);
  columns[0] = 1;
  terms.forEach(({ feature, knot, centre }, j) => {
    const value = values[feature]!;
    const definition = features[feature]!;
    if (Number.isNaN(value)) return;
    const z = standardised(value, definition);
    columns[j + 1] = knot < 0 ? z : Math.max(0, z - definition.knots[knot]!) - centre;
  });
  return columns;
};

/** xᵀ Σ x, of a lower triangle by rows. */
export const quadratic = (lower: ArrayLike<number>, x: Float64Array): number => {
  let sum = 0;
  let at = 0;
  for (let i = 0; i < x.length; i++) {
    const xi = x[i]!;
    if (xi === 0) {
      at += i + 1;
      continue;
    }
    let row = 0;
    for (let j = 0; j < i; j++) row += lower[at + j]! * x[j]!;
    sum += xi * (2 * row + lower[at + i]! * xi);
    at += i + 1;
  }
  return Math.max(0, sum);
};

/** How a model reads values of features (in the order of `featureNames`). Throws for one that is not readable. */
export const modelReader = (model: RiskModel): ((values: Float64Array) => LogOdds) => {
  if (!isReadable(model))
    throw new RangeError(
      `model ${model.model} is of formula ${model.formula}, which this version cannot read; fit another one`,
    );
  const slopes = slopesOf(
    terms,
    model.terms.map(({ weight }) => weight),
  );
  const covariance = Float64Array.from(model.covariance);
  const { intercept, slope } = model.calibration;
  const base = intercept + slope * model.intercept;
  return (values) => {
    const contributions = new Float64Array(features.length);
    terms.forEach(({ feature, knot }, j) => {
      const value = values[feature]!;
      if (Number.isNaN(value)) return;
      const definition = features[feature]!;
      const z = standardised(value, definition);
      const part = stretch(z, definition.knots, knot) - stretchCentre(definition, knot);
      contributions[feature]! += slope * slopes[j]! * part;
    });
    let logOdds = base;
    for (const contribution of contributions) logOdds += contribution;
    return {
      logOdds,
      base,
      contributions,
      variance: slope ** 2 * quadratic(covariance, columnsOf(values)),
    };
  };
};
