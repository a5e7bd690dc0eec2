import { type CalendarTime, readCalendarTime } from "./CalendarTime.ts";

export const frequencies = [
  "SECONDLY",
  "MINUTELY",
  "HOURLY",
  "DAILY",
  "WEEKLY",
  "MONTHLY",
  "YEARLY",
] as const;
export type Frequency = (typeof frequencies)[number];

export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof weekdays)[number];

/** BYDAY: a weekday, or the `ordinal`th one of the month or year, from its end when negative; 0 = every one. */
export interface RuleDay {
  readonly weekday: Weekday;
  readonly ordinal: number;
}

/** A recurrence rule (RFC 5545 3.3.10, with RSCALE=GREGORIAN and SKIP of RFC 7529); an empty list is no part. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: CalendarTime | null;
  readonly bySecond: ReadonlyArray<number>;
  readonly byMinute: ReadonlyArray<number>;
  readonly byHour: ReadonlyArray<number>;
  readonly byDay: ReadonlyArray<RuleDay>;
  readonly byMonthDay: ReadonlyArray<number>;
  readonly byYearDay: ReadonlyArray<number>;
  readonly byWeekNo: ReadonlyArray<number>;
  readonly byMonth: ReadonlyArray<number>;
  readonly bySetPos: ReadonlyArray<number>;
  readonly weekStart: Weekday;
  readonly skip: "OMIT" | "BACKWARD" | "FORWARD";
}

class RuleFault extends Error {}

const numbers = (
  parts: ReadonlyMap<string, string>,
  name: string,
  min: number,
  max: number,
): Array<number> => {
  const text = parts.get(name);
  if (text === undefined || text === "") return [];
  const found = text
    .split(",")
    .map((part) => (/^\s*[+-]?\d{1,5}\s*$/.test(part) ? Number(part) : Number.NaN));
  const lowest = min === 1 ? -max : min;
  if (found.some((n) => Number.isNaN(n) || n < lowest || n > max || (min === 1 && n === 0)))
    throw new RuleFault(`${name}=${text.slice(0, 60)} is out of its range`);
  return [...new Set(found)];
};

const dayPart = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;

const daysOf = (text: string | undefined): Array<RuleDay> =>
  (text ?? "")
    .split(",")
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [whole, ordinal, weekday] = dayPart.exec(part.trim()) ?? [];
      if (whole === undefined || Math.abs(Number(ordinal ?? 0)) > 53)
        throw new RuleFault(`BYDAY=${part.slice(0, 20)} is no weekday`);
      return { weekday: weekday as Weekday, ordinal: Number(ordinal ?? 0) };
    });

const positive = (parts: ReadonlyMap<string, string>, name: string): number | null => {
  const text = parts.get(name);
  if (text === undefined) return null;
  const value = Number(text);
  if (!/^\s*\d{1,15}\s*$/.test(text) || value < 1)
    throw new RuleFault(`${name}=${text.slice(0, 20)} is no count`);
  return value;
};

const chosen = <T extends string>(name: string, text: string, among: ReadonlyArray<T>): T => {
  const found = among.find((one) => one === text.trim());
  if (found === undefined) throw new RuleFault(`${name}=${text.slice(0, 20)} is unknown`);
  return found;
};

const untilOf = (text: string | undefined): CalendarTime | null => {
  if (text === undefined || text.trim() === "") return null;
  const until = readCalendarTime(text.trim(), null);
  if (until === null) throw new RuleFault(`UNTIL=${text.slice(0, 20)} is no time`);
  return until;
};

const read = (text: string): RecurrenceRule => {
  const parts = new Map(
    text
      .toUpperCase()
      .split(";")
      .filter((part) => part.trim() !== "")
      .map((part) => [
        part.slice(0, Math.max(0, part.indexOf("="))).trim(),
        part.slice(part.indexOf("=") + 1),
      ]),
  );
  const scale = parts.get("RSCALE") ?? "GREGORIAN";
  if (scale !== "GREGORIAN")
    throw new RuleFault(`RSCALE=${scale.slice(0, 20)}: only the Gregorian calendar is read`);
  return {
    frequency: chosen("FREQ", parts.get("FREQ") ?? "", frequencies),
    // Longer ones lead out of every calendar, and the library does not count so far.
    interval: Math.min(positive(parts, "INTERVAL") ?? 1, 4_000_000_000),
    count: positive(parts, "COUNT"),
    until: untilOf(parts.get("UNTIL")),
    bySecond: numbers(parts, "BYSECOND", 0, 60),
    byMinute: numbers(parts, "BYMINUTE", 0, 59),
    byHour: numbers(parts, "BYHOUR", 0, 23),
    byDay: daysOf(parts.get("BYDAY")),
    byMonthDay: numbers(parts, "BYMONTHDAY", 1, 31),
    byYearDay: numbers(parts, "BYYEARDAY", 1, 366),
    byWeekNo: numbers(parts, "BYWEEKNO", 1, 53),
    byMonth: numbers(parts, "BYMONTH", 1, 12).filter((month) => month > 0),
    bySetPos: numbers(parts, "BYSETPOS", 1, 366),
    weekStart: chosen("WKST", parts.get("WKST") ?? "MO", weekdays),
    skip: chosen("SKIP", parts.get("SKIP") ?? "OMIT", ["OMIT", "BACKWARD", "FORWARD"]),
  };
};

/** Reads the value of an RRULE or EXRULE; a string says what is wrong with it. */
export const readRule = (text: string): RecurrenceRule | string => {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof RuleFault) return error.message;
    throw error;
  }
};
