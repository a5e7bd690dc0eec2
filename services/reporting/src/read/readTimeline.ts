import type { TimelineKind, TimelinePage } from "@rapport/contracts/http/Timeline";
import { timelineKinds } from "@rapport/contracts/http/Timeline";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type AsOf, resolveAsOf } from "../AsOf.ts";
import { organisationName } from "../figures/clientFigures.ts";
import { decodeCursor, encodeCursor } from "../figures/cursor.ts";
import { type AnyTimelineRow, timelineEvents } from "../figures/timelineEvents.ts";
import { sightings, timelineMessages } from "../queries/Timeline.ts";
import {
  timelineMeetings,
  timelineMoney,
  timelineTickets,
  timelineTime,
} from "../queries/TimelineSources.ts";
import { InvalidCursor, UnknownClient } from "../ReportErrors.ts";
import type { TimelineRequest } from "../ReportRequests.ts";
import { readFirmConfigured } from "./firm.ts";
import { pageSize } from "./pageSize.ts";
import { resolveParty } from "./readClient.ts";
import { readFilled, rowsIf } from "./readFilled.ts";
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

interface Wanted {
  readonly party: string;
  readonly until: string;
  readonly beforeMs: number;
  readonly beforeId: string;
  readonly limit: number;
}

/** What reads the rows of each kind, newest first. */
const readers = (
  warehouse: Warehouse,
  wanted: Wanted,
  at: string,
): Readonly<Record<TimelineKind, Effect.Effect<ReadonlyArray<AnyTimelineRow>, WarehouseError>>> => {
  const of = <K extends AnyTimelineRow["kind"], Row, E>(
    kind: K,
    rows: Effect.Effect<ReadonlyArray<Row>, E>,
  ) => Effect.map(rows, (found) => found.map((row) => ({ kind, row })));
  return {
    message: of("message", warehouse.query(timelineMessages, { ...wanted })),
    ticket: of("ticket", warehouse.query(timelineTickets, { ...wanted })),
    meeting: of("meeting", warehouse.query(timelineMeetings, { ...wanted, at })),
    money: of("money", warehouse.query(timelineMoney, { ...wanted })),
    time: of("time", warehouse.query(timelineTime, { ...wanted })),
  };
};

/** Newest first, ids as the warehouse compares them. */
const later = ({ row: a }: AnyTimelineRow, { row: b }: AnyTimelineRow): number =>
  b.effective_ms - a.effective_ms || (a.event_id < b.event_id ? 1 : a.event_id > b.event_id ? -1 : 0);

const readRows = (
  warehouse: Warehouse,
  asOf: AsOf,
  wanted: Omit<Wanted, "until">,
  kind: TimelineKind | undefined,
): Effect.Effect<ReadonlyArray<AnyTimelineRow>, WarehouseError> => {
  const read = readers(warehouse, { ...wanted, until: asOf.until }, asOf.at);
  const kinds = kind === undefined ? timelineKinds.filter((one) => one !== "time") : [kind];
  return readFilled(warehouse).pipe(
    Effect.flatMap((filled) =>
      Effect.forEach(kinds, (one) => rowsIf(filled[one], read[one]), { concurrency: "unbounded" }),
    ),
    Effect.map((found) => found.flat().toSorted(later)),
  );
};

export const readTimeline = (warehouse: Warehouse) =>
  Effect.fn("Reports.timeline")(function* (
    id: string,
    request: TimelineRequest,
  ): Effect.fn.Return<TimelinePage, WarehouseError | UnknownClient | InvalidCursor> {
    const [beforeMs, beforeId] = yield* placeOf(request.cursor);
    const asOf = yield* resolveAsOf(request.asOf);
    const { party, name, kind } = yield* resolveParty(warehouse, id);
    const limit = request.limit ?? pageSize;
    // One more than asked for tells whether there is a next page.
    const wanted = { party, beforeMs, beforeId, limit: limit + 1 };
    const [rows, firmConfigured] = yield* Effect.all(
      [readRows(warehouse, asOf, wanted, request.kind), readFirmConfigured(warehouse)],
      { concurrency: 2 },
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1)?.row;
    // A party that no client claims is known by its events; past the end of its list there are none.
    if (name === null && last === undefined && request.cursor === undefined && request.kind === undefined) {
      const entries = yield* readRows(warehouse, asOf, { ...wanted, limit: 1 }, "time");
      if (entries.length === 0) return yield* new UnknownClient({ id });
    }
    const places =
      last === undefined ? [] : yield* warehouse.query(sightings, { ids: shown.map((r) => r.row.event_id) });
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      client: { id: party, name: name ?? organisationName(party), kind },
      items: [...timelineEvents(shown, places)],
      nextCursor:
        rows.length > limit && last !== undefined ? encodeCursor([last.effective_ms, last.event_id]) : null,
    };
  });
