import { type IsoWeek, weekBefore } from "./isoWeek.ts";
import { Cron } from "croner";

const hourMs = 3_600_000;
/** A time that passed while nothing ran is made up for within this. */
const lateMs = 12 * hourMs;

/** When a digest is due next after a moment (UTC ms), by a schedule on the clocks of a zone; null: never. */
export const nextDue = (at: string, zone: string, afterMs: number): number | null =>
  new Cron(at, { timezone: zone, paused: true }).nextRun(new Date(afterMs))?.getTime() ?? null;

/** The day of a moment in a zone, `YYYY-MM-DD`. */
const dayIn = (zone: string, ms: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(ms);

/** The week whose digest is due now (UTC ms): its time has come within the last twelve hours. Null: none. */
export const dueWeek = (at: string, zone: string, nowMs: number): IsoWeek | null => {
  const due = nextDue(at, zone, nowMs - lateMs);
  return due === null || due > nowMs ? null : weekBefore(dayIn(zone, due));
};
