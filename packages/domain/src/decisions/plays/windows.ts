import { dayNumber, dayOf } from "../../economics/money/days.ts";
import type { PlayCourse, StartedPlay } from "./PlayCourse.ts";
import type { PlayWeek } from "./measures.ts";

/** Whole weeks that are looked at on either side of the week a play begins in: a quarter. */
export const span = 13;
/** Of which so many must be there. */
export const fewestBefore = 8;
export const fewestAfter = 4;

/** The Monday of a day. */
export const mondayOf = (day: string): string => {
  const number = dayNumber(day);
  return dayOf(number - ((((number + 3) % 7) + 7) % 7));
};

const weeksFrom = (monday: string, weeks: number): string => dayOf(dayNumber(monday) + 7 * weeks);

/** Weeks before and after the week that a play began in; that week is neither. */
export interface Windows {
  readonly from: string;
  readonly start: string;
  readonly to: string;
  /** Up to a year of weeks before these. */
  readonly earlier: ReadonlyArray<PlayWeek>;
  readonly before: ReadonlyArray<PlayWeek>;
  readonly after: ReadonlyArray<PlayWeek>;
}

const earlierThan = (weeks: ReadonlyArray<PlayWeek>, from: string): ReadonlyArray<PlayWeek> =>
  weeks.filter(({ week }) => week < from && week >= weeksFrom(from, -52));

export const windowsOf = ({ weeks }: PlayCourse, { startedOn }: Pick<StartedPlay, "startedOn">): Windows => {
  const start = mondayOf(startedOn);
  const before = weeks.filter(({ week }) => week < start && week >= weeksFrom(start, -span));
  const after = weeks.filter(({ week }) => week > start && week <= weeksFrom(start, span));
  const from = before[0]?.week ?? start;
  return { from, start, to: after.at(-1)?.week ?? start, earlier: earlierThan(weeks, from), before, after };
};

/** The same weeks of another client; null when any of them is missing. */
export const sameWeeks = (course: PlayCourse, { from, start, to, ...of }: Windows): Windows | null => {
  const before = course.weeks.filter(({ week }) => week >= from && week < start);
  const after = course.weeks.filter(({ week }) => week > start && week <= to);
  return before.length === of.before.length && after.length === of.after.length
    ? { from, start, to, earlier: earlierThan(course.weeks, from), before, after }
    : null;
};

/** True when a play's weeks, those that are compared, share any with these. */
export const overlapping = (play: StartedPlay, { from, to }: Windows): boolean => {
  const start = mondayOf(play.startedOn);
  return start <= to && weeksFrom(start, span) >= from;
};
