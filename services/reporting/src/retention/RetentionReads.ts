import type { RenewalsAnswer } from "@rapport/contracts/http/retention/Renewals";
import type { RetentionAnswer } from "@rapport/contracts/http/retention/Retention";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Effect } from "effect";
import type { InvalidSpan } from "../ReportErrors.ts";

export interface RetentionRequest {
  readonly asOf?: string | undefined;
  /** Days, both included; the twelve months up to that of `to`, which is the as-of day. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
export interface RenewalsRequest {
  readonly asOf?: string | undefined;
  /** Days ahead, 365 when absent. */
  readonly days?: number | undefined;
}

/** Retention, as a part of all reports. */
export interface RetentionReads {
  /** Recurring revenue kept, won, lost and at risk. */
  retention(request: RetentionRequest): Effect.Effect<RetentionAnswer, WarehouseError | InvalidSpan>;
  /** Renewals with their deadlines, and expected invoices of clients without a recurring fee. */
  renewals(request: RenewalsRequest): Effect.Effect<RenewalsAnswer, WarehouseError>;
}
