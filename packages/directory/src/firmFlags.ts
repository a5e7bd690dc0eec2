import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";

/** What is wrong, behind the name of the flag; values of files come without one. */
const wrong = (flag: string, what: string): string => (flag === "" ? what : `${flag}: ${what}`);

const dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const dayNumber = (name: string): number | null => {
  const at = dayNames.findIndex((day) => name.startsWith(day));
  return at === -1 ? null : at + 1;
};

/** `mon-fri`, `mon,wed,fri`, `sun-thu` to ISO weekdays (1 = Monday), sorted. */
export const parseDays = (text: string, flag = "--days"): Effect.Effect<ReadonlyArray<number>, Refusal> => {
  const days = new Set<number>();
  for (const part of text.toLowerCase().split(",")) {
    const [from, to] = part.split("-").map((name) => dayNumber(name.trim()));
    if (from === null || from === undefined || to === null) {
      return Effect.fail(
        usageError(
          wrong(flag, `"${part}" is not a day or a span of days`),
          "Write for example mon-fri or mon,wed,sat.",
        ),
      );
    }
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === (to ?? from)) break;
    }
  }
  return Effect.succeed([...days].toSorted((a, b) => a - b));
};

/** `9:00` or `17:30` to minutes after midnight, null for anything else; 24:00 is the end of the day. */
export const minuteOf = (text: string): number | null => {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (match === null) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minute <= 1_440 ? minute : null;
};

/** `09:00-17:30` to minutes after midnight. */
export const parseHours = (
  text: string,
): Effect.Effect<{ readonly start: number; readonly end: number }, Refusal> => {
  const [start, end] = text.split("-").map(minuteOf);
  return start === undefined || start === null || end === undefined || end === null || start >= end
    ? Effect.fail(
        usageError(
          `--hours: "${text}" is not a span of hours`,
          "Write for example 09:00-17:30; the end is after the start, on the same day.",
        ),
      )
    : Effect.succeed({ start, end });
};

export const formatMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** ISO weekdays as `mon-fri` where they are a span, else `mon,wed,fri`. */
export const formatDays = (days: ReadonlyArray<number>): string => {
  const names = days.map((day) => dayNames[day - 1] ?? String(day));
  const span = days.length > 2 && days.every((day, i) => i === 0 || day === days[i - 1]! + 1);
  return span ? `${names[0]}-${names[names.length - 1]}` : names.join(",");
};

/** An IANA zone such as Europe/London, in its canonical spelling. */
export const parseZone = (text: string, flag = "--zone"): Effect.Effect<string, Refusal> =>
  Effect.try({
    try: () => new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone,
    catch: () =>
      usageError(wrong(flag, `"${text}" is not a time zone`), "Write for example Europe/London or UTC."),
  });

/** `YYYY-MM-DD` of a day that exists, to the UTC ms of its beginning. */
export const parseDate = (flag: string, text: string): Effect.Effect<number, Refusal> => {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  const exists = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
  return exists
    ? Effect.succeed(ms)
    : Effect.fail(usageError(wrong(flag, `"${text}" is not a date`), "Write it as 2026-03-31."));
};

/** A host name of at least two labels, in lower case; a leading @ is forgiven. */
export const parseDomain = (flag: string, text: string): Effect.Effect<string, Refusal> => {
  const domain = text.trim().toLowerCase().replace(/^@/, "").replace(/\.$/, "");
  return /^(?=.{4,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(domain)
    ? Effect.succeed(domain)
    : Effect.fail(usageError(wrong(flag, `"${text}" is not a domain`), "Write it as example.com."));
};

export const parseAddress = (flag: string, text: string): Effect.Effect<string, Refusal> => {
  const address = text.trim().toLowerCase();
  return /^[^\s@<>]+@[^\s@<>]+$/.test(address) && address.length <= 320
    ? Effect.succeed(address)
    : Effect.fail(usageError(wrong(flag, `"${text}" is not an address`), "Write it as ann@example.com."));
};
