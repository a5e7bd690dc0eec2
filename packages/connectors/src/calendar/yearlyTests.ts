import { type RecurrenceRule, weekdays } from "./RecurrenceRule.ts";

const dayMs = 86_400_000;
const daysIn = (first: number, next: number): number => Math.round((next - first) / dayMs);
/** Counted from the end when negative; true for one of `chosen`. */
const isAmong = (index: number, length: number, chosen: ReadonlyArray<number>): boolean =>
  chosen.some((one) => index === (one > 0 ? one : length + one + 1));

const weekdayOf = (ms: number): number => (((Math.floor(ms / dayMs) + 3) % 7) + 7) % 7;

const onWeekday = (rule: RecurrenceRule, ms: number): boolean => {
  const date = new Date(ms);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  // Ordinals count in the year, or in the month where months are named.
  const [first, next] =
    rule.byMonth.length === 0
      ? [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)]
      : [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)];
  const before = Math.floor(daysIn(first, ms - (ms % dayMs)) / 7);
  const after = Math.floor((daysIn(ms - (ms % dayMs), next) - 1) / 7);
  const weekday = weekdays[weekdayOf(ms)];
  return rule.byDay.some(
    (day) =>
      day.weekday === weekday &&
      (day.ordinal === 0 || (day.ordinal > 0 ? day.ordinal === before + 1 : -day.ordinal === after + 1)),
  );
};

const onMonthDay = (rule: RecurrenceRule, ms: number): boolean => {
  const date = new Date(ms);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return isAmong(date.getUTCDate(), length, rule.byMonthDay);
};

/** The first day of week 1: the week with at least four days of the year (RFC 5545 3.3.10). */
const firstWeek = (year: number, weekStart: number): number => {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((weekdayOf(fourth) - weekStart + 7) % 7) * dayMs;
};

const inWeek = (rule: RecurrenceRule, ms: number): boolean => {
  const start = weekdays.indexOf(rule.weekStart);
  const year = new Date(ms).getUTCFullYear();
  return [year - 1, year, year + 1].some((one) => {
    const [first, next] = [firstWeek(one, start), firstWeek(one + 1, start)];
    return (
      ms >= first &&
      ms < next &&
      isAmong(Math.floor((ms - first) / dayMs / 7) + 1, daysIn(first, next) / 7, rule.byWeekNo)
    );
  });
};

/** What is left to a rule when another part of it chose the days. */
export interface YearlySplit {
  /** The rule with one way of choosing days only, and without BYSETPOS. */
  readonly rule: RecurrenceRule;
  readonly passes: (wallMs: number) => boolean;
}

/**
 * RFC 5545 has each part of a yearly rule choose among the days of the parts before it; rrule-temporal 2.2.7 adds
 * the days of some together. For such a rule: one part of it, and the test of the others. Null for all others.
 */
export const splitYearly = (rule: RecurrenceRule): YearlySplit | null => {
  if (rule.frequency !== "YEARLY") return null;
  const { byYearDay, byMonthDay, byWeekNo, byDay } = rule;
  const none = { bySetPos: [], byDay: [], byWeekNo: [] };
  const tests: Array<(wallMs: number) => boolean> = [];
  if (byDay.length > 0) tests.push((ms) => onWeekday(rule, ms));
  if (byWeekNo.length > 0) tests.push((ms) => inWeek(rule, ms));
  const passes = (ms: number): boolean => tests.every((test) => test(ms));
  if (byYearDay.length > 0) {
    if (byMonthDay.length > 0) tests.push((ms) => onMonthDay(rule, ms));
    return tests.length === 0 ? null : { rule: { ...rule, ...none, byMonthDay: [] }, passes };
  }
  const mixed = byWeekNo.length > 0 || byDay.some((day) => day.ordinal !== 0);
  return byMonthDay.length > 0 && mixed ? { rule: { ...rule, ...none }, passes } : null;
};

/** Of the times of each year, ascending, those at the positions BYSETPOS names; all without any. */
export function* atPositions(times: Iterable<number>, positions: ReadonlyArray<number>): Generator<number> {
  let year = Number.NaN;
  let held: Array<number> = [];
  const chosen = (): Array<number> =>
    positions.length === 0 ? held : held.filter((_, i) => isAmong(i + 1, held.length, positions));
  for (const ms of times) {
    const its = new Date(ms).getUTCFullYear();
    if (its !== year) yield* chosen();
    if (its !== year) held = [];
    year = its;
    held.push(ms);
  }
  yield* chosen();
}
