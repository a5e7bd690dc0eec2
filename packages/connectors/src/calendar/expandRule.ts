import { RRuleTemporal } from "rrule-temporal";
import type { CalendarTime } from "./CalendarTime.ts";
import { type RecurrenceRule, type RuleDay, weekdays } from "./RecurrenceRule.ts";
import { isSkipRule, skipFault, skippedDates } from "./skippedDates.ts";

const dayMs = 86_400_000;

export interface RuleBounds {
  /** Nothing behind it is looked for; wall clock, included. */
  readonly untilMs: number;
  readonly occurrences: number;
  readonly steps: number;
}

/**
 * Wall-clock times in ascending order. `stopped` says why there may be more: `horizon` for a rule that goes on
 * behind `untilMs`, `occurrences` and `steps` where a bound was reached, else what the rule cannot be read with.
 */
export interface ExpandedRule {
  readonly wallMs: ReadonlyArray<number>;
  readonly stopped: "horizon" | "occurrences" | "steps" | { readonly fault: string } | null;
}

/** UNTIL on the clock of the series; a day includes all of itself. */
const untilWall = (until: CalendarTime | null, wallOfUtc: (utcMs: number) => number): number => {
  if (until === null) return Number.POSITIVE_INFINITY;
  if (until.kind === "utc") return wallOfUtc(until.wallMs);
  return until.kind === "date" ? until.wallMs + dayMs - 1 : until.wallMs;
};

const weekdayOf = (ms: number): RuleDay["weekday"] => weekdays[(((Math.floor(ms / dayMs) + 3) % 7) + 7) % 7]!;

/**
 * RFC 5545 lets BYDAY of a yearly rule choose among the days of BYYEARDAY or BYMONTHDAY; rrule-temporal 2.2.7
 * adds both together. Then the weekdays are tested here, and the counting is done here as well.
 */
const daysToTest = (rule: RecurrenceRule): ReadonlyArray<RuleDay> =>
  rule.frequency === "YEARLY" &&
  rule.byYearDay.length > 0 &&
  rule.byDay.length > 0 &&
  rule.bySetPos.length === 0 &&
  rule.byDay.every((day) => day.ordinal === 0)
    ? rule.byDay
    : [];

const text = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

const ruleText = (rule: RecurrenceRule, untilMs: number, without: "BYDAY" | null): string => {
  const list = (name: string, values: ReadonlyArray<string | number>): Array<string> =>
    values.length === 0 || name === without ? [] : [`${name}=${values.join(",")}`];
  const byDay = rule.byDay.map((day) => `${day.ordinal === 0 ? "" : day.ordinal}${day.weekday}`);
  return [
    `FREQ=${rule.frequency}`,
    `INTERVAL=${rule.interval}`,
    ...list("BYSECOND", rule.bySecond.map((second) => Math.min(second, 59))),
    ...list("BYMINUTE", rule.byMinute),
    ...list("BYHOUR", rule.byHour),
    ...list("BYDAY", byDay),
    ...list("BYMONTHDAY", rule.byMonthDay),
    ...list("BYYEARDAY", rule.byYearDay),
    ...list("BYWEEKNO", rule.byWeekNo),
    ...list("BYMONTH", rule.byMonth),
    ...list("BYSETPOS", rule.bySetPos),
    `WKST=${rule.weekStart}`,
    `UNTIL=${text(untilMs)}`,
  ].join(";"); // prettier-ignore
};

const byLibrary = (
  rule: RecurrenceRule,
  startMs: number,
  untilMs: number,
  bounds: RuleBounds,
  take: (ms: number) => boolean,
) => {
  const tested = daysToTest(rule);
  const engine = new RRuleTemporal({
    rruleString: `DTSTART:${text(startMs)}\nRRULE:${ruleText(rule, untilMs, tested.length > 0 ? "BYDAY" : null)}`,
    maxIterations: bounds.steps,
    maxCandidateEvaluations: bounds.steps,
    cache: false,
  });
  engine.all((date) => {
    const ms = date.epochMilliseconds;
    if (tested.length > 0 && !tested.some((day) => day.weekday === weekdayOf(ms))) return true;
    return take(ms);
  });
};

/**
 * The times of one recurrence rule by the clock of its series, from `startMs` on: the dates by rrule-temporal,
 * bounded. The start itself is among them only where the rule gives it (as libical has it).
 * `wallOfUtc` turns an UNTIL in UTC into the series' clock.
 */
export const expandRule = (
  rule: RecurrenceRule,
  startMs: number,
  wallOfUtc: (utcMs: number) => number,
  bounds: RuleBounds,
): ExpandedRule => {
  const own = untilWall(rule.until, wallOfUtc);
  const untilMs = Math.min(own, bounds.untilMs);
  const found: Array<number> = [];
  let stopped: ExpandedRule["stopped"] = own > bounds.untilMs ? "horizon" : null;
  const take = (ms: number): boolean => {
    if (ms > untilMs) return false;
    if (found.length >= bounds.occurrences) {
      stopped = "occurrences";
      return false;
    }
    found.push(ms);
    if (found.length !== rule.count) return true;
    stopped = null;
    return false;
  };
  if (untilMs < startMs) return { wallMs: [], stopped };
  if (isSkipRule(rule)) {
    const fault = skipFault(rule);
    if (fault !== null) return { wallMs: [], stopped: { fault } };
    for (const ms of skippedDates(rule, startMs, untilMs, bounds.steps)) if (!take(ms)) break;
    return { wallMs: found, stopped };
  }
  try {
    byLibrary(rule, startMs, untilMs, bounds, take);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    stopped = /exceeded/i.test(said) ? "steps" : { fault: said };
    // A rule whose next time is behind the end of the calendar has none.
    if (/out-of-bounds|outside of/i.test(said)) stopped = "horizon";
  }
  return { wallMs: found, stopped };
};
