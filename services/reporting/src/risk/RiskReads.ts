import type { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import type { RiskBand } from "@rapport/contracts/http/risk/head";
import type { ModelAnswer, ModelsAnswer } from "@rapport/contracts/http/risk/Models";
import type { ClientRiskAnswer, RiskPage } from "@rapport/contracts/http/risk/Risk";
import type { WhatChangedAnswer } from "@rapport/contracts/http/risk/WhatChanged";
import type { OwnWord } from "@rapport/domain/backtest/ownList";
import type { KnownAtError } from "@rapport/runtime/known/KnownWarehouses";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Effect } from "effect";
import type { InvalidCursor, InvalidSpan, UnknownClient, UnknownModel } from "../ReportErrors.ts";

export interface RiskRequest {
  readonly asOf?: string | undefined;
  readonly band?: RiskBand | undefined;
  /** A member's id. */
  readonly owner?: string | undefined;
  readonly segment?: string | undefined;
  /** Rows per page, 50 when absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}
export interface BacktestRequest {
  readonly asOf?: string | undefined;
  /** 13 when absent. */
  readonly horizonWeeks?: number | undefined;
  /** Of clients, how many can be looked at; 10 when absent. */
  readonly budgetPercent?: number | undefined;
  /** The firm's own list instead of its people's verdicts. */
  readonly ownList?: ReadonlyArray<OwnWord> | undefined;
}
export interface WhatChangedRequest {
  readonly asOf?: string | undefined;
  /** The day before, `YYYY-MM-DD`. */
  readonly since: string;
}

/** What reports say about who is likely to leave. */
export interface RiskReads {
  /** Clients by how likely they are to give notice, with reasons. */
  risk(request: RiskRequest): Effect.Effect<RiskPage, WarehouseError | InvalidCursor>;
  /** One client's score and everything it adds up from. */
  clientRisk(id: string, asOf?: string): Effect.Effect<ClientRiskAnswer, WarehouseError | UnknownClient>;
  /** How well it was foretold who leaves. */
  backtest(request: BacktestRequest): Effect.Effect<BacktestAnswer, WarehouseError>;
  /** What moved each client's risk since a day. May have to put together what was known then. */
  whatChanged(
    request: WhatChangedRequest,
  ): Effect.Effect<WhatChangedAnswer, WarehouseError | InvalidSpan | KnownAtError>;
  /** The models that scores were and are made with. */
  riskModels(asOf?: string): Effect.Effect<ModelsAnswer, WarehouseError>;
  /** One of them by its name, or `current`. */
  riskModel(name: string, asOf?: string): Effect.Effect<ModelAnswer, WarehouseError | UnknownModel>;
}
