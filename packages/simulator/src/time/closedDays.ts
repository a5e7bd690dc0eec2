import { dayMs, isWeekend } from "./days.ts";

/** Easter Sunday (anonymous Gregorian computus, Meeus), as a day. */
export const easter = (year: number): number => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return Math.round(Date.UTC(year, month - 1, day) / dayMs);
};

const years = new Map<number, ReadonlySet<number>>();

/** Days on which hardly anybody works: Christmas to New Year, Easter, the first of May. */
const holidaysOf = (year: number): ReadonlySet<number> => {
  const known = years.get(year);
  if (known !== undefined) return known;
  const day = (month: number, date: number) => Math.round(Date.UTC(year, month - 1, date) / dayMs);
  const made = new Set([
    day(1, 1),
    day(5, 1),
    ...[24, 25, 26, 27, 28, 29, 30, 31].map((date) => day(12, date)),
    easter(year) - 2,
    easter(year) + 1,
  ]);
  years.set(year, made);
  return made;
};

/** Weekends and holidays. */
export const isClosed = (day: number): boolean =>
  isWeekend(day) || holidaysOf(new Date(day * dayMs).getUTCFullYear()).has(day);
