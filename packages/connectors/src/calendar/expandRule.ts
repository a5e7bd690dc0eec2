import { RRuleTemporal } from "rrule-temporal";
import type { RecurrenceRule } from "./RecurrenceRule.ts";
import { isSkipRule, skipFault, skippedDates } from "./skippedDates.ts";
import { atPositions, splitYearly, type YearlySplit } from "./yearlyTests.ts";

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

const clockOf = (ms: number): number => ms - Math.floor(ms / dayMs) * dayMs;

const withinDays: ReadonlySet<string> = new Set(["HOURLY", "MINUTELY", "SECONDLY"]);

/**
 * UNTIL on the clock of the series; a day includes all of itself. An UNTIL in UTC that shows the very clock time of
 * the series, or is of a rule within the day, may have been written on its clock by mistake, as in an example of
 * RFC 5545 and in libical's expectations: then it ends no earlier than that.
 */
const untilWall = (
  { until, frequency }: RecurrenceRule,
  startMs: number,
  wallOfUtc: (utcMs: number) => number,
): number => {
  if (until === null) return Number.POSITIVE_INFINITY;
  if (until.kind === "date") return until.wallMs + dayMs - 1;
  if (until.kind !== "utc") return until.wallMs;
  const converted = wallOfUtc(until.wallMs);
  const mistaken = withinDays.has(frequency) || clockOf(until.wallMs) === clockOf(startMs);
  return mistaken ? Math.max(converted, until.wallMs) : converted;
};

const text = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

const ruleText = (rule: RecurrenceRule, untilMs: number): string => {
  const list = (name: string, values: ReadonlyArray<string | number>): Array<string> =>
    values.length === 0 ? [] : [`${name}=${values.join(",")}`];
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

/** Gives the times of a rule to `take`, until it says no more. */
const byLibrary = (
  rule: RecurrenceRule,
  startMs: number,
  untilMs: number,
  bounds: RuleBounds,
  take: (ms: number) => boolean,
): void => {
  const engine = new RRuleTemporal({
    rruleString: `DTSTART:${text(startMs)}\nRRULE:${ruleText(rule, untilMs)}`,
    maxIterations: bounds.steps,
    maxCandidateEvaluations: bounds.steps,
    cache: false,
  });
  engine.all((date) => take(date.epochMilliseconds));
};

/**
 * A yearly rule whose parts choose among each other's days (`splitYearly`). From the beginning of the first year to
 * the end of the last, because positions count in whole years.
 */
const bySplit = (
  { rule, passes }: YearlySplit,
  positions: ReadonlyArray<number>,
  startMs: number,
  untilMs: number,
  bounds: RuleBounds,
  take: (ms: number) => boolean,
): void => {
  const first = Date.UTC(new Date(startMs).getUTCFullYear(), 0, 1) + clockOf(startMs);
  const last = Date.UTC(new Date(untilMs).getUTCFullYear() + 1, 0, 1) - 1;
  const found: Array<number> = [];
  byLibrary(rule, first, last, bounds, (ms) => {
    if (passes(ms)) found.push(ms);
    return found.length < bounds.steps;
  });
  for (const ms of atPositions(found, positions)) if (ms >= startMs && !take(ms)) return;
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
  const own = untilWall(rule, startMs, wallOfUtc);
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
    const split = splitYearly(rule);
    if (split === null) byLibrary(rule, startMs, untilMs, bounds, take);
    else bySplit(split, rule.bySetPos, startMs, untilMs, bounds, take);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    stopped = /exceeded/i.test(said) ? "steps" : { fault: said };
    // A rule whose next time is behind the end of the calendar has none.
    if (/out-of-bounds|outside of/i.test(said)) stopped = "horizon";
  }
  return { wallMs: found, stopped };
};
