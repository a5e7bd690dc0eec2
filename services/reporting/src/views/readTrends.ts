import { HolderState } from "@rapport/contracts/http/economics/head";
import type { TrendFigure, TrendsAnswer } from "@rapport/contracts/http/views/Trends";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { inCurrency } from "../economics/inCurrency.ts";
import { readHead } from "../economics/readHead.ts";
import { lineParamsOf, type SelectionRequest } from "../economics/Selection.ts";
import { resolveSpan } from "../economics/Span.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCurrency, InvalidSpan, UnknownClient } from "../ReportErrors.ts";
import { monthsOf } from "./monthsOf.ts";
import { trendQuery } from "./trendQueries.ts";

export interface TrendsRequest extends SelectionRequest {
  /** `contributionMinor` when absent. */
  readonly figure?: TrendFigure | undefined;
}

/** What every row's figure is made of, month by month. */
export const readTrends = (warehouse: Warehouse) =>
  Effect.fn("Reports.trends")(function* (
    request: TrendsRequest,
  ): Effect.fn.Return<TrendsAnswer, WarehouseError | UnknownClient | InvalidSpan | InvalidCurrency> {
    const span = yield* resolveSpan(request);
    const figure = request.figure ?? "contributionMinor";
    const params = yield* lineParamsOf(warehouse, span, request);
    const [head, rows] = yield* Effect.all(
      [readHead(warehouse, span), warehouse.query(trendQuery(request.groupBy ?? "client", figure), params)],
      { concurrency: "unbounded" },
    );
    const months = monthsOf(span.from, span.to);
    const items = rows.map((row) => {
      const amounts = new Map(row.months.map((month, n) => [month, row.amounts[n] ?? 0]));
      return {
        id: row.id,
        state: HolderState.options.find((state) => state === row.line_state) ?? null,
        valuesMinor: months.map((month) => ({ amountMinor: amounts.get(month) ?? 0 })),
      };
    });
    // Amounts are converted by their name, as in every other answer; seconds are in no currency.
    const isMoney = figure.endsWith("Minor");
    const shown = yield* inCurrency(warehouse, request.currency)({ ...head, rows: isMoney ? items : [] });
    const { rows: converted, ...shownHead } = shown;
    return {
      ...shownHead,
      figure,
      months: [...months],
      items: (isMoney ? converted : items).map(({ id, state, valuesMinor }) => ({
        id,
        state,
        values: valuesMinor.map(({ amountMinor }) => amountMinor),
      })),
    };
  });
