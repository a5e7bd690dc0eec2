import type { CalendarEvent } from "./CalendarEvent.ts";

/** One meeting at one time: a single one, or one of a series. Times are UTC ms. */
export interface Occurrence {
  /** `UID`, or `UID#` and when its series has it: `20260105T090000Z`, `20260105` for a day, without Z when floating. */
  readonly key: string;
  readonly recurring: boolean;
  readonly originalStartMs: number | null;
  readonly startMs: number;
  readonly endMs: number;
  readonly allDay: boolean;
  readonly floating: boolean;
  /** IANA name; null for UTC, floating times and zones of the calendar's own. */
  readonly timeZone: string | null;
  /** The version it is told by: the series, or what changed this occurrence of it. */
  readonly event: CalendarEvent;
  /** SEQUENCE and time of change of the version, as one number: see `versionOf`. */
  readonly version: number;
  /** The version of the series it is of; 0 where it came without its series. */
  readonly seriesVersion: number;
}

const sequenceLimit = 1_023;
const secondsLimit = 0xffff_ffff;
const seconds = 2 ** 32;

/**
 * Orders the versions of an event (RFC 5546 2.1.5): by SEQUENCE, then by the second it was changed in. The higher
 * the later; below 2^42. Sequences above 1,023 (clocks, in fact) count as 1,023.
 */
export const versionOf = (event: Pick<CalendarEvent, "sequence" | "changedAt">): number => {
  const changed = Math.floor(Math.max(0, event.changedAt ?? 0) / 1_000);
  return Math.min(event.sequence, sequenceLimit) * seconds + Math.min(changed, secondsLimit);
};
