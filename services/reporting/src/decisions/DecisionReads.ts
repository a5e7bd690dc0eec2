import type { LadderPage } from "@rapport/contracts/http/decisions/Ladder";
import type { MaintenanceAnswer } from "@rapport/contracts/http/decisions/Maintenance";
import type { QuadrantAnswer } from "@rapport/contracts/http/decisions/Quadrant";
import type { WhatIfAnswer } from "@rapport/contracts/http/decisions/WhatIf";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Effect } from "effect";
import type { SpanRequest } from "../economics/Span.ts";
import type { InvalidCurrency, InvalidCursor, InvalidSpan, UnknownClient } from "../ReportErrors.ts";
import type { LadderRequest } from "./readLadder.ts";
import type { InvalidQuestion } from "./WhatIfErrors.ts";
import type { WhatIfRequest } from "./whatIfQuestion.ts";

/** What to do about clients: read alone; people decide, by events of the directory. */
export interface DecisionReads {
  /** Risk against net contribution over a span of days, each client in one cell. */
  quadrant(
    request: SpanRequest,
  ): Effect.Effect<QuadrantAnswer, WarehouseError | InvalidSpan | InvalidCurrency>;
  /** What could be done about each client, valued on the same draws. */
  ladder(request: LadderRequest): Effect.Effect<LadderPage, WarehouseError | UnknownClient | InvalidCursor>;
  /** How much there is to maintain in each client, and whose doing that is. */
  maintenance(request: {
    readonly asOf?: string | undefined;
  }): Effect.Effect<MaintenanceAnswer, WarehouseError>;
  /** What would become of a year if a client were dropped, repriced, capped, moved or handed over. */
  whatIf(
    id: string,
    request: WhatIfRequest,
  ): Effect.Effect<WhatIfAnswer, WarehouseError | UnknownClient | InvalidQuestion>;
}
