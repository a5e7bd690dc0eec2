const dayMs = 86_400_000;

/** Days since 1970 of `YYYY-MM-DD`. */
export const dayNumber = (day: string): number => Date.parse(day) / dayMs;

// There are few days and many who ask for them.
const days = new Map<number, string>();
const monthEnds = new Map<string, string>();

/** The inverse of `dayNumber`. */
export const dayOf = (number: number): string => {
  const known = days.get(number);
  if (known !== undefined) return known;
  const day = new Date(number * dayMs).toISOString().slice(0, 10);
  days.set(number, day);
  return day;
};

/** Whole days from one day to another; negative when that is before. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** The last day of the month of a day. */
export const monthEnd = (day: string): string => {
  const month = day.slice(0, 7);
  const known = monthEnds.get(month);
  if (known !== undefined) return known;
  const end = dayOf(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0) / dayMs);
  monthEnds.set(month, end);
  return end;
};

/** The last day of the month behind. */
export const nextMonthEnd = (day: string): string => monthEnd(dayOf(dayNumber(monthEnd(day)) + 1));
