import type { CalendarEvent } from "./CalendarEvent.ts";
import type { CalendarTime } from "./CalendarTime.ts";
import type { ZoneTable } from "./zones/ZoneTable.ts";

const dayMs = 86_400_000;

/** Occurrences of a series that are told elsewhere or do not take place. */
export interface StartSet {
  readonly has: (wallMs: number, startMs: number) => boolean;
}

/** Holds starts by their moment; whole days stand for every start on them, by the clock of the series. */
export const makeStartSet = (times: Iterable<CalendarTime>, zones: ZoneTable): StartSet => {
  const moments = new Set<number>();
  const days = new Set<number>();
  for (const time of times) {
    if (time.kind === "date") days.add(time.wallMs);
    else moments.add(zones.moment(time));
  }
  return {
    has: (wallMs, startMs) =>
      moments.has(startMs) || (days.size > 0 && days.has(Math.floor(wallMs / dayMs) * dayMs)),
  };
};

/** What a file says of single occurrences of one series. */
export interface SeriesChanges {
  /** RECURRENCE-ID of every changed occurrence. */
  readonly changed: ReadonlyArray<CalendarTime>;
  /** RANGE=THISANDFUTURE, in the order of their occurrences. */
  readonly ranges: ReadonlyArray<CalendarEvent>;
}

export const noChanges: SeriesChanges = { changed: [], ranges: [] };
