import type { RiskModel } from "@rapport/contracts/RiskModel";
import { type FeatureName, featureNames, features } from "../features/featureDefinitions.ts";
import { quadratic, terms } from "../model/ModelReader.ts";

/** How one feature drives the hazard, and whether the firm's own data say so. */
export interface Driver {
  readonly term: FeatureName;
  /** Log-odds per standard deviation, on average over the network, and its posterior standard deviation. */
  readonly logOdds: number;
  readonly sd: number;
  /** What the data alone say, in their standard errors: the posterior with the prior taken out again; 0 without data. */
  readonly evidence: number;
  /** The data alone are so far from nothing that chance would not bring it for one of all features in twenty firms. */
  readonly strong: boolean;
}

/** 1 in 20, shared among 28 features, on both sides. */
const strongFrom = 3.1;
/** Of a standard normal variable, the share beyond each knot: what a bend adds to the slope on average. */
const shareBeyond = [0.5, 0.15];

/** Weights of terms in a feature's mean slope. */
const slopeWeights = (feature: number): Float64Array => {
  const x = new Float64Array(terms.length + 1);
  terms.forEach((term, j) => {
    if (term.feature === feature) x[j + 1] = term.knot < 0 ? 1 : (shareBeyond[term.knot] ?? 0);
  });
  return x;
};

/** Every feature of a model, in their order. By the normal approximation of its posterior, each feature by itself. */
export const driversOf = (model: RiskModel): ReadonlyArray<Driver> =>
  features.map((_, feature) => {
    const x = slopeWeights(feature);
    let [logOdds, priorMean, priorVariance] = [0, 0, 0];
    model.terms.forEach((term, j) => {
      logOdds += x[j + 1]! * term.weight;
      priorMean += x[j + 1]! * term.priorMean;
      priorVariance += (x[j + 1]! * term.priorSd) ** 2;
    });
    const variance = quadratic(model.covariance, x);
    const precision = 1 / variance - 1 / priorVariance;
    // Of data that say next to nothing the difference of the two is rounding.
    const told = precision > 1e-6 / priorVariance;
    const evidence = told ? (logOdds / variance - priorMean / priorVariance) / Math.sqrt(precision) : 0;
    return {
      term: featureNames[feature]!,
      logOdds,
      sd: Math.sqrt(variance),
      evidence,
      strong: Math.abs(evidence) >= strongFrom && logOdds !== 0,
    };
  });
