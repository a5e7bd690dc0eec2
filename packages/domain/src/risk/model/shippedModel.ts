import type { RiskModel } from "@rapport/contracts/RiskModel";
import { bgBbPrior } from "../../activity/fitBgBb.ts";
import { formula } from "../features/featureDefinitions.ts";
import { terms } from "./ModelReader.ts";
import { named } from "./modelName.ts";
import { horizonWeeks, interceptFor, termPriors, usualRate } from "./prior.ts";

const priors = termPriors(0);

/** The lower triangle, by rows, of a diagonal. */
const diagonal = (variances: ReadonlyArray<number>): Array<number> =>
  variances.flatMap((variance, i) => Array.from({ length: i + 1 }, (_, j) => (i === j ? variance : 0)));

/** Brings the chances shown, which are drawn to a half by how little is known, to the usual rate on average. */
const shift = -0.5;

/** The model in force before any was fitted: what is believed before data, and how little that is. It saw no labels. */
export const shippedModel: RiskModel = named({
  formula,
  trainedTo: null,
  horizonWeeks,
  clientPeriods: 0,
  churns: 0,
  baseRate: usualRate,
  activity: { ...bgBbPrior },
  intercept: interceptFor(usualRate),
  terms: terms.map(({ name }, j) => ({
    term: name,
    ...priors[j]!,
    weight: priors[j]!.priorMean,
  })),
  covariance: diagonal([0.25, ...priors.map(({ priorSd }) => priorSd ** 2)]),
  calibration: { intercept: shift, slope: 1, labels: 0, churns: 0 },
});
