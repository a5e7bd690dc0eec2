import { dayNumber, dayOf } from "@rapport/domain/economics/money/days";

/** The Monday of the last whole week (UTC) up to the end of a day, or up to a moment (UTC ms) while that day lasts. */
export const lastWholeWeek = (day: string, nowMs: number): string => {
  const last = Math.min(dayNumber(day) + 1, Math.floor(nowMs / 86_400_000));
  // 1970-01-05 was a Monday: the day behind a week's Sunday is the next one.
  return dayOf(last - ((((last - 4) % 7) + 7) % 7) - 7);
};

/** The Sunday of a week. */
export const sundayOf = (monday: string): string => dayOf(dayNumber(monday) + 6);

/** The Monday so many weeks later. */
export const weeksLater = (monday: string, weeks: number): string => dayOf(dayNumber(monday) + 7 * weeks);
