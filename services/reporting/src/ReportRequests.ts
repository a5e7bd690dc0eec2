import type { ClientSort } from "@rapport/contracts/http/Api";
import type { TimelineKind } from "@rapport/contracts/http/Timeline";

/** What the reports of clients are asked for; `asOf` is a day, today when absent. */
export interface ClientsRequest {
  readonly asOf?: string | undefined;
  readonly search?: string | undefined;
  /** `-messages` when absent. */
  readonly sort?: ClientSort | undefined;
  /** Rows per page, 50 when absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface TimelineRequest {
  readonly asOf?: string | undefined;
  /** Only this; everything but `time` when absent. */
  readonly kind?: TimelineKind | undefined;
  /** Events per page, 50 when absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface ClientMonthsRequest {
  readonly asOf?: string | undefined;
  /** First and last month, `YYYY-MM`, both included; all when absent. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface MonthsRequest extends ClientMonthsRequest {
  /** Rows per page, 500 when absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}
