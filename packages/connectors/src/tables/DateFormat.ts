import { DateTime, Option } from "effect";

/**
 * A date or time as written: its fields, and how far its clock was ahead of UTC where the text says so. `month` and
 * `day` count from 1.
 */
export interface WrittenDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Null where the text has no offset. */
  readonly offsetMinutes: number | null;
}

/** Reads one text, null where it does not fit the format or is no date of the calendar. */
export type ReadDate = (text: string) => WrittenDate | null;

const months = [
  "january", "february", "march", "april", "may", "june",
  "july", "august", "september", "october", "november", "december",
]; // prettier-ignore

/** The tokens of a format, longest first, and what each may read. */
const tokens: ReadonlyArray<readonly [string, string]> = [
  ["YYYY", "(?<year>\\d{4})"],
  ["YY", "(?<shortYear>\\d{2})"],
  ["MMMM", `(?<monthName>${months.join("|")})`],
  ["MMM", `(?<monthName>${months.map((month) => month.slice(0, 3)).join("|")}|sept)\\.?`],
  ["MM", "(?<month>\\d{2})"],
  ["M", "(?<month>\\d{1,2})"],
  ["DD", "(?<day>\\d{2})"],
  ["D", "(?<day>\\d{1,2})"],
  ["HH", "(?<hour>\\d{2})"],
  ["H", "(?<hour>\\d{1,2})"],
  ["hh", "(?<hour12>\\d{2})"],
  ["h", "(?<hour12>\\d{1,2})"],
  ["mm", "(?<minute>\\d{2})"],
  ["m", "(?<minute>\\d{1,2})"],
  ["ss", "(?<second>\\d{2})"],
  ["S", "(?<fraction>\\d{1,9})"],
  ["A", "(?<half>[ap]\\.?m\\.?)"],
  ["Z", "(?<offset>Z|[+-]\\d{2}:?\\d{2})"],
];
const isoPattern =
  "(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})(?:[T ](?<hour>\\d{2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)? ?(?<offset>Z|[+-]\\d{2}(?::?\\d{2})?)?)?";

/** The format as a pattern; null where it names no day, something twice, or a half day without which. */
const patternOf = (format: string): RegExp | null => {
  if (format === "ISO") return new RegExp(`^${isoPattern}$`, "i");
  let pattern = "";
  for (let rest = format; rest !== "";) {
    const literal = /^\[([^\]]*)\]/.exec(rest);
    const token = literal === null ? tokens.find(([name]) => rest.startsWith(name)) : undefined;
    pattern += token?.[1] ?? (literal?.[1] ?? rest[0]!).replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
    rest = rest.slice(token?.[0].length ?? literal?.[0].length ?? 1);
  }
  const names = [...pattern.matchAll(/\(\?<(\w+)>/g)].map((match) =>
    match[1]!.replace(/^short|Name$|12$/i, ""),
  );
  const kinds = new Set(names.map((name) => name.toLowerCase()));
  const complete = ["year", "month", "day"].every((name) => kinds.has(name));
  const half = !pattern.includes("<hour12>") || pattern.includes("<half>");
  return complete && half && kinds.size === names.length ? new RegExp(`^${pattern}$`, "i") : null;
};

type Groups = Readonly<Record<string, string | undefined>>;

const yearOf = (groups: Groups): number => {
  const short = groups["shortYear"];
  if (short === undefined) return Number(groups["year"]);
  // The window of POSIX strptime.
  return Number(short) + (Number(short) < 69 ? 2000 : 1900);
};

const monthOf = (groups: Groups): number => {
  const name = groups["monthName"]?.slice(0, 3).toLowerCase();
  return name === undefined
    ? Number(groups["month"])
    : months.findIndex((month) => month.startsWith(name)) + 1;
};

/** 0 to 23, -1 for what is no hour. */
const hourOf = (groups: Groups): number => {
  const twelve = groups["hour12"];
  if (twelve === undefined) return Number(groups["hour"] ?? 0);
  const hour = Number(twelve);
  if (hour < 1 || hour > 12) return -1;
  return (hour % 12) + (groups["half"]?.toLowerCase().startsWith("p") === true ? 12 : 0);
};

const offsetOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  if (text.toUpperCase() === "Z") return 0;
  const digits = text.slice(1).replace(":", "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4) || 0);
  return text.startsWith("-") ? -minutes : minutes;
};

const isDate = (date: WrittenDate): boolean => {
  const { year, month, day, hour, minute, second } = date;
  const made = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  made.setUTCFullYear(year, month - 1, day);
  return (
    year > 0 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day &&
    made.getUTCHours() === hour && minute < 60 && second < 60 && Math.abs(date.offsetMinutes ?? 0) <= 18 * 60
  ); // prettier-ignore
};

const fromEpoch = (text: string, perSecond: number): WrittenDate | null => {
  if (!/^-?\d{1,15}$/.test(text)) return null;
  const at = new Date((Number(text) / perSecond) * 1000);
  if (Number.isNaN(at.getTime())) return null;
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    millisecond: at.getUTCMilliseconds(),
    offsetMinutes: 0,
  };
};

/**
 * Makes the reader of a declared format; null where the format names no day, something twice, or an hour of
 * twelve without AM and PM. `ISO` is ISO
 * 8601's date with or without a time and offset, `epoch` and `epoch-ms` are seconds and milliseconds since 1970.
 * Else the tokens YYYY YY MMMM MMM MM M DD D HH H hh h mm m ss S A Z stand for themselves, `[text]` for the text,
 * and any other character for itself. Years of two digits are 1969 to 2068. English names of months.
 */
export const compileDate = (format: string): ReadDate | null => {
  if (format === "epoch") return (text) => fromEpoch(text, 1);
  if (format === "epoch-ms") return (text) => fromEpoch(text, 1000);
  const pattern = patternOf(format);
  if (pattern === null) return null;
  return (text) => {
    const groups: Groups | undefined = pattern.exec(text)?.groups;
    if (groups === undefined) return null;
    const date = {
      year: yearOf(groups),
      month: monthOf(groups),
      day: Number(groups["day"]),
      hour: hourOf(groups),
      minute: Number(groups["minute"] ?? 0),
      second: Number(groups["second"] ?? 0),
      millisecond: Number((groups["fraction"] ?? "0").padEnd(3, "0").slice(0, 3)),
      offsetMinutes: offsetOf(groups["offset"]),
    };
    return isDate(date) ? date : null;
  };
};

const two = (value: number): string => String(value).padStart(2, "0");

/** The day as written, `YYYY-MM-DD`, whatever time and offset stand beside it. */
export const dayOf = ({ year, month, day }: WrittenDate): string =>
  `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;

/**
 * The moment, UTC ms: by the offset as written, else by the clock of `timeZone` (IANA). Of a time that comes
 * twice there the first; a time that is skipped is as much later as the clock jumps (RFC 5545 3.3.5).
 */
export const momentOf = (date: WrittenDate, timeZone: string): number => {
  const { offsetMinutes, ...parts } = date;
  const asUtc = Date.parse(
    `${dayOf(date)}T${two(date.hour)}:${two(date.minute)}:${two(date.second)}.${String(date.millisecond).padStart(3, "0")}Z`,
  );
  if (offsetMinutes !== null) return asUtc - offsetMinutes * 60_000;
  if (timeZone === "UTC") return asUtc;
  const zoned = DateTime.makeZoned(parts, {
    timeZone,
    adjustForTimeZone: true,
    disambiguation: "compatible",
  });
  return Option.match(zoned, { onNone: () => asUtc, onSome: (at) => DateTime.toEpochMillis(at) });
};
