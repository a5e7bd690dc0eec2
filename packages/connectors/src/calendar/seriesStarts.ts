import type { CalendarEvent, ExtraDate } from "./CalendarEvent.ts";
import type { CalendarLimits } from "./CalendarLimits.ts";
import { expandRule, type ExpandedRule } from "./expandRule.ts";
import { makeStartSet } from "./Exceptions.ts";
import type { RecurrenceRule } from "./RecurrenceRule.ts";
import { momentOf, wallOf } from "./zones/Zone.ts";
import type { ZoneTable } from "./zones/ZoneTable.ts";

/** When a series has an occurrence. `extra` where a date of its own says so, which may have its own end. */
export interface SeriesStart {
  readonly wallMs: number;
  readonly startMs: number;
  readonly extra: ExtraDate | null;
}

/** `cut` says in words for people why there are no more occurrences before the horizon, null when there are none. */
export interface SeriesStarts {
  readonly starts: ReadonlyArray<SeriesStart>;
  readonly cut: string | null;
  /** A rule gave up: it costs as much as it may. */
  readonly hard: boolean;
}

export interface SeriesBounds {
  /** Nothing that begins later is looked for; UTC ms. */
  readonly horizonMs: number;
  readonly limits: CalendarLimits;
  readonly steps: number;
}

const reasonOf = (stopped: ExpandedRule["stopped"], { limits }: SeriesBounds): string | null => {
  if (stopped === null || stopped === "horizon") return null;
  if (stopped === "occurrences")
    return `Its rule gives more than ${limits.occurrences} meetings: the first ${limits.occurrences} are taken, the others left out.`;
  if (stopped === "steps")
    return "Its rule is too costly to follow to the horizon: the meetings found until then are taken.";
  return `Its rule cannot be followed (${stopped.fault}).`;
};

const never = "Its rule gives no meeting up to the horizon: check the rule.";

/**
 * When the occurrences of a series begin, ascending, each once, up to the horizon: what its rules and dates give,
 * less what its exceptions take away (RFC 5545 3.8.5). The start of a series with rules is among them only where a
 * rule gives it, which RFC 5545 leaves open and libical does.
 */
export const seriesStarts = (event: CalendarEvent, zones: ZoneTable, bounds: SeriesBounds): SeriesStarts => {
  const zone = zones.zoneOf(event.start);
  const horizonWallMs = wallOf(zone, bounds.horizonMs);
  const { occurrences } = bounds.limits;
  const cuts: Array<string> = [];
  let hard = false;
  const expand = (rule: RecurrenceRule): ReadonlyArray<number> => {
    const expanded = expandRule(rule, event.start.wallMs, (utcMs) => wallOf(zone, utcMs), {
      untilMs: horizonWallMs,
      occurrences,
      steps: bounds.steps,
    });
    const reason = reasonOf(expanded.stopped, bounds);
    if (reason !== null) cuts.push(reason);
    hard ||= expanded.stopped === "steps" || expanded.stopped === "occurrences";
    return expanded.wallMs;
  };
  const { rules, start } = event;
  const ruled = rules.length === 0 ? [start.wallMs] : rules.flatMap(expand);
  // A series that ends before it begins is what deleting all of it leaves behind.
  const ended = rules.every(({ until }) => until !== null && until.wallMs < start.wallMs);
  if (ruled.length === 0 && !ended && start.wallMs <= horizonWallMs) cuts.push(never);
  const excepted = new Set(event.exceptRules.flatMap(expand));
  const excluded = makeStartSet(event.exceptDates, zones);
  const found = new Map<number, SeriesStart>();
  const add = (start: SeriesStart): void => {
    const { wallMs, startMs } = start;
    if (startMs > bounds.horizonMs || excepted.has(wallMs) || excluded.has(wallMs, startMs)) return;
    // A date with an end of its own says more than the same start by a rule.
    if (found.get(startMs)?.extra == null) found.set(startMs, start);
  };
  for (const wallMs of ruled) add({ wallMs, startMs: momentOf(zone, wallMs), extra: null });
  for (const extra of event.extraDates) {
    const startMs = zones.moment(extra.start);
    add({ wallMs: wallOf(zone, startMs), startMs, extra });
  }
  const starts = [...found.values()].toSorted((a, b) => a.startMs - b.startMs);
  if (starts.length > occurrences)
    cuts.push(
      `It has more than ${occurrences} meetings: the first ${occurrences} are taken, the others left out.`,
    );
  return { starts: starts.slice(0, occurrences), cut: cuts[0] ?? null, hard };
};
