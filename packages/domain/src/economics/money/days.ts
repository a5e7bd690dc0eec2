const dayMs = 86_400_000;

/** Days since 1970 of `YYYY-MM-DD`. */
export const dayNumber = (day: string): number => Date.parse(day) / dayMs;

/** The inverse of `dayNumber`. */
export const dayOf = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

/** Whole days from one day to another; negative when that is before. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** The last day of the month of a day. */
export const monthEnd = (day: string): string => {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return dayOf(Date.UTC(year, month, 0) / dayMs);
};

/** The last day of the month behind. */
export const nextMonthEnd = (day: string): string => monthEnd(dayOf(dayNumber(monthEnd(day)) + 1));
