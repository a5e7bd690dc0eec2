import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import { featureNames, features } from "@rapport/domain/risk/features/featureDefinitions";
import { type MapFit, fitMapLogistic } from "@rapport/domain/risk/hazard/fitMapLogistic";
import { fitActivity, rowWeight } from "@rapport/domain/risk/model/fitModel";
import { endOfWeek, type LabelledRow, labelledRows } from "@rapport/domain/risk/model/labelledRows";
import { columnsOf, quadratic, terms } from "@rapport/domain/risk/model/ModelReader";
import { interceptFor, shrunkRate, type TermPrior, termPriors } from "@rapport/domain/risk/model/prior";
import { chanceOf } from "@rapport/domain/risk/model/chance";
import { lastSundayOf } from "./samples.ts";

const size = terms.length + 1;
const horizonDays = 91;
const originDays = 28;
/** Between two fits, as in a backtest. */
const fitDays = 3 * originDays;
/** Of data before the first forecast. */
const firstDays = 39 * 7;
/** What is believed of a world of which nothing was: next to nothing. */
const openSd = 1;

/** A firm's labelled rows, all closed by its last day, and its clients. */
export interface WorldFirm {
  readonly rows: ReadonlyArray<LabelledRow>;
}

export const worldFirm = (courses: ReadonlyArray<ClientCourse>): WorldFirm => {
  const asOf = lastSundayOf(courses);
  return { rows: labelledRows(courses, asOf, fitActivity(courses, asOf)) };
};

/** Straight lines alone: bends are for one firm's data to bend. */
const straight = (row: LabelledRow): Float64Array =>
  columnsOf(row.features.values).map((value, j) => (j > 0 && terms[j - 1]!.knot >= 0 ? 0 : value));

const fitted = (rows: ReadonlyArray<LabelledRow>, priors: ReadonlyArray<TermPrior>): MapFit => {
  const left = rows.filter(({ happened }) => happened).length;
  const rate = shrunkRate(rowWeight * left, rowWeight * rows.length);
  const precision = new Float64Array(size * size);
  precision[0] = 1 / 0.5 ** 2;
  priors.forEach(({ priorSd }, j) => (precision[(j + 1) * (size + 1)] = 1 / priorSd ** 2));
  const x = new Float64Array(rows.length * size);
  rows.forEach((row, i) => x.set(straight(row), i * size));
  return fitMapLogistic(
    {
      columns: size,
      x,
      y: Float64Array.from(rows, ({ happened }) => (happened ? 1 : 0)),
      weights: new Float64Array(rows.length).fill(rowWeight),
    },
    { mean: Float64Array.of(interceptFor(rate), ...priors.map(({ priorMean }) => priorMean)), precision },
    [0, ...terms.map(({ feature }) => features[feature]!.sign)],
  );
};

/** What one feature weighs in a world: all its firms fitted together, with next to nothing believed before. */
export const weightIn = (firms: ReadonlyArray<WorldFirm>, feature: (typeof featureNames)[number]): number => {
  const priors = terms.map(() => ({ priorMean: 0, priorSd: openSd }));
  const { weights } = fitted(
    firms.flatMap(({ rows }) => rows),
    priors,
  );
  return weights[terms.findIndex(({ name }) => name === feature) + 1]!;
};

/** Log-loss per client of a firm whose fits, made anew every twelve weeks, believe `priorMean` of a feature. */
const lossesOf = (
  { rows }: WorldFirm,
  feature: (typeof featureNames)[number],
  priorMean: number,
): ReadonlyMap<string, number> => {
  const priors = termPriors(0).map((prior, j) =>
    terms[j]!.name === feature ? { ...prior, priorMean } : prior,
  );
  const days = rows.map(({ features: { week } }) => endOfWeek(week));
  const [first, last] = [Math.min(...days) + firstDays, Math.max(...days)];
  const losses = new Map<string, number>();
  for (let from = first; from <= last; from += fitDays) {
    const known = rows.filter((_, i) => days[i]! + horizonDays <= from);
    const { weights, covariance } = fitted(known, priors);
    const lower = Float64Array.from(
      Array.from({ length: size }, (_, i) => [...covariance.subarray(i * size, i * size + i + 1)]).flat(),
    );
    rows.forEach((row, i) => {
      if (days[i]! < from || days[i]! >= from + fitDays) return;
      const x = straight(row);
      const { chance } = chanceOf(
        x.reduce((sum, value, j) => sum + value * weights[j]!, 0),
        quadratic(lower, x),
      );
      losses.set(row.party, (losses.get(row.party) ?? 0) - Math.log(row.happened ? chance : 1 - chance));
    });
  }
  return losses;
};

/** How much log-loss a belief saves (below 0) or costs over firms against another, and its 95 % interval by clients. */
export const lossSaved = (
  firms: ReadonlyArray<WorldFirm>,
  feature: (typeof featureNames)[number],
  { believed, before }: { readonly believed: number; readonly before: number },
) => {
  const differences = firms.flatMap((firm) => {
    const [after, prior] = [lossesOf(firm, feature, believed), lossesOf(firm, feature, before)];
    return [...after].map(([party, loss]) => loss - prior.get(party)!);
  });
  const sum = differences.reduce((all, one) => all + one, 0);
  const mean = sum / differences.length;
  const error = Math.sqrt(differences.reduce((all, one) => all + (one - mean) ** 2, 0));
  return { sum, low: sum - 1.96 * error, high: sum + 1.96 * error, clients: differences.length };
};
