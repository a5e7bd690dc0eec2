import type { AlertsAnswer } from "@rapport/contracts/http/alerts/Alerts";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Effect } from "effect";
import type { InvalidCursor } from "../ReportErrors.ts";

export interface AlertsRequest {
  readonly asOf?: string | undefined;
  /** Only alerts raised on this day or later. */
  readonly from?: string | undefined;
  /** `true`: only what still stands. */
  readonly standing?: "true" | "false" | undefined;
  readonly state?: AlertsAnswer["items"][number]["state"] | undefined;
  readonly kind?: AlertsAnswer["items"][number]["kind"] | undefined;
  readonly owner?: string | undefined;
  /** Rows per page, 50 when absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  /** Leave out the events behind reasons, which take a question each. Default: they are there. */
  readonly withoutEvents?: boolean;
}

/** Reports of alerts. */
export interface AlertReads {
  /** Changes of clients' states, told or not, newest first. */
  alerts(request: AlertsRequest): Effect.Effect<AlertsAnswer, WarehouseError | InvalidCursor>;
}
