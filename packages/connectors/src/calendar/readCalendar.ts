import type { CalendarEvent } from "./CalendarEvent.ts";
import { CalendarIndex } from "./CalendarIndex.ts";
import type { CalendarLimits } from "./CalendarLimits.ts";
import type { CalendarProblem } from "./CalendarObjects.ts";
import { isMoment } from "./isMoment.ts";
import { type ExpandedEvent, expandChanged, expandSeries, expandSingle } from "./expandEvent.ts";
import type { Occurrence } from "./Occurrence.ts";
import type { Zone } from "./zones/Zone.ts";
import { makeZoneTable, type ZoneTable } from "./zones/ZoneTable.ts";

/** An event as a file has it, whatever the format, or what else is there. */
export type FileItem =
  | { readonly kind: "calendar"; readonly calendar: number }
  | { readonly kind: "zone"; readonly calendar: number; readonly lines: ReadonlyArray<string> }
  | {
      readonly kind: "event";
      readonly calendar: number;
      readonly position: string;
      readonly event: CalendarEvent;
      readonly sizeBytes: number;
    }
  | { readonly kind: "passedOver"; readonly what: string }
  | CalendarProblem;

/** What a calendar comes to. */
export type CalendarFound =
  | { readonly kind: "calendar" }
  | { readonly kind: "occurrence"; readonly position: string; readonly occurrence: Occurrence }
  | { readonly kind: "passedOver"; readonly what: string }
  | { readonly kind: "unknownZone"; readonly tzid: string }
  | CalendarProblem;

export interface ReadCalendarOptions {
  /** The zone of floating times, of whole days, and of zones that nobody knows. */
  readonly own: Zone;
  /** Series are followed up to here; UTC ms. */
  readonly horizonMs: number;
  readonly limits: CalendarLimits;
}

const indexOf = async (items: AsyncIterable<FileItem>): Promise<CalendarIndex> => {
  const index = new CalendarIndex();
  for await (const item of items) {
    if (item.kind === "zone") index.addZone(item.calendar, item.lines);
    else if (item.kind === "event") index.addEvent(item.event);
  }
  return index;
};

const isSeries = (event: CalendarEvent): boolean => event.rules.length > 0 || event.extraDates.length > 0;

const inRange = ({ startMs, endMs, originalStartMs }: Occurrence): boolean =>
  [startMs, endMs, originalStartMs ?? startMs].every(isMoment);

const outside = "It is not between the years 1900 and 2299: correct its date.";
const twice =
  "Another meeting of this file has the same UID and version, at another time: they cannot be told apart. Give it a UID of its own.";

/** Turns the events of one file into occurrences. */
class Expander {
  readonly unknown = new Set<string>();
  readonly #index: CalendarIndex;
  readonly #options: ReadCalendarOptions;
  #zones: { readonly calendar: number; readonly table: ZoneTable } | null = null;
  #hard = 0;

  constructor(index: CalendarIndex, options: ReadCalendarOptions) {
    this.#index = index;
    this.#options = options;
  }

  *expand(item: Extract<FileItem, { kind: "event" }>): Generator<CalendarFound> {
    const { event, position, sizeBytes } = item;
    const problem = (reason: string): CalendarProblem => {
      return { kind: "problem", position, code: "invalid_document", reason, sizeBytes };
    };
    if (event.recurrenceId === null && !this.#index.tell(event)) {
      yield problem(twice);
      return;
    }
    const expanded = this.#expand(event, item.calendar);
    if (expanded === null) return;
    if (expanded.hard) this.#hard++;
    for (const occurrence of expanded.occurrences)
      if (inRange(occurrence)) yield { kind: "occurrence", position, occurrence };
    if (expanded.problem === null && expanded.occurrences.length === 0)
      yield { kind: "passedOver", what: "series without meetings" };
    if (expanded.problem !== null) yield problem(expanded.problem);
    else if (expanded.occurrences.some((one) => !inRange(one))) yield problem(outside);
  }

  #expand(event: CalendarEvent, calendar: number): ExpandedEvent | null {
    const zones = this.#zonesOf(calendar);
    const { horizonMs, limits } = this.#options;
    if (event.recurrenceId !== null) {
      const seriesVersion = this.#index.seriesVersion(event.uid);
      // Told by its series; without one it says what it can, of one occurrence.
      if (event.thisAndFuture && seriesVersion > 0) return null;
      return expandChanged(event, event.recurrenceId, zones, seriesVersion);
    }
    if (!isSeries(event)) return expandSingle(event, zones);
    const less = this.#hard < limits.hardRules ? 1 : this.#hard < limits.hardRules * 100 ? 100 : 10_000;
    const occurrences = Math.ceil(limits.occurrences / less);
    const steps = Math.ceil(limits.ruleSteps / less);
    const bounds = { horizonMs, limits: { ...limits, occurrences }, steps };
    return expandSeries(event, this.#index.changesOf(event.uid), zones, bounds);
  }

  #zonesOf(calendar: number): ZoneTable {
    if (this.#zones?.calendar === calendar) return this.#zones.table;
    const table = makeZoneTable(this.#index.zonesOf(calendar), this.#options.own, this.unknown);
    this.#zones = { calendar, table };
    return table;
  }
}

/**
 * The meetings of one calendar file: every single one, every occurrence of every series up to the horizon, every
 * changed one once, in the order of the file; what cannot be read is a problem with its place and reason. Goes
 * through the file twice, because a change may stand before its series and a zone behind its events; holds what
 * `CalendarIndex` says and one event at a time. `items` begins anew each time it is called.
 */
export async function* readCalendar(
  items: () => AsyncIterable<FileItem>,
  options: ReadCalendarOptions,
): AsyncGenerator<CalendarFound> {
  const index = await indexOf(items());
  const expander = new Expander(index, options);
  for await (const item of items()) {
    if (item.kind === "event") yield* expander.expand(item);
    else if (item.kind === "calendar") yield { kind: "calendar" };
    else if (item.kind !== "zone") yield item;
  }
  for (const tzid of expander.unknown) yield { kind: "unknownZone", tzid };
}
