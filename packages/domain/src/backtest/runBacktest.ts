import { dayNumber, dayOf } from "../economics/money/days.ts";
import type { ClientCourse } from "../risk/ClientWeek.ts";
import type { BacktestRow, BacktestRun, WeekRow } from "./BacktestRow.ts";
import type { Competitor, Foretell } from "./Competitor.ts";
import { courseUntil, weekAt } from "./courseUntil.ts";
import { originsOf } from "./origins.ts";
import { outcomeOf } from "./outcomeOf.ts";

export interface BacktestOptions {
  /** The last complete week's end that anything is known of. */
  readonly lastSunday: string;
  readonly horizonWeeks: number;
  /** Origins from one fit to the next: a fit serves the origins after it until there is another. Default 3 (12 weeks). */
  readonly originsPerFit?: number;
  /** The first is the model in question: rows of which it says nothing are left out for all. */
  readonly competitors: ReadonlyArray<Competitor>;
}

const byParty = (a: ClientCourse, b: ClientCourse): number =>
  a.party < b.party ? -1 : a.party > b.party ? 1 : 0;

/** What the competitors say of a course in one of its weeks. */
const sayOf = (foretells: ReadonlyArray<Foretell>, course: ClientCourse, week: number) =>
  foretells.map((foretell) => foretell(course, week));

/** The weeks of a course from one origin up to the next, while notice has not been given. */
const weeksBetween = (
  course: ClientCourse,
  { from, before }: { readonly from: string; readonly before: string },
): ReadonlyArray<string> => {
  const sundays: Array<string> = [];
  for (let day = dayNumber(from); day < dayNumber(before); day += 7) {
    const sunday = dayOf(day);
    const week = weekAt(course, sunday);
    if (week < 0 || week >= course.weeks.length) continue;
    if (course.end !== null && course.end.noticeOn <= sunday) break;
    sundays.push(sunday);
  }
  return sundays;
};

/** When those who left gave notice, by client. */
const noticesAfter = (
  courses: ReadonlyArray<ClientCourse>,
  { after, until }: { readonly after: string; readonly until: string },
): ReadonlyMap<string, string> =>
  new Map(
    courses.flatMap(({ party, end }) =>
      end !== null && end.cause === "client_left" && end.noticeOn > after && end.noticeOn <= until
        ? [[party, end.noticeOn] as const]
        : [],
    ),
  );

/**
 * Foretells from every origin with what was known by then, and sets beside it what came. Competitors learn from courses
 * that are cut off at the origin of their fit, and are asked about courses that are cut off before the next origin; labels
 * are those of horizons that are over. The order of the courses makes no difference.
 */
export const runBacktest = (
  courses: ReadonlyArray<ClientCourse>,
  { lastSunday, horizonWeeks, originsPerFit = 3, competitors }: BacktestOptions,
): BacktestRun => {
  const ordered = courses.toSorted(byParty);
  const origins = originsOf(ordered, lastSunday, horizonWeeks);
  const rows: Array<BacktestRow> = [];
  const weeks: Array<WeekRow> = [];
  const leftOut = { censored: 0, unsaid: 0 };
  let foretells: ReadonlyArray<Foretell> = [];
  for (const [origin, sunday] of origins.entries()) {
    if (origin % originsPerFit === 0) {
      const known = ordered.flatMap((course) => courseUntil(course, sunday) ?? []);
      foretells = competitors.map(({ learn }) => learn(known, sunday));
    }
    // What follows the last origin is needed to see how long before a notice somebody stood out.
    const next = origins[origin + 1] ?? dayOf(dayNumber(lastSunday) + 7);
    const lastSeen = dayOf(dayNumber(next) - 7);
    for (const whole of ordered) {
      const course = courseUntil(whole, lastSeen);
      if (course === null) continue;
      const { party } = whole;
      for (const day of weeksBetween(whole, { from: sunday, before: next }))
        weeks.push({ party, sunday: day, origin, foretold: sayOf(foretells, course, weekAt(whole, day)) });
      const outcome = outcomeOf(whole, sunday, horizonWeeks);
      if (outcome === "gone") continue;
      const foretold = sayOf(foretells, course, weekAt(whole, sunday));
      if (outcome === "censored") leftOut.censored += 1;
      else if (foretold[0] === null) leftOut.unsaid += 1;
      else rows.push({ party, origin, left: outcome === "left", foretold });
    }
  }
  const names = competitors.map(({ name }) => name);
  const notices = noticesAfter(ordered, { after: origins[0] ?? lastSunday, until: lastSunday });
  return { origins, horizonWeeks, names, rows, weeks, notices, leftOut };
};
