/** Days are counted from 1970-01-01; times are UTC ms; months are `YYYY-MM`. */
export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

export const dayOf = (ms: number): number => Math.floor(ms / dayMs);
/** `YYYY-MM-DD`. */
export const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
export const isoTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
export const parseDay = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / dayMs);

/** 1 = Monday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
export const isWeekend = (day: number): boolean => weekdayOf(day) > 5;

/** The UTC month of a moment, as a count of months since year 0. */
export const monthIndex = (ms: number): number => {
  const date = new Date(ms);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};
export const monthName = (index: number): string =>
  `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
/** The first day of a month; of the next for `index + 1`. */
export const firstDayOf = (index: number): number =>
  Math.round(Date.UTC(Math.floor(index / 12), index % 12, 1) / dayMs);
