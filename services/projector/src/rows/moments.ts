import { sinceEverMs } from "@rapport/domain/directory/Snapshot";

/** 2299-12-31: the last day of DateTime64, and before every "for ever". */
const lastMs = 10_413_705_600_000;

/** A moment that DateTime64 holds: what lies outside 1900 to 2299 is moved to its nearer end. */
export const withinDateTime64 = (ms: number): number => Math.min(lastMs, Math.max(sinceEverMs, ms));

const dayMs = 86_400_000;
/** The type Date holds the days 1970-01-01 to 2149-06-06. */
const daysHeld = 65_536;

const holds = (occurredAt: number, timePlausible: boolean): boolean =>
  timePlausible && occurredAt >= 0 && occurredAt < daysHeld * dayMs;

/** Days since 1970; implausible times share day 0. The same as the column `day` of the facts. */
export const dayOf = (occurredAt: number, timePlausible: boolean): number =>
  holds(occurredAt, timePlausible) ? Math.floor(occurredAt / dayMs) : 0;

/** Year and month as 202608; 0 for implausible times. */
export const monthOf = (occurredAt: number, timePlausible: boolean): number => {
  if (!holds(occurredAt, timePlausible)) return 0;
  const moment = new Date(occurredAt);
  return moment.getUTCFullYear() * 100 + moment.getUTCMonth() + 1;
};

/** Year and month of a moment within DateTime64, as 202608; 0 for what that type cannot hold. */
export const monthWithinDateTime64 = (ms: number): number => {
  if (ms !== withinDateTime64(ms)) return 0;
  const moment = new Date(ms);
  return moment.getUTCFullYear() * 100 + moment.getUTCMonth() + 1;
};

/** Days since 1970 of a day as `YYYY-MM-DD`. */
export const dayNumberOf = (isoDay: string): number => Date.parse(isoDay) / dayMs;
export const dayNumberOrNull = (isoDay: string | null): number | null =>
  isoDay === null ? null : dayNumberOf(isoDay);
export const momentOrNull = (ms: number | null): number | null => (ms === null ? null : withinDateTime64(ms));
