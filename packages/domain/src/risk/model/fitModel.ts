import type { RiskModel } from "@rapport/contracts/RiskModel";
import { activityHistory } from "../../activity/activityHistories.ts";
import type { BgBbParameters } from "../../activity/BgBb.ts";
import { activityPatterns, fitBgBb } from "../../activity/fitBgBb.ts";
import { dayNumber } from "../../economics/money/days.ts";
import type { ClientCourse } from "../ClientWeek.ts";
import { opportunities } from "../features/activityFeatures.ts";
import { features, formula } from "../features/featureDefinitions.ts";
import { standardised } from "../features/featuresOf.ts";
import { signsOf, stretch, stretchCentre, weightsOf } from "../hazard/basis.ts";
import { type Design, fitMapLogistic, type MapFit } from "../hazard/fitMapLogistic.ts";
import type { Sign } from "../hazard/signedQuadratic.ts";
import { calibrate, type Foretold } from "./calibrate.ts";
import { endOfWeek, type LabelledRow, labelledRows, originEvery } from "./labelledRows.ts";
import { quadratic, terms } from "./ModelReader.ts";
import { named } from "./modelName.ts";
import { type Belief, horizonWeeks, shrunkRate, stretchPrior, type TermPrior, termPriors } from "./prior.ts";

/** Labels of origins four weeks apart look at the same weeks: each row counts by the share that is its own. */
export const rowWeight = originEvery / horizonWeeks;

const signs: ReadonlyArray<Sign> = [0, ...signsOf(terms, features)];
const columns = terms.length + 1;
const folds = 5;

/** Columns in stretches (see basis.ts): what the slopes are fitted to. */
const stretches = (values: Float64Array, into: Float64Array, start: number): void => {
  into[start] = 1;
  terms.forEach(({ feature, knot }, j) => {
    const value = values[feature]!;
    const definition = features[feature]!;
    into[start + j + 1] = Number.isNaN(value)
      ? 0
      : stretch(standardised(value, definition), definition.knots, knot) - stretchCentre(definition, knot);
  });
};

const designOf = (rows: ReadonlyArray<LabelledRow>): Design => {
  const x = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => stretches(row.features.values, x, i * columns));
  return {
    columns,
    x,
    y: Float64Array.from(rows, ({ happened }) => (happened ? 1 : 0)),
    weights: new Float64Array(rows.length).fill(rowWeight),
  };
};

const fitRows = (rows: ReadonlyArray<LabelledRow>, priors: ReadonlyArray<TermPrior>): MapFit => {
  const happened = rows.reduce((count, row) => count + (row.happened ? 1 : 0), 0);
  const rate = shrunkRate(rowWeight * happened, rowWeight * rows.length);
  return fitMapLogistic(designOf(rows), stretchPrior(priors, rate), signs);
};

/** The lower triangle, by rows, of a symmetric matrix. */
const triangle = (matrix: Float64Array, size: number): Array<number> =>
  Array.from({ length: size }, (_, i) => [...matrix.subarray(i * size, i * size + i + 1)]).flat();

/** Each row's log-odds by a fit. */
const foretoldBy = (
  { weights, covariance }: MapFit,
  rows: ReadonlyArray<LabelledRow>,
): ReadonlyArray<Foretold> => {
  const lower = Float64Array.from(triangle(covariance, columns));
  const { x } = designOf(rows);
  return rows.map(({ happened }, i) => {
    const at = x.subarray(i * columns, (i + 1) * columns);
    const logOdds = at.reduce((sum, value, j) => sum + value * weights[j]!, 0);
    return { logOdds, variance: quadratic(lower, at), happened, weight: rowWeight };
  });
};

/** Each row's log-odds by a fit to the other clients: clients are dealt to five folds in their order. */
const foretoldUnseen = (
  rows: ReadonlyArray<LabelledRow>,
  priors: ReadonlyArray<TermPrior>,
): ReadonlyArray<Foretold> => {
  const parties = [...new Set(rows.map(({ party }) => party))].toSorted();
  const foldOf = new Map(parties.map((party, i) => [party, i % folds] as const));
  return Array.from({ length: folds }, (_, fold) => {
    const others = rows.filter(({ party }) => foldOf.get(party) !== fold);
    const left = rows.filter(({ party }) => foldOf.get(party) === fold);
    return foretoldBy(fitRows(others, priors), left);
  }).flat();
};

/** Covariance of intercept and bends from that of intercept and stretches: T Σ Tᵀ. */
const bendCovariance = (covariance: Float64Array): Float64Array => {
  const back = (matrix: Float64Array): Float64Array => {
    const turned = Float64Array.from(matrix);
    for (let row = 0; row < columns; row++)
      terms.forEach(({ knot }, j) => {
        if (knot >= 0) turned[row * columns + j + 1]! -= matrix[row * columns + j]!;
      });
    return turned;
  };
  const transposed = (matrix: Float64Array): Float64Array =>
    matrix.map((_, at) => matrix[(at % columns) * columns + Math.floor(at / columns)]!);
  return transposed(back(transposed(back(covariance))));
};

/** The activity model of a firm: BG/BB of its clients' active weeks up to the end of `asOf` or their own. */
export const fitActivity = (courses: ReadonlyArray<ClientCourse>, asOf: string): BgBbParameters => {
  const closed = dayNumber(asOf) + 1;
  const histories = courses.flatMap(({ weeks, end }) => {
    const last = end === null ? closed : Math.min(closed, dayNumber(end.noticeOn) + 1);
    const history = activityHistory(opportunities(weeks.filter(({ week }) => endOfWeek(week) <= last)));
    return history === null ? [] : [history];
  });
  return fitBgBb(activityPatterns(histories)).parameters;
};

/**
 * Fits the hazard to labelled rows, whose silence is of the same `activity` model; they count as closed by `trainedTo`. MAP
 * logistic with the signs and priors of the features (design 04 §3.2), as far as `belief` has them, calibrated (§3.3). The same rows in the same order
 * give the same model, to the bit.
 */
export const fitToRows = (
  rows: ReadonlyArray<LabelledRow>,
  activity: BgBbParameters,
  trainedTo: string,
  belief: Belief = "released",
): RiskModel => {
  const left = new Set(rows.filter(({ happened }) => happened).map(({ party }) => party));
  const priors = termPriors(new Set(rows.map(({ party }) => party)).size, belief);
  const fit = fitRows(rows, priors);
  const { weights, covariance } = fit;
  const bends = weightsOf(terms, weights.subarray(1));
  const positives = rows.filter(({ happened }) => happened).length;
  return named({
    formula,
    trainedTo,
    horizonWeeks,
    clientPeriods: rows.length,
    churns: left.size,
    baseRate: shrunkRate(rowWeight * positives, rowWeight * rows.length),
    activity: { ...activity },
    intercept: weights[0]!,
    terms: terms.map(({ name }, j) => ({ term: name, ...priors[j]!, weight: bends[j]! })),
    covariance: triangle(bendCovariance(covariance), columns),
    calibration: {
      ...calibrate(foretoldBy(fit, rows), () => foretoldUnseen(rows, priors), left.size),
      labels: rows.length,
      churns: left.size,
    },
  });
};

/**
 * Fits the hazard of notice to a firm's courses, of what had happened by the end of `asOf` (`YYYY-MM-DD`): labels are closed
 * by then. The same courses in the same order give the same model, to the bit; without any labels it is the prior's.
 */
export const fitModel = (
  courses: ReadonlyArray<ClientCourse>,
  asOf: string,
  belief: Belief = "released",
): RiskModel => {
  const activity = fitActivity(courses, asOf);
  return fitToRows(labelledRows(courses, asOf, activity), activity, asOf, belief);
};
