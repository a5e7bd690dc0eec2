import { sinceEverMs } from "@rapport/domain/directory/Snapshot";

/** 2299-12-31: the last day of DateTime64, and before every "for ever". */
const lastMs = 10_413_705_600_000;

/** A moment that DateTime64 holds: what lies outside 1900 to 2299 is moved to its nearer end. */
export const withinDateTime64 = (ms: number): number => Math.min(lastMs, Math.max(sinceEverMs, ms));

const dayMs = 86_400_000;

/** Days since 1970; implausible times share day 0. The same as the column `day` of the facts. */
export const dayOf = (occurredAt: number, timePlausible: boolean): number =>
  timePlausible ? Math.floor(occurredAt / dayMs) : 0;

/** Year and month as 202608; 0 for implausible times. */
export const monthOf = (occurredAt: number, timePlausible: boolean): number => {
  if (!timePlausible) return 0;
  const moment = new Date(occurredAt);
  return moment.getUTCFullYear() * 100 + moment.getUTCMonth() + 1;
};
