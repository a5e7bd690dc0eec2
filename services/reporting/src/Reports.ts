import type { ClientSort } from "@rapport/contracts/http/Api";
import type { ClientAnswer, ClientFigures, ClientPage } from "@rapport/contracts/http/ClientFigures";
import type { CoverageAnswer } from "@rapport/contracts/http/Coverage";
import type { FreshnessAnswer, SourcesAnswer } from "@rapport/contracts/http/Freshness";
import type { TimelinePage } from "@rapport/contracts/http/Timeline";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Clock, Context, Data, Effect, Layer } from "effect";
import { isoMoment, resolveAsOf } from "./AsOf.ts";
import { orderClients, searchClients } from "./figures/clientOrder.ts";
import { coverageFigures } from "./figures/coverageFigures.ts";
import { decodeCursor, encodeCursor } from "./figures/cursor.ts";
import { readClients } from "./readClients.ts";
import { readSources } from "./readSources.ts";
import { readTimeline } from "./readTimeline.ts";
import { ProjectorLag } from "./ProjectorLag.ts";
import { coverageQueue, coverageStates } from "./queries/Coverage.ts";
import { canonicalClient, firmConfigured } from "./queries/Directory.ts";
import { freshness } from "./queries/Freshness.ts";

/** No client and no unlinked organisation in conversation has this id. */
export class UnknownClient extends Data.TaggedError("UnknownClient")<{ readonly id: string }> {
  override get message() {
    return `there is no client ${this.id}; clients are listed by \`rapport report clients\``;
  }
}

/** The cursor was not made by the page before, or the list has changed under it. */
export class InvalidCursor extends Data.TaggedError("InvalidCursor")<{ readonly cursor: string }> {
  override get message() {
    return `the cursor ${this.cursor} is not from the page before: start again without one`;
  }
}

export interface ClientsRequest {
  readonly asOf?: string | undefined;
  readonly search?: string | undefined;
  readonly sort?: ClientSort | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}
export interface TimelineRequest {
  readonly asOf?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export const defaultPageSize = 50;
const queueLength = 100;

/**
 * All reports, each computed from the warehouse's views at the time of asking. The API, the page and the
 * command line call these and nothing else, so they agree. `asOf`: see docs/metrics.md; it must be a valid
 * date, today when absent. Every call may fail with `WarehouseError`.
 */
export class Reports extends Context.Service<
  Reports,
  {
    clients(request: ClientsRequest): Effect.Effect<ClientPage, WarehouseError | InvalidCursor>;
    client(id: string, asOf?: string): Effect.Effect<ClientAnswer, WarehouseError | UnknownClient>;
    timeline(
      id: string,
      request: TimelineRequest,
    ): Effect.Effect<TimelinePage, WarehouseError | UnknownClient | InvalidCursor>;
    coverage(asOf?: string): Effect.Effect<CoverageAnswer, WarehouseError>;
    readonly freshness: Effect.Effect<FreshnessAnswer, WarehouseError>;
    readonly sources: Effect.Effect<SourcesAnswer, WarehouseError>;
    readonly ready: Effect.Effect<void, WarehouseError>;
  }
>()("@rapport/reporting/Reports") {}

/** The page of an ordered list after the item the cursor names. */
const pageOf = (
  ordered: ReadonlyArray<ClientFigures>,
  request: ClientsRequest,
): Effect.Effect<Pick<ClientPage, "items" | "nextCursor">, InvalidCursor> =>
  Effect.suspend(() => {
    const limit = request.limit ?? defaultPageSize;
    let start = 0;
    if (request.cursor !== undefined) {
      const after = decodeCursor(request.cursor)?.[0];
      start = ordered.findIndex((c) => c.id === after) + 1;
      if (start === 0) return Effect.fail(new InvalidCursor({ cursor: request.cursor }));
    }
    const items = ordered.slice(start, start + limit);
    const last = items.at(-1);
    const more = start + limit < ordered.length && last !== undefined;
    return Effect.succeed({ items, nextCursor: more ? encodeCursor([last.id]) : null });
  });

const make = Effect.gen(function* () {
  const warehouse = yield* WarehouseReader;
  const projectorLag = yield* ProjectorLag;

  const configured = Effect.map(warehouse.query(firmConfigured, {}), ([firm]) => firm?.configured ?? false);

  const clients = Effect.fn("Reports.clients")(function* (request: ClientsRequest) {
    const asOf = yield* resolveAsOf(request.asOf);
    const [all, firm] = yield* Effect.all([readClients(warehouse, asOf), configured], { concurrency: 2 });
    const found = request.search === undefined ? all : searchClients(all, request.search);
    const page = yield* pageOf(orderClients(found, request.sort ?? "-messages"), request);
    return { asOf: asOf.day, firmConfigured: firm, total: found.length, ...page };
  });

  const client = Effect.fn("Reports.client")(function* (id: string, day?: string) {
    const asOf = yield* resolveAsOf(day);
    const [all, firm, canonical] = yield* Effect.all(
      [readClients(warehouse, asOf), configured, warehouse.query(canonicalClient, { id })],
      { concurrency: "unbounded" },
    );
    const wanted = canonical[0]?.canonical_id ?? id;
    const found =
      all.find((c) => c.id === wanted) ?? all.find((c) => c.name.toLowerCase() === id.toLowerCase());
    if (found === undefined) return yield* new UnknownClient({ id });
    return { asOf: asOf.day, firmConfigured: firm, client: found };
  });

  const timeline = Effect.fn("Reports.timeline")(function* (id: string, request: TimelineRequest) {
    const asOf = yield* resolveAsOf(request.asOf);
    const answer = yield* client(id, asOf.day);
    const place = request.cursor === undefined ? [] : decodeCursor(request.cursor);
    const [beforeMs, beforeId] = place ?? [];
    if (request.cursor !== undefined && (typeof beforeMs !== "number" || typeof beforeId !== "string"))
      return yield* new InvalidCursor({ cursor: request.cursor });
    const page = yield* readTimeline(warehouse, {
      party: answer.client.id,
      until: asOf.until,
      limit: request.limit ?? defaultPageSize,
      before: typeof beforeMs === "number" && typeof beforeId === "string" ? [beforeMs, beforeId] : null,
    });
    return {
      asOf: asOf.day,
      firmConfigured: answer.firmConfigured,
      client: { id: answer.client.id, name: answer.client.name },
      items: page.items,
      nextCursor: page.next === null ? null : encodeCursor(page.next),
    };
  });

  const coverage = Effect.fn("Reports.coverage")(function* (day?: string) {
    const asOf = yield* resolveAsOf(day);
    const [states, queue, firm] = yield* Effect.all(
      [
        warehouse.query(coverageStates, { until: asOf.until }),
        warehouse.query(coverageQueue, { until: asOf.until, limit: queueLength }),
        configured,
      ],
      { concurrency: "unbounded" },
    );
    return { asOf: asOf.day, firmConfigured: firm, ...coverageFigures(states, queue) };
  });

  const fresh = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis;
    const rows = yield* warehouse.query(freshness, {});
    return {
      now: new Date(now).toISOString(),
      sources: rows.map((row) => ({
        connector: row.connector,
        account: row.account,
        records: row.records,
        lastEventAt: isoMoment(row.last_event_ms),
        lastRecordedAt: new Date(row.last_recorded_ms).toISOString(),
        lagSeconds: Math.max(0, Math.round((now - row.last_recorded_ms) / 1000)),
      })),
      projectorLagRecords: yield* projectorLag,
    };
  }).pipe(Effect.withSpan("Reports.freshness"));

  return Reports.of({
    clients,
    client,
    timeline,
    coverage,
    freshness: fresh,
    sources: readSources(warehouse).pipe(Effect.withSpan("Reports.sources")),
    ready: warehouse.ping,
  });
});

/** Reports on a warehouse. */
export const ReportsLive: Layer.Layer<Reports, never, WarehouseReader> = Layer.effect(Reports, make);
