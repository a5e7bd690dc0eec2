import { easter } from "./closedDays.ts";
import { dayMs, isWeekend, weekdayOf } from "./days.ts";

const dayIn = (year: number, month: number, date: number): number =>
  Math.round(Date.UTC(year, month - 1, date) / dayMs);

/** The first Monday on or after that day, and the last on or before it. */
const mondayFrom = (day: number): number => day + ((8 - weekdayOf(day)) % 7);
const mondayUpTo = (day: number): number => day - (weekdayOf(day) - 1);

/** The next days that are neither weekend nor taken, one for each. */
const observed = (days: ReadonlyArray<number>): ReadonlyArray<number> => {
  const taken: Array<number> = [];
  for (const day of days) {
    let on = day;
    while (isWeekend(on) || taken.includes(on)) on++;
    taken.push(on);
  }
  return taken;
};

/** Bank holidays of England in an ordinary year, days given in lieu of weekends included. */
const bankHolidaysOf = (year: number): ReadonlySet<number> =>
  new Set([
    ...observed([dayIn(year, 1, 1)]),
    easter(year) - 2,
    easter(year) + 1,
    mondayFrom(dayIn(year, 5, 1)),
    mondayUpTo(dayIn(year, 5, 31)),
    mondayUpTo(dayIn(year, 8, 31)),
    ...observed([25, 26].map((date) => dayIn(year, 12, date))),
  ]);

const years = new Map<number, ReadonlySet<number>>();

/** A weekday that is no bank holiday: a day of work by the calendar that the directory gives us. */
export const isPaidDay = (day: number): boolean => {
  const year = new Date(day * dayMs).getUTCFullYear();
  let holidays = years.get(year);
  if (holidays === undefined) years.set(year, (holidays = bankHolidaysOf(year)));
  return !isWeekend(day) && !holidays.has(day);
};
