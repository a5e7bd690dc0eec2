import type { CalendarEvent } from "./CalendarEvent.ts";
import type { CalendarTime } from "./CalendarTime.ts";
import { endOf, type EventLength, lengthOf, recurrenceText } from "./eventTimes.ts";
import { makeStartSet, type SeriesChanges } from "./Exceptions.ts";
import { type Occurrence, versionOf } from "./Occurrence.ts";
import { type SeriesBounds, type SeriesStart, seriesStarts } from "./seriesStarts.ts";
import { momentOf, wallOf } from "./zones/Zone.ts";
import type { ZoneTable } from "./zones/ZoneTable.ts";

const dayMs = 86_400_000;

/** What an event comes to; `problem` says in words for people what of it is missing. */
export interface ExpandedEvent {
  readonly occurrences: ReadonlyArray<Occurrence>;
  readonly problem: string | null;
  readonly hard: boolean;
}

const endsBeforeStart = "It ends before it begins: correct its end.";
const refused = (problem: string): ExpandedEvent => ({ occurrences: [], problem, hard: false });

interface Placed {
  readonly key: string;
  readonly start: CalendarTime;
  readonly startMs: number;
  readonly endMs: number;
  readonly originalStartMs: number | null;
  readonly seriesVersion: number;
  readonly version: number;
}

const occurrenceOf = (event: CalendarEvent, zones: ZoneTable, placed: Placed): Occurrence => {
  const { start, ...rest } = placed;
  return {
    ...rest,
    recurring: placed.originalStartMs !== null,
    allDay: start.kind === "date",
    floating: start.kind === "floating" || start.kind === "date",
    timeZone: zones.nameOf(start),
    event,
  };
};

/** The end of an extra date, or of an occurrence like the others. */
const endFor = (one: SeriesStart, event: CalendarEvent, zones: ZoneTable, usual: EventLength): number => {
  const zone = zones.zoneOf(event.start);
  if (one.extra === null || (one.extra.end === null && one.extra.duration === null))
    return endOf(one.startMs, one.wallMs, zone, usual);
  const own = lengthOf(one.extra, zones);
  return own === null ? one.startMs : endOf(one.startMs, one.wallMs, zone, own);
};

/** The last change of a series from some occurrence on, at an occurrence; null before the first. */
const rangeAt = (ranges: ReadonlyArray<CalendarEvent>, zones: ZoneTable, startMs: number) =>
  ranges.findLast((range) => zones.moment(range.recurrenceId ?? range.start) <= startMs) ?? null;

/** An occurrence as RANGE=THISANDFUTURE has it: moved by as much, and as long, as the occurrence it names. */
const ranged = (one: SeriesStart, range: CalendarEvent, zones: ZoneTable) => {
  const zone = zones.zoneOf(range.start);
  const from = range.recurrenceId ?? range.start;
  const shift = range.start.wallMs - wallOf(zone, zones.moment(from));
  const wallMs = wallOf(zone, one.startMs) + shift;
  const startMs = momentOf(zone, wallMs);
  const length = lengthOf(range, zones);
  return length === null ? null : { startMs, endMs: endOf(startMs, wallMs, zone, length) };
};

const keyOf = (event: CalendarEvent, time: CalendarTime, startMs: number): string =>
  `${event.uid}#${recurrenceText(time, startMs)}`;

/** All occurrences of a series up to the horizon, but for those that are told by themselves (`changes.changed`). */
export const expandSeries = (
  event: CalendarEvent,
  changes: SeriesChanges,
  zones: ZoneTable,
  bounds: SeriesBounds,
): ExpandedEvent => {
  const length = lengthOf(event, zones);
  if (length === null) return refused(endsBeforeStart);
  const { starts, cut, hard } = seriesStarts(event, zones, bounds);
  const changed = makeStartSet(changes.changed, zones);
  const seriesVersion = versionOf(event);
  const occurrences: Array<Occurrence> = [];
  for (const one of starts) {
    if (changed.has(one.wallMs, one.startMs)) continue;
    const range = rangeAt(changes.ranges, zones, one.startMs);
    const time: CalendarTime =
      event.start.kind === "date" && one.extra?.start.kind !== "date" && one.extra !== null
        ? one.extra.start
        : { ...event.start, wallMs: one.wallMs };
    const key = keyOf(event, time, one.startMs);
    const own = { key, originalStartMs: one.startMs, seriesVersion };
    const moved = range === null ? null : ranged(one, range, zones);
    if (range === null || moved === null) {
      const endMs = endFor(one, event, zones, length);
      const placed = { ...own, start: time, startMs: one.startMs, endMs, version: seriesVersion };
      occurrences.push(occurrenceOf(event, zones, placed));
    } else {
      const version = Math.max(versionOf(range), seriesVersion + 1);
      occurrences.push(occurrenceOf(range, zones, { ...own, ...moved, start: range.start, version }));
    }
  }
  return { occurrences, problem: cut, hard };
};

/** A meeting that is no series. */
export const expandSingle = (event: CalendarEvent, zones: ZoneTable): ExpandedEvent => {
  const length = lengthOf(event, zones);
  if (length === null) return refused(endsBeforeStart);
  const startMs = zones.moment(event.start);
  const endMs = endOf(startMs, event.start.wallMs, zones.zoneOf(event.start), length);
  const version = versionOf(event);
  const placed = { key: event.uid, start: event.start, startMs, endMs, originalStartMs: null, version };
  const occurrence = occurrenceOf(event, zones, { ...placed, seriesVersion: version });
  return { occurrences: [occurrence], problem: null, hard: false };
};

/**
 * One occurrence of a series as it was changed. `seriesVersion` is that of its series in the same file, 0 without:
 * the changed occurrence is always later than what the series says of it.
 */
export const expandChanged = (
  event: CalendarEvent,
  recurrenceId: CalendarTime,
  zones: ZoneTable,
  seriesVersion: number,
): ExpandedEvent => {
  const length = lengthOf(event, zones);
  if (length === null) return refused(endsBeforeStart);
  const zone = zones.zoneOf(event.start);
  // A day names the occurrence on it, whatever its time: the clock of the changed one tells it best.
  const clockMs = event.start.wallMs - Math.floor(event.start.wallMs / dayMs) * dayMs;
  const loose = recurrenceId.kind === "date" && event.start.kind !== "date";
  const original: CalendarTime = loose
    ? { ...event.start, wallMs: recurrenceId.wallMs + clockMs }
    : recurrenceId;
  const originalStartMs = zones.moment(original);
  const startMs = zones.moment(event.start);
  const endMs = endOf(startMs, event.start.wallMs, zone, length);
  const version = seriesVersion === 0 ? versionOf(event) : Math.max(versionOf(event), seriesVersion + 1);
  const key = keyOf(event, original, originalStartMs);
  const placed = { key, start: event.start, startMs, endMs, originalStartMs, version, seriesVersion };
  return { occurrences: [occurrenceOf(event, zones, placed)], problem: null, hard: false };
};
