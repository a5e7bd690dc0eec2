import { dayNumber, dayOf } from "../economics/money/days.ts";
import type { ClientCourse } from "../risk/ClientWeek.ts";

/** Weeks from one origin to the next. */
export const originStepWeeks = 4;
/** Of data before the first origin, besides the horizon: half a year to see a client in. */
export const weeksBefore = 26;

/** Monday of the first week that any client has; null without one. */
export const firstMonday = (courses: ReadonlyArray<ClientCourse>): string | null =>
  courses.reduce<string | null>((first, { weeks: [week] }) => {
    if (week === undefined) return first;
    return first === null || week.week < first ? week.week : first;
  }, null);

/**
 * The Sundays from which is foretold, every four weeks, in order: the last one is so long before `lastSunday` that its
 * horizon is over, the first one has half a year and one closed horizon behind it.
 */
export const originsOf = (
  courses: ReadonlyArray<ClientCourse>,
  lastSunday: string,
  horizonWeeks: number,
): ReadonlyArray<string> => {
  const monday = firstMonday(courses);
  if (monday === null) return [];
  const earliest = dayNumber(monday) - 1 + 7 * (weeksBefore + horizonWeeks);
  const latest = dayNumber(lastSunday) - 7 * horizonWeeks;
  const count = Math.floor((latest - earliest) / (7 * originStepWeeks)) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, n) =>
    dayOf(latest - 7 * originStepWeeks * (Math.max(0, count) - 1 - n)),
  );
};
