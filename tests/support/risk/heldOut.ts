import type { RiskModel } from "@rapport/contracts/RiskModel";
import { dayNumber } from "@rapport/domain/economics/money/days";
import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import { featuresOf } from "@rapport/domain/risk/features/featuresOf";
import { type Chance, chanceOf } from "@rapport/domain/risk/model/chance";
import { fitModel } from "@rapport/domain/risk/model/fitModel";
import { endOfWeek, leastActiveWeeks, leastWeeks, outcomeAt } from "@rapport/domain/risk/model/labelledRows";
import { modelReader } from "@rapport/domain/risk/model/ModelReader";

/** What a model said of a client at the end of a week, and what came within the horizon after it. */
export interface HeldOut extends Chance {
  readonly party: string;
  /** Index of the week in the client's own. */
  readonly at: number;
  /** Values of its features, in the order of `featureNames`. */
  readonly values: Float64Array;
  readonly happened: boolean;
}

/** What `model` says of every client that can be judged and is at risk at the end of `sunday`, beside what came. */
export const forecastsAt = (
  courses: ReadonlyArray<ClientCourse>,
  model: RiskModel,
  sunday: string,
): ReadonlyArray<HeldOut> => {
  const read = modelReader(model);
  return courses.flatMap((course) => {
    const { party, weeks, end } = course;
    const at = weeks.length === 0 ? -1 : (dayNumber(sunday) - 6 - dayNumber(weeks[0]!.week)) / 7;
    const week = weeks[at];
    if (week === undefined || endOfWeek(week.week) !== dayNumber(sunday) + 1) return [];
    const outcome = outcomeAt(end, week.week, "client_left");
    if (outcome === "over" || outcome === "censored") return [];
    const [row] = featuresOf(course, model.activity, [at]);
    if (row!.weeks < leastWeeks || row!.activeWeeks < leastActiveWeeks) return [];
    const { logOdds, variance } = read(row!.values);
    const { values } = row!;
    return [{ party, at, values, happened: outcome === "happened", ...chanceOf(logOdds, variance) }];
  });
};

/** A model fitted to what was known by the end of `sunday`, and what it says of the horizon after it. */
export const heldOut = (
  courses: ReadonlyArray<ClientCourse>,
  sunday: string,
): { readonly model: RiskModel; readonly forecasts: ReadonlyArray<HeldOut> } => {
  const model = fitModel(courses, sunday);
  return { model, forecasts: forecastsAt(courses, model, sunday) };
};
