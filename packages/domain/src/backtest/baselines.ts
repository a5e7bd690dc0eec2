import { dayNumber, dayOf } from "../economics/money/days.ts";
import type { ClientCourse, ClientWeek } from "../risk/ClientWeek.ts";
import type { Competitor } from "./Competitor.ts";
import { weekAt } from "./courseUntil.ts";
import { originStepWeeks } from "./origins.ts";
import { outcomeOf } from "./outcomeOf.ts";
import { plainLogistic } from "./plainLogistic.ts";

type FeaturesOf = (course: ClientCourse, week: number) => ReadonlyArray<number>;

/** Client periods whose horizon is over by `asOf`, every four weeks back, with what came of them. */
const labelledRows = (
  courses: ReadonlyArray<ClientCourse>,
  asOf: string,
  horizonWeeks: number,
  featuresOf: FeaturesOf,
) =>
  courses.flatMap((course) => {
    const [first] = course.weeks;
    if (first === undefined) return [];
    const rows: Array<{ features: ReadonlyArray<number>; left: boolean }> = [];
    const earliest = dayNumber(first.week) + 6;
    for (let day = dayNumber(asOf) - 7 * horizonWeeks; day >= earliest; day -= 7 * originStepWeeks) {
      const sunday = dayOf(day);
      const outcome = outcomeOf(course, sunday, horizonWeeks);
      if (outcome === "left" || outcome === "stayed")
        rows.push({ features: featuresOf(course, weekAt(course, sunday)), left: outcome === "left" });
    }
    return rows;
  });

const onFeatures = (name: string, horizonWeeks: number, featuresOf: FeaturesOf): Competitor => ({
  name,
  givesChances: true,
  learn: (courses, asOf) => {
    const chance = plainLogistic(labelledRows(courses, asOf, horizonWeeks, featuresOf));
    return (course, week) => chance(featuresOf(course, week));
  },
});

/** Weeks with an opportunity for contact among some weeks. */
const open = (weeks: ReadonlyArray<ClientWeek>): ReadonlyArray<ClientWeek> =>
  weeks.filter(({ businessDays }) => businessDays > 0);
const active = (weeks: ReadonlyArray<ClientWeek>): number =>
  weeks.filter(({ activeDays }) => activeDays > 0).length;

/** ln(1 + business weeks since they last made contact). */
const logGap = (course: ClientCourse, week: number): number => {
  const last = course.weeks.findLastIndex(({ activeDays }, n) => n <= week && activeDays > 0);
  return Math.log1p(open(course.weeks.slice(last + 1, week + 1)).length);
};

/** Everybody leaves with the chance that all together had. */
export const baseRateAlone = (horizonWeeks: number): Competitor => ({
  name: "base-rate",
  givesChances: true,
  learn: (courses, asOf) => {
    const chance = plainLogistic(labelledRows(courses, asOf, horizonWeeks, () => []));
    return () => chance([]);
  },
});

/** How long they have been silent, and nothing else. */
export const gapAlone = (horizonWeeks: number): Competitor =>
  onFeatures("gap", horizonWeeks, (course, week) => [logGap(course, week)]);

/** Recency and frequency of their contact, and how long they have been there (design 04 §1.3). */
export const recencyFrequency = (horizonWeeks: number): Competitor =>
  onFeatures("recency-frequency", horizonWeeks, (course, week) => {
    const weeks = course.weeks.slice(0, week + 1);
    return [
      logGap(course, week),
      Math.log1p(active(weeks)),
      Math.log1p(active(weeks.slice(-4))),
      Math.log1p(active(weeks.slice(-12))),
      Math.log(weeks.length),
    ];
  });
