import { withoutComments } from "./withoutComments.ts";

/** A moment in UTC milliseconds, and the sender's own offset where it was told. */
export interface MailDate {
  readonly epochMs: number;
  /** Null for `-0000`, military and unknown zones, and no zone at all: then the time was read as UTC. */
  readonly utcOffsetMinutes: number | null;
}

const months: ReadonlyArray<ReadonlyArray<string>> = [
  ["jan", "ene", "gen"],
  ["feb", "fév", "fev"],
  ["mar", "mär", "mrz", "mae"],
  ["apr", "avr", "abr"],
  ["may", "mai", "mag"],
  ["jun", "giu"],
  ["jul", "lug"],
  ["aug", "aoû", "aou", "ago"],
  ["sep", "set"],
  ["oct", "okt", "ott"],
  ["nov"],
  ["dec", "dez", "déc", "dic"],
];

/** Month 0 to 11 of a name in English, German, French, Spanish or Italian, long or short; -1 for none. */
const monthOf = (word: string): number => {
  if (word.startsWith("juin")) return 5;
  if (word.startsWith("juil")) return 6;
  return months.findIndex((names) => names.some((name) => word.startsWith(name)));
};

/** RFC 5322 4.3, and further zone names in mail headers that mean one thing only. Minutes. */
const zones: Readonly<Record<string, number>> = {
  ut: 0, utc: 0, gmt: 0, wet: 0, west: 60, cet: 60, met: 60, mez: 60, cest: 120, mest: 120, mesz: 120,
  eet: 120, eest: 180, msk: 180, msd: 240, jst: 540, kst: 540, hkt: 480, sgt: 480, aest: 600, aedt: 660,
  nzst: 720, nzdt: 780, ast: -240, adt: -180, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360,
  pst: -480, pdt: -420, akst: -540, akdt: -480, hst: -600,
}; // prettier-ignore

interface Fields {
  day: number;
  month: number;
  year: number;
  time: ReadonlyArray<number> | null;
  /** Undefined while no zone was read. */
  zone: number | null | undefined;
}

const fullYear = (digits: string): number => {
  const year = Number(digits);
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return digits.length === 3 ? 1900 + year : year;
};

const clock = /^(\d{1,2})(?::(\d{1,2})(?::(\d{1,2}))?|\.(\d{2})\.(\d{2})(?=\D|$))(?:\.\d+)?(am|pm)?/;
const numericZone = /^(?:gmt|utc|ut)?([+-])(\d{2}):?(\d{2})$/;

const readZone = (token: string, fields: Fields): boolean => {
  const numeric = numericZone.exec(token);
  if (numeric !== null) {
    const [hours, minutes] = [Number(numeric[2]), Number(numeric[3])];
    if (minutes > 59 || hours > 23) return true;
    const total = hours * 60 + minutes;
    fields.zone = numeric[1] === "-" ? (total === 0 ? null : -total) : total;
    return true;
  }
  if (Object.hasOwn(zones, token)) {
    fields.zone ??= zones[token] ?? null;
    return true;
  }
  return false;
};

const readClock = (token: string, fields: Fields): boolean => {
  const match = clock.exec(token);
  if (match === null || fields.time !== null) return false;
  let hour = Number(match[1]);
  if (match[6] === "pm" && hour < 12) hour += 12;
  if (match[6] === "am" && hour === 12) hour = 0;
  fields.time = [hour, Number(match[2] ?? match[4]), Number(match[3] ?? match[5] ?? 0)];
  const rest = token.slice(match[0].length);
  if (rest !== "") readZone(rest, fields);
  return true;
};

const isoDate = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:t(.+))?$/;
const dottedDate = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const dashedDate = /^(\d{1,2})[-/.]([^\d\W]\S*?)[-/.](\d{2,4})$/u;

const readDay = (token: string, fields: Fields): boolean => {
  const iso = isoDate.exec(token);
  if (iso !== null) {
    [fields.year, fields.month, fields.day] = [Number(iso[1]), Number(iso[2]) - 1, Number(iso[3])];
    if (iso[4] !== undefined) readClock(iso[4], fields);
    return true;
  }
  const dotted = dottedDate.exec(token);
  if (dotted !== null) {
    [fields.day, fields.month, fields.year] = [Number(dotted[1]), Number(dotted[2]) - 1, Number(dotted[3])];
    return true;
  }
  const dashed = dashedDate.exec(token);
  if (dashed === null) return false;
  [fields.day, fields.month, fields.year] = [
    Number(dashed[1]),
    monthOf(dashed[2] ?? ""),
    fullYear(dashed[3] ?? ""),
  ];
  return true;
};

const readNumber = (token: string, fields: Fields): void => {
  const digits = /^(\d{1,4})(?:st|nd|rd|th|\.)?$/.exec(token)?.[1];
  if (digits === undefined) return;
  if (fields.day < 0 && digits.length <= 2) fields.day = Number(digits);
  else if (fields.year < 0 && digits.length >= 2) fields.year = fullYear(digits);
};

const applyHalfDay = (token: string, fields: Fields): void => {
  if (fields.time === null) return;
  const [hour = 0, ...rest] = fields.time;
  if (token === "pm" && hour < 12) fields.time = [hour + 12, ...rest];
  if (token === "am" && hour === 12) fields.time = [0, ...rest];
};

const readToken = (token: string, fields: Fields): void => {
  if (readDay(token, fields) || readClock(token, fields)) return;
  if (fields.time !== null && (token === "am" || token === "pm")) return applyHalfDay(token, fields);
  if (fields.time !== null && readZone(token, fields)) return;
  const month = fields.month < 0 && /^\D{3,}$/.test(token) ? monthOf(token) : -1;
  if (month >= 0) fields.month = month;
  else readNumber(token, fields);
};

const moment = (fields: Fields): MailDate | null => {
  const { day, month, year, time } = fields;
  if (time === null || day < 1 || month < 0 || year < 0 || year > 9999) return null;
  const [hour = 0, minute = 0, second = 0] = time;
  if (hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  if (date.getUTCMonth() !== month || date.getUTCDate() !== day) return null;
  const localMs = date.getTime() + (hour * 60 + minute) * 60_000 + second * 1000;
  const utcOffsetMinutes = fields.zone ?? null;
  return { epochMs: localMs - (utcOffsetMinutes ?? 0) * 60_000, utcOffsetMinutes };
};

/**
 * Reads a Date header: RFC 5322 3.3 and its obsolete forms (4.3: zone names, two and three digit years,
 * comments), and what old mailers wrote instead: asctime, `22-Aug-2002`, ISO 8601, dots in the time, AM and
 * PM, month names of four other languages. Null when day, month, year or time of day is missing or no such
 * moment exists; a leap second counts as the next second. Two-digit years below 50 are 20xx.
 */
export const parseMailDate = (value: string | null): MailDate | null => {
  if (value === null || value.length > 500) return null;
  const fields: Fields = { day: -1, month: -1, year: -1, time: null, zone: undefined };
  const text = withoutComments(value).trim().toLowerCase();
  // The name of the day says nothing new, and Tuesday in French would read as March.
  const tokens = text
    .replace(/^[^\d\s,]+,/, "")
    .replaceAll(",", " ")
    .split(/\s+/);
  for (const token of tokens) if (token !== "") readToken(token, fields);
  return moment(fields);
};

/** The time a Received line (RFC 5321 4.4) was written: what is behind its last semicolon. */
export const parseReceivedDate = (value: string): MailDate | null =>
  parseMailDate(value.slice(value.lastIndexOf(";") + 1).trim());
