import type { TimelinePage } from "@rapport/contracts/http/Timeline";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { decodeCursor, encodeCursor } from "../figures/cursor.ts";
import { timelineEvents } from "../figures/timelineEvents.ts";
import { organisationName } from "../figures/clientFigures.ts";
import { sightings, timelineMessages } from "../queries/Timeline.ts";
import { InvalidCursor, UnknownClient } from "../ReportErrors.ts";
import type { TimelineRequest } from "../Reports.ts";
import { pageSize } from "./pageSize.ts";
import { resolveParty } from "./readClient.ts";
import { readFirmConfigured } from "./firm.ts";
import type { Warehouse } from "./Warehouse.ts";

/** Effective time (ms) and event id of the last event already shown. */
type Place = readonly [beforeMs: number, beforeId: string];

/** Later than any event. */
const top: Place = [Number.MAX_SAFE_INTEGER, ""];

const placeOf = (cursor: string | undefined): Effect.Effect<Place, InvalidCursor> => {
  if (cursor === undefined) return Effect.succeed(top);
  const [ms, id] = decodeCursor(cursor) ?? [];
  return typeof ms === "number" && Number.isSafeInteger(ms) && typeof id === "string"
    ? Effect.succeed([ms, id])
    : Effect.fail(new InvalidCursor({ cursor }));
};

export const readTimeline = (warehouse: Warehouse) =>
  Effect.fn("Reports.timeline")(function* (
    id: string,
    request: TimelineRequest,
  ): Effect.fn.Return<TimelinePage, WarehouseError | UnknownClient | InvalidCursor> {
    const [beforeMs, beforeId] = yield* placeOf(request.cursor);
    const asOf = yield* resolveAsOf(request.asOf);
    const { party, name } = yield* resolveParty(warehouse, id);
    const limit = request.limit ?? pageSize;
    const [rows, firmConfigured] = yield* Effect.all(
      [
        // One more than asked for tells whether there is a next page.
        warehouse.query(timelineMessages, { party, until: asOf.until, beforeMs, beforeId, limit: limit + 1 }),
        readFirmConfigured(warehouse),
      ],
      { concurrency: 2 },
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    // An unlinked organisation in conversation has messages; past the end of its list there are none.
    if (name === null && last === undefined && request.cursor === undefined)
      return yield* new UnknownClient({ id });
    const places =
      last === undefined ? [] : yield* warehouse.query(sightings, { ids: shown.map((r) => r.event_id) });
    return {
      asOf: asOf.day,
      firmConfigured,
      client: { id: party, name: name ?? organisationName(party) },
      items: [...timelineEvents(shown, places)],
      nextCursor:
        rows.length > limit && last !== undefined ? encodeCursor([last.effective_ms, last.event_id]) : null,
    };
  });
