/**
 * A time as a calendar writes it. `wallMs` is what the clock shows, as if it were UTC. `zoned` is in the zone
 * named `tzid`; `floating` in whatever zone the reader is; `date` a whole day of it.
 */
export type CalendarTime =
  | { readonly kind: "utc" | "floating" | "date"; readonly wallMs: number }
  | { readonly kind: "zoned"; readonly wallMs: number; readonly tzid: string };

const basic = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?(Z?))?/;
// Google writes birthdays with a Z behind the day.
const strict = /^\d{4}-?\d\d-?\d\d(?:Z|T(?:::|\d\d:?\d\d(?::?\d\d)?(?:\.\d+)?Z?))?$/;

/**
 * A DATE or DATE-TIME of RFC 5545 3.3.4 and 3.3.5, with or without separators; null when it is none, or no day
 * of the calendar. A second of 60 counts as 59.
 */
export const readCalendarTime = (text: string, tzid: string | null): CalendarTime | null => {
  if (!strict.test(text)) return null;
  const [, y, m, d, hour, minute, second, z] = basic.exec(text) ?? [];
  const dayMs = Date.UTC(2000, Number(m) - 1, Number(d));
  const date = new Date(dayMs);
  // Years below 100 are years of the century to Date.UTC.
  date.setUTCFullYear(Number(y), Number(m) - 1, Number(d));
  if (date.getUTCMonth() !== Number(m) - 1 || date.getUTCDate() !== Number(d)) return null;
  if (hour === undefined) return { kind: "date", wallMs: date.getTime() };
  if (Number(hour) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 60) return null;
  const clock = Number(hour) * 3_600_000 + Number(minute ?? 0) * 60_000;
  const wallMs = date.getTime() + clock + Math.min(Number(second ?? 0), 59) * 1_000;
  if (z === "Z") return { kind: "utc", wallMs };
  return tzid === null || tzid.trim() === ""
    ? { kind: "floating", wallMs }
    : { kind: "zoned", wallMs, tzid: tzid.trim() };
};

/** A duration in its two parts: days by the calendar, and a time that passes (RFC 5545 3.3.6). */
export interface CalendarDuration {
  readonly days: number;
  readonly ms: number;
}

const durationText = /^([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Null when it is none. A duration below nothing is given as it stands. */
export const readDuration = (text: string): CalendarDuration | null => {
  const found = durationText.exec(text.trim());
  if (found === null || !/\d/.test(text)) return null;
  const [weeks, days, hours, minutes, seconds] = found.slice(2).map((part) => Number(part ?? 0));
  const sign = found[1] === "-" ? -1 : 1;
  return {
    days: sign * (weeks! * 7 + days!) || 0,
    ms: sign * (hours! * 3_600_000 + minutes! * 60_000 + seconds! * 1_000) || 0,
  };
};
