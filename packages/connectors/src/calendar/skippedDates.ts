import type { RecurrenceRule } from "./RecurrenceRule.ts";

const dayMs = 86_400_000;

/** The days that a rule with SKIP other than OMIT can be read with; other parts are not combined with it. */
export const isSkipRule = (rule: RecurrenceRule): boolean =>
  rule.skip !== "OMIT" && (rule.frequency === "YEARLY" || rule.frequency === "MONTHLY");

/** What a rule with SKIP cannot be read with; null when there is nothing. */
export const skipFault = (rule: RecurrenceRule): string | null => {
  const others = [rule.byDay, rule.byWeekNo, rule.bySetPos, rule.byHour, rule.byMinute, rule.bySecond];
  return others.some((part) => part.length > 0)
    ? "SKIP together with BYDAY, BYWEEKNO, BYSETPOS or times of the day is not read"
    : null;
};

/** Day `day` of a span of days from `first` that has `length` of them; outside it the skip decides (RFC 7529 4.1). */
const dayIn = (first: number, length: number, day: number, skip: RecurrenceRule["skip"]): number => {
  const index = day > 0 ? day : length + day + 1;
  if (index >= 1 && index <= length) return first + (index - 1) * dayMs;
  if (index < 1) return skip === "BACKWARD" ? first - dayMs : first;
  return skip === "BACKWARD" ? first + (length - 1) * dayMs : first + length * dayMs;
};

const monthDays = (rule: RecurrenceRule, year: number, month: number, own: number): Array<number> => {
  const first = Date.UTC(year, month, 1);
  const length = (Date.UTC(year, month + 1, 1) - first) / dayMs;
  const days = rule.byMonthDay.length > 0 ? rule.byMonthDay : [own];
  return days.map((day) => dayIn(first, length, day, rule.skip));
};

const periodDays = (rule: RecurrenceRule, start: Date, step: number): Array<number> => {
  const own = start.getUTCDate();
  const year = start.getUTCFullYear();
  if (rule.frequency === "MONTHLY") {
    const at = new Date(Date.UTC(year, start.getUTCMonth() + step * rule.interval, 1));
    const chosen = rule.byMonth.length === 0 || rule.byMonth.includes(at.getUTCMonth() + 1);
    return chosen ? monthDays(rule, at.getUTCFullYear(), at.getUTCMonth(), own) : [];
  }
  const at = year + step * rule.interval;
  if (rule.byYearDay.length > 0) {
    const first = Date.UTC(at, 0, 1);
    const length = (Date.UTC(at + 1, 0, 1) - first) / dayMs;
    return rule.byYearDay.map((day) => dayIn(first, length, day, rule.skip));
  }
  const months =
    rule.byMonth.length > 0
      ? rule.byMonth
      : rule.byMonthDay.length > 0
        ? [...Array(12).keys()].map((m) => m + 1)
        : [];
  if (months.length === 0) return monthDays(rule, at, start.getUTCMonth(), own);
  return months.flatMap((month) => monthDays(rule, at, month - 1, own));
};

/**
 * The wall-clock times of a yearly or monthly rule that moves days a month or year does not have to the day
 * before or after (SKIP of RFC 7529, in the Gregorian calendar), ascending, up to `untilMs` included. The
 * rule's own COUNT and UNTIL are the caller's.
 */
export function* skippedDates(
  rule: RecurrenceRule,
  startMs: number,
  untilMs: number,
  steps: number,
): Generator<number> {
  const start = new Date(startMs);
  const clock = startMs - Math.floor(startMs / dayMs) * dayMs;
  let last = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < steps; step++) {
    const days = periodDays(rule, start, step).toSorted((a, b) => a - b);
    for (const day of days) {
      const at = day + clock;
      if (at > untilMs) return;
      // A day moved forward may be the next period's own.
      if (at < startMs || at <= last) continue;
      last = at;
      yield at;
    }
  }
}
