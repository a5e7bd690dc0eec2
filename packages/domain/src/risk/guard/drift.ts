import type { RiskModel } from "@rapport/contracts/RiskModel";
import { activityHistories } from "../../activity/activityHistories.ts";
import { chanceActive } from "../../activity/BgBb.ts";
import { dayNumber } from "../../economics/money/days.ts";
import type { ClientCourse } from "../ClientWeek.ts";
import { opportunities } from "../features/activityFeatures.ts";
import { type FeatureName, featureNames, features } from "../features/featureDefinitions.ts";
import { featuresOf, standardised } from "../features/featuresOf.ts";
import { endOfWeek, isOrigin, leastActiveWeeks, leastWeeks, originEvery } from "../model/labelledRows.ts";
import { stabilityIndex } from "./stabilityIndex.ts";

/** Features whose distribution over clients a model relies on. Tenure is none of them: it grows. */
export const guarded: ReadonlyArray<FeatureName> = [
  "silence",
  "contactTrend",
  "revenueTrend",
  "lateShare",
  "contacts",
];

/** CUSUM of standardised deviations: what is forgiven per period, and the alarm (design 04 §8.1). */
const forgiven = 0.5;
const alarm = 4;
const shift = 0.25;
/** Periods of the model's own time that say how far off it usually is, and clients to compare. */
const leastPeriods = 6;
const leastClients = 20;

/** One firm at one origin. */
interface Period {
  readonly week: string;
  /** Active in the four weeks up to here: expected before them, its variance, and how many were. */
  expected: number;
  variance: number;
  observed: number;
  /** Standardised values of the guarded features over clients. */
  readonly values: ReadonlyArray<Array<number>>;
}

const periodsOf = (courses: ReadonlyArray<ClientCourse>, model: RiskModel): ReadonlyArray<Period> => {
  const byWeek = new Map<string, Period>();
  const at = guarded.map((name) => featureNames.indexOf(name));
  for (const course of courses) {
    const { weeks, end } = course;
    const notice = end === null ? Infinity : dayNumber(end.noticeOn);
    const open = opportunities(weeks);
    const histories = activityHistories(open);
    const origins = [...weeks.keys()].filter(
      (i) => isOrigin(weeks[i]!.week) && notice >= endOfWeek(weeks[i]!.week) && i + 1 >= leastWeeks,
    );
    featuresOf(course, model.activity, origins).forEach((row, k) => {
      if (row.activeWeeks < leastActiveWeeks) return;
      const origin = origins[k]!;
      const period = byWeek.get(row.week) ?? {
        week: row.week,
        expected: 0,
        variance: 0,
        observed: 0,
        values: guarded.map(() => []),
      };
      byWeek.set(row.week, period);
      at.forEach((index, n) => {
        if (!Number.isNaN(row.values[index]!))
          period.values[n]!.push(standardised(row.values[index]!, features[index]!));
      });
      const [then, now] = [histories[origin - originEvery] ?? null, histories[origin] ?? null];
      if (then === null || now === null || now.opportunities === then.opportunities) return;
      const p = chanceActive(model.activity, then, now.opportunities - then.opportunities);
      period.expected += p;
      period.variance += p * (1 - p);
      period.observed += now.active > then.active ? 1 : 0;
    });
  }
  return [...byWeek.values()].toSorted((a, b) => (a.week < b.week ? -1 : 1));
};

const deviation = ({ observed, expected, variance }: Period): number =>
  variance > 0 ? (observed - expected) / Math.sqrt(variance) : 0;

/** By how much and how variably a model is off in its own time: what is no drift. */
const usualOf = (periods: ReadonlyArray<Period>): { readonly mean: number; readonly sd: number } => {
  const all = periods.map(deviation);
  const mean = all.reduce((sum, z) => sum + z, 0) / all.length;
  const squares = all.reduce((sum, z) => sum + (z - mean) ** 2, 0);
  return { mean, sd: Math.max(1, Math.sqrt(squares / Math.max(1, all.length - 1))) };
};

/** Three periods together: a holiday month alone is no shift. */
const together = 3;

/** The stability index of one guarded feature over the periods up to `at`, less what chance brings; 0 with few clients. */
const indexAt = (
  reference: ReadonlyArray<Period>,
  periods: ReadonlyArray<Period>,
  at: number,
  n: number,
): number => {
  const now = periods.slice(Math.max(0, at + 1 - together), at + 1);
  const values = now.flatMap((period) => period.values[n]!);
  // Clients come back every four weeks: they are as many as there are in one.
  const clients = Math.max(...now.map((period) => period.values[n]!.length));
  if (clients < leastClients) return 0;
  const before = reference.flatMap((period) => period.values[n]!);
  return stabilityIndex(before, values) - 4 * (1 / clients - 1 / values.length);
};

/** What is told of drift at one origin after a model's labels were closed. */
export interface Drift {
  readonly week: string;
  /** CUSUM of activity above and below what was expected; an alarm from 4 on. */
  readonly above: number;
  readonly below: number;
  /** Of each guarded feature how far its distribution has moved, and how far it moved in the model's own time. */
  readonly shifts: ReadonlyArray<{
    readonly term: FeatureName;
    readonly index: number;
    readonly usual: number;
  }>;
  readonly drifted: boolean;
}

/**
 * The drift guard of a model (design 04 §8.1) at every origin since it was fitted; nothing of the model that ships, or of one
 * whose own time is too short to say how far off it usually is. A feature has shifted when its index is by more than 0.25
 * above anything that the later half of the model's own time saw: trends have seasons, and history grows longer.
 */
export const driftsSince = (courses: ReadonlyArray<ClientCourse>, model: RiskModel): ReadonlyArray<Drift> => {
  if (model.trainedTo === null) return [];
  const periods = periodsOf(courses, model);
  const end = dayNumber(model.trainedTo) + 1;
  const own = periods.filter(({ week }) => endOfWeek(week) <= end);
  if (own.length < leastPeriods) return [];
  const { mean, sd } = usualOf(own);
  // The first half is that of a firm whose data have just begun.
  const settled = [...own.keys()].slice(Math.floor(own.length / 2));
  const usual = guarded.map((_, n) => Math.max(...settled.map((at) => indexAt(own, own, at, n))));
  const drifts: Array<Drift> = [];
  let [above, below] = [0, 0];
  for (let at = own.length; at < periods.length; at++) {
    const z = (deviation(periods[at]!) - mean) / sd;
    above = Math.max(0, above + z - forgiven);
    below = Math.max(0, below - z - forgiven);
    const shifts = guarded.map((term, n) => ({
      term,
      index: indexAt(own, periods, at, n),
      usual: usual[n]!,
    }));
    const moved = shifts.some(({ index, usual }) => index > shift + Math.max(0, usual));
    const drifted = moved || above > alarm || below > alarm;
    drifts.push({ week: periods[at]!.week, above, below, shifts, drifted });
  }
  return drifts;
};

/** Origins at which a firm has drifted from what the model was fitted on. */
const driftedOrigins = (courses: ReadonlyArray<ClientCourse>, model: RiskModel): ReadonlySet<string> =>
  new Set(driftsSince(courses, model).flatMap(({ week, drifted }) => (drifted ? [week] : [])));

/**
 * Mondays of weeks in which a firm has drifted from what the model in force was fitted on: O − E of activity by CUSUM, or
 * the distribution of a guarded feature by its stability index (design 04 §8.1). Told at origins, four weeks apart, and holds
 * until the next one. The model that ships was fitted on nothing. Weeks of an outage tell nothing and keep what was told.
 */
export const driftedWeeks = (
  courses: ReadonlyArray<ClientCourse>,
  modelAt: (week: string) => RiskModel,
  stale: ReadonlySet<string>,
): ReadonlySet<string> => {
  const weeks = [...new Set(courses.flatMap((course) => course.weeks.map(({ week }) => week)))].toSorted();
  const originsOf = new Map<RiskModel, ReadonlySet<string>>();
  const drifted = new Set<string>();
  let holds = false;
  let last: RiskModel | null = null;
  for (const week of weeks) {
    const model = modelAt(week);
    if (!originsOf.has(model)) originsOf.set(model, driftedOrigins(courses, model));
    if (model !== last || (isOrigin(week) && !stale.has(week))) holds = originsOf.get(model)!.has(week);
    last = model;
    if (holds) drifted.add(week);
  }
  return drifted;
};
