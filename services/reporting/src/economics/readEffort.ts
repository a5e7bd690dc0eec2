import type { EffortOrder } from "@rapport/contracts/http/EconomicsApi";
import type { EffortFigures, EffortPage } from "@rapport/contracts/http/economics/Effort";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCurrency, InvalidCursor, InvalidSpan, UnknownClient } from "../ReportErrors.ts";
import { inCurrency } from "./inCurrency.ts";
import { effortFigures, effortInterval } from "./effortFigures.ts";
import { effortIntervals } from "./intervalQueries.ts";
import { type ListKind, readEconomicsList } from "./readEconomicsList.ts";
import type { SelectionRequest } from "./Selection.ts";
import { type EffortSums, effortSums } from "./sumQueries.ts";

export interface EffortRequest extends SelectionRequest {
  /** `effortSeconds` when absent; of months the month. */
  readonly sort?: EffortOrder | undefined;
}

const kind: ListKind<EffortSums, EffortFigures> = {
  sums: effortSums,
  intervals: effortIntervals,
  figures: effortFigures,
  within: (figures, _, interval) => ({ ...figures, ...effortInterval(interval) }),
};

/** Our time over a span of days. */
export const readEffort = (warehouse: Warehouse) =>
  Effect.fn("Reports.effort")(function* (
    request: EffortRequest,
  ): Effect.fn.Return<
    EffortPage,
    WarehouseError | UnknownClient | InvalidCursor | InvalidSpan | InvalidCurrency
  > {
    const by = request.sort ?? (request.groupBy === "month" ? "name" : "effortSeconds");
    const order = request.order ?? (by === "name" ? "asc" : "desc");
    const page = yield* readEconomicsList(warehouse, kind, { ...request, by, descending: order === "desc" });
    return yield* inCurrency(warehouse, request.currency)(page);
  });
