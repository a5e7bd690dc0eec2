import type {
  WhaleCurveAnswer,
  WhaleMeasure,
  WhalePoint,
} from "@rapport/contracts/http/economics/WhaleCurve";
import { concentration } from "@rapport/domain/economics/money/concentration";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCurrency, InvalidSpan } from "../ReportErrors.ts";
import { inCurrency } from "./inCurrency.ts";
import { readHead } from "./readHead.ts";
import { resolveSpan, type SpanRequest } from "./Span.ts";
import { whaleCurvePoints, whaleElsewhere, type WhalePointRow } from "./whaleQueries.ts";

export interface WhaleCurveRequest extends SpanRequest {
  /** `contribution` when absent. */
  readonly on?: WhaleMeasure | undefined;
}

const orNull = (text: string): string | null => (text === "" ? null : text);

const pointOf = (row: WhalePointRow): WhalePoint => ({
  rank: row.rank,
  id: row.client,
  name: row.name,
  owner: orNull(row.owner),
  ownerName: orNull(row.owner_name),
  segment: orNull(row.segment),
  amountMinor: row.amount_minor,
  cumulativeMinor: row.cumulative_minor,
  cumulativeLowMinor: row.cumulative_low_minor,
  cumulativeHighMinor: row.cumulative_high_minor,
  clientsPercent: row.clients_percent,
  cumulativePercent: row.cumulative_percent,
});

/** The first highest point above 0. */
const peakOf = (points: ReadonlyArray<WhalePoint>): WhalePoint | null => {
  let peak: WhalePoint | null = null;
  for (const point of points) if (point.cumulativeMinor > (peak?.cumulativeMinor ?? 0)) peak = point;
  return peak;
};

/** Clients from the most to the least over a span of days, and how much hangs on few. */
export const readWhaleCurve = (warehouse: Warehouse) =>
  Effect.fn("Reports.whaleCurve")(function* (
    request: WhaleCurveRequest,
  ): Effect.fn.Return<WhaleCurveAnswer, WarehouseError | InvalidSpan | InvalidCurrency> {
    const span = yield* resolveSpan(request);
    const on = request.on ?? "contribution";
    const params = { from: span.from, last: span.last, on };
    const [head, rows, elsewhere] = yield* Effect.all(
      [
        readHead(warehouse, span),
        warehouse.query(whaleCurvePoints[on], { from: span.from, last: span.last }),
        warehouse.query(whaleElsewhere, params),
      ],
      { concurrency: "unbounded" },
    );
    const points = rows.map(pointOf);
    return yield* inCurrency(
      warehouse,
      request.currency,
    )({
      ...head,
      on,
      totalMinor: points.at(-1)?.cumulativeMinor ?? 0,
      peak: peakOf(points),
      concentration: concentration(points.map(({ id, amountMinor }) => ({ party: id, minor: amountMinor }))),
      points,
      elsewhere: elsewhere.map((row) => ({ state: row.state, amountMinor: row.amount_minor })),
    });
  });
