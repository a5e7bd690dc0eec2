import type { ProfitabilityOrder } from "@rapport/contracts/http/EconomicsApi";
import type {
  ProfitabilityFigures,
  ProfitabilityPage,
} from "@rapport/contracts/http/economics/Profitability";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCurrency, InvalidCursor, InvalidSpan, UnknownClient } from "../ReportErrors.ts";
import { inCurrency } from "./inCurrency.ts";
import { contributionIntervals } from "./intervalQueries.ts";
import { contributionInterval, profitabilityFigures } from "./profitabilityFigures.ts";
import { type ListKind, readEconomicsList } from "./readEconomicsList.ts";
import type { SelectionRequest } from "./Selection.ts";
import { type ProfitabilitySums, profitabilitySums } from "./sumQueries.ts";

export interface ProfitabilityRequest extends SelectionRequest {
  /** `contributionMinor` when absent; of months the month. */
  readonly sort?: ProfitabilityOrder | undefined;
}

const kind: ListKind<ProfitabilitySums, ProfitabilityFigures> = {
  sums: profitabilitySums,
  intervals: contributionIntervals,
  figures: profitabilityFigures,
  within: (figures, row, interval) => ({
    ...figures,
    ...contributionInterval(interval, row?.outside ?? false),
  }),
};

/** Revenue, cost to serve and net contribution over a span of days. */
export const readProfitability = (warehouse: Warehouse) =>
  Effect.fn("Reports.profitability")(function* (
    request: ProfitabilityRequest,
  ): Effect.fn.Return<
    ProfitabilityPage,
    WarehouseError | UnknownClient | InvalidCursor | InvalidSpan | InvalidCurrency
  > {
    const by = request.sort ?? (request.groupBy === "month" ? "name" : "contributionMinor");
    const order = request.order ?? (by === "name" ? "asc" : "desc");
    const page = yield* readEconomicsList(warehouse, kind, { ...request, by, descending: order === "desc" });
    return yield* inCurrency(warehouse, request.currency)(page);
  });
