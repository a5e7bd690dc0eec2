import { dayNumber, dayOf } from "@rapport/domain/economics/money/days";

/*
 * Weeks begin on Monday 00:00 UTC and are counted from the one that held 1970-01-01, a Thursday, as 0.
 */

/** The week of a day given as days since 1970. */
export const weekOfDayNumber = (day: number): number => Math.floor((day + 3) / 7);

/** The week of `YYYY-MM-DD`. */
export const weekOf = (day: string): number => weekOfDayNumber(dayNumber(day));

/** Its Monday, `YYYY-MM-DD`. */
export const mondayOf = (week: number): string => dayOf(7 * week - 3);

/** Its Sunday: the as-of day of whatever the week's end shows. */
export const sundayOf = (week: number): string => dayOf(7 * week + 3);

/** What happened before has no week: 1990-01-01 is the first Monday that anything is believed of. */
export const firstWeek = weekOf("1990-01-01");

const dayMs = 86_400_000;

/** The last week that is over at a moment (UTC ms). */
export const lastCompleteWeek = (at: number): number => weekOfDayNumber(Math.floor(at / dayMs)) - 1;

/** The first moment behind a week, UTC ms. */
export const endMsOf = (week: number): number => (7 * week + 4) * dayMs;

/** The same in SQL: the week of a day or moment, and the first moment behind a week. */
export const weekSql = (moment: string): string => `toInt32(intDiv(toInt32(toDate32(${moment})) + 3, 7))`;
export const weekEndSql = (week: string): string =>
  `fromUnixTimestamp64Milli(toInt64(7 * ${week} + 4) * 86400000, 'UTC')`;
