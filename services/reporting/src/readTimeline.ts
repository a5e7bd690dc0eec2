import type { TimelineEvent } from "@rapport/contracts/http/Timeline";
import type { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { timelineEvents } from "./figures/timelineEvents.ts";
import { sightings, timelineMessages } from "./queries/Timeline.ts";

interface TimelineRead {
  readonly party: string;
  readonly until: string;
  readonly limit: number;
  /** Effective time (ms) and event id of the last event already shown. */
  readonly before: readonly [number, string] | null;
}

/** Later than any event. */
const listTop = [Number.MAX_SAFE_INTEGER, ""] as const;

/** One page of a party's events, newest first; `next` is the place to go on from, null at the end. */
export const readTimeline = Effect.fnUntraced(function* (
  warehouse: WarehouseReader["Service"],
  read: TimelineRead,
) {
  const [beforeMs, beforeId] = read.before ?? listTop;
  const rows = yield* warehouse.query(timelineMessages, {
    party: read.party,
    until: read.until,
    beforeMs,
    beforeId,
    // One more than asked for tells whether there is a next page.
    limit: read.limit + 1,
  });
  const shown = rows.slice(0, read.limit);
  const last = shown.at(-1);
  const places =
    shown.length === 0 ? [] : yield* warehouse.query(sightings, { ids: shown.map((r) => r.event_id) });
  const items: ReadonlyArray<TimelineEvent> = timelineEvents(shown, places);
  const next: readonly [number, string] | null =
    rows.length > read.limit && last !== undefined ? [last.effective_ms, last.event_id] : null;
  return { items: [...items], next };
});
