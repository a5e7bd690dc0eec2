import type { TrendsAnswer } from "@rapport/contracts/http/views/Trends";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Effect } from "effect";
import type { InvalidCurrency, InvalidSpan, UnknownClient } from "../ReportErrors.ts";
import type { TrendsRequest } from "./readTrends.ts";

/** What analysts read besides the lists. */
export interface ViewReads {
  /** One figure of every row of a list, month by month. */
  trends(
    request: TrendsRequest,
  ): Effect.Effect<TrendsAnswer, WarehouseError | UnknownClient | InvalidSpan | InvalidCurrency>;
}
