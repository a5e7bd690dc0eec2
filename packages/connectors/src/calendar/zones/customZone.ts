import { readCalendarTime } from "../CalendarTime.ts";
import { expandRule } from "../expandRule.ts";
import { type Property, readProperty } from "../Property.ts";
import { readRule } from "../RecurrenceRule.ts";
import type { Zone } from "./Zone.ts";

/** When a clock changes, in UTC, and to what. */
interface Onset {
  readonly atMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

const firstYear = 1900;
const untilMs = Date.UTC(2200, 0, 1);
/** As much as two changes a year of three centuries need. */
const ruleBounds = { untilMs, occurrences: 700, steps: 5_000 };

const offsetText = /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/;

/** ms; null when it is none (RFC 5545 3.3.14). */
const readOffset = (property: Property | undefined): number | null => {
  const [, sign, hours, minutes, seconds] = offsetText.exec((property?.raw ?? "").trim()) ?? [];
  if (sign === undefined) return null;
  const ms = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds ?? 0) * 1_000;
  return sign === "-" ? -ms : ms;
};

/** Windows begins its rules in 1601: a yearly rule is the same from any year on. */
const laterStart = (wallMs: number): number => {
  const date = new Date(wallMs);
  if (date.getUTCFullYear() >= firstYear) return wallMs;
  return date.setUTCFullYear(firstYear);
};

const ruleTimes = (line: string, startMs: number, fromMs: number): ReadonlyArray<number> => {
  const rule = readRule(line.slice(line.indexOf(":") + 1));
  if (typeof rule === "string") return [];
  const from = rule.interval === 1 && rule.count === null ? laterStart(startMs) : startMs;
  return expandRule(rule, from, (utcMs) => utcMs + fromMs, ruleBounds).wallMs;
};

const onsetsOf = (lines: ReadonlyArray<string>): Array<Onset> => {
  const properties = lines.map(readProperty).filter((property) => typeof property !== "string");
  const find = (name: string): Property | undefined => properties.find((one) => one.name === name);
  const fromMs = readOffset(find("tzoffsetfrom"));
  const toMs = readOffset(find("tzoffsetto"));
  const start = readCalendarTime((find("dtstart")?.raw ?? "").trim(), null);
  if (fromMs === null || toMs === null || start === null) return [];
  const dates = properties
    .filter((one) => one.name === "rdate")
    .flatMap((one) => one.raw.split(",").map((text) => readCalendarTime(text.trim(), null)))
    .filter((time) => time !== null)
    .map((time) => (time.kind === "utc" ? time.wallMs + fromMs : time.wallMs));
  const rules = lines.filter((line) => /^RRULE[;:]/i.test(line));
  const times = [start.wallMs, ...dates, ...rules.flatMap((line) => ruleTimes(line, start.wallMs, fromMs))];
  return times.map((wallMs) => ({ atMs: wallMs - fromMs, fromMs, toMs }));
};

/** The STANDARD and DAYLIGHT parts of a VTIMEZONE, a list of lines each. */
const observances = (lines: ReadonlyArray<string>): Array<Array<string>> => {
  const found: Array<Array<string>> = [];
  let open: Array<string> | null = null;
  for (const line of lines) {
    if (/^BEGIN:(?:STANDARD|DAYLIGHT)\s*$/i.test(line)) found.push((open = []));
    else if (/^END:/i.test(line)) open = null;
    else open?.push(line);
  }
  return found;
};

/**
 * A zone as a calendar defines it (VTIMEZONE, RFC 5545 3.6.5): its content lines, END not included. Null when
 * it defines nothing that can be read. Before its first change the clock is as that change found it.
 */
export const customZone = (lines: ReadonlyArray<string>): Zone | null => {
  const onsets = observances(lines)
    .flatMap(onsetsOf)
    .toSorted((a, b) => a.atMs - b.atMs);
  if (onsets.length === 0) return null;
  const offsetMs = (utcMs: number): number => {
    let low = 0;
    let high = onsets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (onsets[middle]!.atMs <= utcMs) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? onsets[0]!.fromMs : onsets[low - 1]!.toMs;
  };
  return { name: null, offsetMs };
};
