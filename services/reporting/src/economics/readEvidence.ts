import type { EvidenceItem, EvidenceMetric, EvidencePage } from "@rapport/contracts/http/economics/Evidence";
import type { HolderState } from "@rapport/contracts/http/economics/head";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { organisationName } from "../figures/clientFigures.ts";
import { decodeCursor, encodeCursor } from "../figures/cursor.ts";
import { type SightingRow, sightings } from "../queries/Timeline.ts";
import { pageSize } from "../read/pageSize.ts";
import { resolveParty } from "../read/readClient.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { InvalidCursor, type InvalidSpan, UnknownClient } from "../ReportErrors.ts";
import { metricSums } from "./evidenceMetrics.ts";
import {
  type EvidenceEventRow,
  evidenceEvents,
  evidenceItems,
  type EvidenceRow,
  evidenceSums,
} from "./evidenceQueries.ts";
import { readHead } from "./readHead.ts";
import { resolveSpan, type SpanRequest } from "./Span.ts";

export interface EvidenceRequest extends SpanRequest {
  /** Which rows of a party that stands in two states; the usual one of its kind when absent. */
  readonly state?: HolderState | undefined;
  readonly metric: EvidenceMetric;
  /** Items per page, 50 when absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

interface HolderOf {
  readonly state: HolderState;
  readonly party: string;
  readonly name: string;
}

/** What is nobody's, by the words that stand for it where no client has such a name. */
const nobodys: ReadonlyArray<HolderState> = ["internal", "unused", "unattributed"];

const resolveHolder = (
  warehouse: Warehouse,
  id: string,
): Effect.Effect<HolderOf, WarehouseError | UnknownClient> =>
  resolveParty(warehouse, id).pipe(
    Effect.map(({ party, name, kind }) => ({ state: kind, party, name: name ?? organisationName(party) })),
    Effect.catchTag("UnknownClient", (unknown) => {
      const state = nobodys.find((one) => one === id);
      return state === undefined ? Effect.fail(unknown) : Effect.succeed({ state, party: "", name: state });
    }),
  );

/** The place of the last item already given. */
interface Place {
  readonly afterDay: string;
  readonly afterEvent: string;
  readonly afterCategory: string;
  readonly afterMeasured: number;
  readonly afterCurrency: string;
}
const start: Place = {
  afterDay: "1900-01-01",
  afterEvent: "",
  afterCategory: "",
  afterMeasured: 0,
  afterCurrency: "",
};

const placeOf = (cursor: string | undefined): Effect.Effect<Place, InvalidCursor> => {
  if (cursor === undefined) return Effect.succeed(start);
  const [day, event, category, measured, currency] = decodeCursor(cursor) ?? [];
  return typeof day === "string" &&
    /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    typeof event === "string" &&
    typeof category === "string" &&
    (measured === 0 || measured === 1) &&
    typeof currency === "string"
    ? Effect.succeed({
        afterDay: day,
        afterEvent: event,
        afterCategory: category,
        afterMeasured: measured,
        afterCurrency: currency,
      })
    : Effect.fail(new InvalidCursor({ cursor }));
};
const cursorAt = (row: EvidenceRow): string =>
  encodeCursor([row.day_text, row.event, row.category, row.measured ? 1 : 0, row.own_currency]);

/** Unused capacity comes of no event: its id is all zero bytes. */
const isNoEvent = (event: string): boolean => /^[\0]*$/.test(event);

const orNull = (text: string | undefined): string | null => (text === undefined || text === "" ? null : text);

const itemOf = (
  row: EvidenceRow,
  event: EvidenceEventRow | undefined,
  places: ReadonlyArray<SightingRow>,
): EvidenceItem => ({
  day: row.day_text,
  category: row.category,
  measured: row.measured,
  amount: row.amount,
  eventId: isNoEvent(row.event) ? null : row.event,
  type: orNull(event?.type),
  occurredAt: event === undefined ? null : new Date(event.occurred_ms).toISOString(),
  messageId: orNull(event?.message_id),
  ticket: orNull(event?.ticket),
  number: orNull(event?.number),
  document: orNull(event?.document),
  own: row.own_currency === "" ? null : { currency: row.own_currency, amountMinor: row.own_minor },
  sources: places.map(({ connector, account, file, position }) => ({ connector, account, file, position })),
});

const withEvents = (
  warehouse: Warehouse,
  rows: ReadonlyArray<EvidenceRow>,
): Effect.Effect<Array<EvidenceItem>, WarehouseError> =>
  Effect.gen(function* () {
    const ids = [...new Set(rows.map(({ event }) => event))].filter((event) => !isNoEvent(event));
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined || ids.length === 0)
      return rows.map((row) => itemOf(row, undefined, []));
    const [events, places] = yield* Effect.all(
      [
        warehouse.query(evidenceEvents, { ids, firstDay: first.day_text, lastDay: last.day_text }),
        warehouse.query(sightings, { ids }),
      ],
      { concurrency: 2 },
    );
    const eventOf = new Map(events.map((event) => [event.event, event]));
    const placesOf = Map.groupBy(places, (place) => place.event_id);
    return rows.map((row) => itemOf(row, eventOf.get(row.event), placesOf.get(row.event) ?? []));
  });

/** The events that a figure of a client, or of what is nobody's, is the sum of, page by page. */
export const readEvidence = (warehouse: Warehouse) =>
  Effect.fn("Reports.evidence")(function* (
    id: string,
    request: EvidenceRequest,
  ): Effect.fn.Return<EvidencePage, WarehouseError | UnknownClient | InvalidCursor | InvalidSpan> {
    const place = yield* placeOf(request.cursor);
    const span = yield* resolveSpan(request);
    const { party, name, ...holder } = yield* resolveHolder(warehouse, id);
    const state = request.state ?? holder.state;
    const { metric, limit = pageSize } = request;
    const wanted = { state, party, from: span.from, last: span.last };
    const [head, categories, rows] = yield* Effect.all(
      [
        readHead(warehouse, span),
        warehouse.query(evidenceSums[metric], wanted),
        // One more than asked for tells whether there is a next page.
        warehouse.query(evidenceItems[metric], { ...wanted, ...place, limit: limit + 1 }),
      ],
      { concurrency: "unbounded" },
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const { unit } = metricSums[metric];
    return {
      ...head,
      client: { id: party, name, state },
      metric,
      unit,
      sum: unit === "own_minor" ? null : categories.reduce((sum, { amount }) => sum + amount, 0),
      total: categories.reduce((total, { items }) => total + items, 0),
      categories: [...categories],
      items: yield* withEvents(warehouse, shown),
      nextCursor: rows.length > limit && last !== undefined ? cursorAt(last) : null,
    };
  });
