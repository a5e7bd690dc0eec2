import type { RiskModel } from "@rapport/contracts/RiskModel";
import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import { type ObservedRange, observedRanges } from "@rapport/domain/risk/explain/counterfactual";
import { type FeatureRow, featuresOf } from "@rapport/domain/risk/features/featuresOf";
import { readCourses } from "@rapport/risk/read/readCourses";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { Warehouse } from "../read/Warehouse.ts";

/** Weeks of a client's own past that say what a feature has been. */
const pastWeeks = 52;

/** Features of clients at the end of a week (of that course's), and what each has been seen to be. */
export interface SeenFeatures {
  readonly of: (party: string, week: string) => FeatureRow | null;
  /** Over all clients in that week and the client's own past year. */
  readonly ranges: (party: string) => ReadonlyArray<ObservedRange | null>;
}

const rangeOf = (
  a: ReadonlyArray<ObservedRange | null>,
  b: ReadonlyArray<ObservedRange | null>,
): ReadonlyArray<ObservedRange | null> =>
  a.map((one, n) => {
    const other = b[n] ?? null;
    if (one === null || other === null) return one ?? other;
    return { least: Math.min(one.least, other.least), most: Math.max(one.most, other.most) };
  });

/** The features of courses whose last week is the one in question. */
export const seenFeatures = (
  courses: ReadonlyArray<ClientCourse>,
  model: RiskModel,
  week: string,
): SeenFeatures => {
  const present = new Map(
    courses.flatMap((course) =>
      course.weeks.at(-1)?.week === week ? [[course.party, course] as const] : [],
    ),
  );
  const last = new Map(
    [...present].map(([party, course]) => [
      party,
      featuresOf(course, model.activity, [course.weeks.length - 1])[0]!,
    ]),
  );
  const all = observedRanges([...last.values()]);
  return {
    of: (party, at) => {
      if (at === week) return last.get(party) ?? null;
      const course = present.get(party);
      const index = course?.weeks.findIndex((one) => one.week === at) ?? -1;
      return course === undefined || index < 0 ? null : featuresOf(course, model.activity, [index])[0]!;
    },
    ranges: (party) => {
      const course = present.get(party);
      if (course === undefined) return all;
      const { length } = course.weeks;
      const from = Math.max(0, length - pastWeeks);
      const own = Array.from({ length: length - from }, (_, n) => from + n);
      return rangeOf(all, observedRanges(featuresOf(course, model.activity, own)));
    },
  };
};

/** The courses of all clients, as of the end of a day. */
export const readCoursesOf = (
  warehouse: Warehouse,
  day: string,
): Effect.Effect<ReadonlyArray<ClientCourse>, WarehouseError> =>
  Effect.provideService(readCourses(day), WarehouseReader, warehouse);
