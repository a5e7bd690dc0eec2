import type { RenewalsAnswer } from "@rapport/contracts/http/retention/Renewals";
import type { RetentionAnswer } from "@rapport/contracts/http/retention/Retention";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Effect } from "effect";
import type { SpanRequest } from "../economics/Span.ts";
import type { InvalidCurrency, InvalidSpan } from "../ReportErrors.ts";

export type RetentionRequest = SpanRequest;
export interface RenewalsRequest {
  readonly asOf?: string | undefined;
  /** Days ahead, 365 when absent. */
  readonly days?: number | undefined;
  /** ISO 4217: what amounts are shown in; the reporting currency when absent. */
  readonly currency?: string | undefined;
}

/** Retention, as a part of all reports. */
export interface RetentionReads {
  /** Recurring revenue kept, won, lost and at risk. */
  retention(
    request: RetentionRequest,
  ): Effect.Effect<RetentionAnswer, WarehouseError | InvalidSpan | InvalidCurrency>;
  /** Renewals with their deadlines, and expected invoices of clients without a recurring fee. */
  renewals(request: RenewalsRequest): Effect.Effect<RenewalsAnswer, WarehouseError | InvalidCurrency>;
}
