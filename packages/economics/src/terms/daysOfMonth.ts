import { dayNumber, dayOf, monthEnd } from "@rapport/domain/economics/money/days";

/** Every day of `2026-10`, in order. */
export const daysOfMonth = (month: string): ReadonlyArray<string> => {
  const first = dayNumber(`${month}-01`);
  const last = dayNumber(monthEnd(`${month}-01`));
  return Array.from({ length: last - first + 1 }, (_, i) => dayOf(first + i));
};

/** ISO weekday, 1 = Monday. */
export const weekdayOf = (day: string): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

/** The month behind: `2026-12` gives `2027-01`. */
export const monthAfter = (month: string): string =>
  dayOf(dayNumber(monthEnd(`${month}-01`)) + 1).slice(0, 7);
