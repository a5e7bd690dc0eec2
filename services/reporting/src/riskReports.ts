import type { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import type { ModelAnswer, ModelsAnswer } from "@rapport/contracts/http/risk/Models";
import type { ClientRiskAnswer, RiskPage } from "@rapport/contracts/http/risk/Risk";
import type { WhatChangedAnswer } from "@rapport/contracts/http/risk/WhatChanged";
import type { KnownAtError } from "@rapport/runtime/known/KnownWarehouses";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type Report, report } from "./commandReports.ts";
import { backtestCsv, backtestTable } from "./render/risk/backtest.ts";
import { modelCsv, modelsCsv, modelsTable, modelTable } from "./render/risk/models.ts";
import { clientRiskCsv, clientRiskTable, riskCsv, riskTable } from "./render/risk/risk.ts";
import { whatChangedCsv, whatChangedTable } from "./render/risk/whatChanged.ts";
import type { InvalidCursor, InvalidSpan, UnknownClient, UnknownModel } from "./ReportErrors.ts";
import { Reports } from "./Reports.ts";
import type { BacktestRequest, RiskRequest, WhatChangedRequest } from "./risk/RiskReads.ts";

/** `rapport report risk`. JSON is that of `GET /v1/risk`. */
export const reportRisk = (
  request: RiskRequest,
): Effect.Effect<Report<RiskPage>, WarehouseError | InvalidCursor, Reports> =>
  Effect.gen(function* () {
    const page = yield* (yield* Reports).risk({ limit: Number.MAX_SAFE_INTEGER, ...request });
    return yield* report(page, { table: riskTable, csv: riskCsv });
  });

/** `rapport report risk --client NAME`. JSON is that of `GET /v1/clients/{id}/risk`. */
export const reportClientRisk = (
  id: string,
  asOf?: string,
): Effect.Effect<Report<ClientRiskAnswer>, WarehouseError | UnknownClient, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).clientRisk(id, asOf);
    return yield* report(answer, { table: clientRiskTable, csv: clientRiskCsv });
  });

/** `rapport backtest`. JSON is that of `GET /v1/backtest`. */
export const reportBacktest = (
  request: BacktestRequest,
): Effect.Effect<Report<BacktestAnswer>, WarehouseError, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).backtest(request);
    return yield* report(answer, { table: backtestTable, csv: backtestCsv });
  });

/** `rapport report changed --since DAY`. JSON is that of `GET /v1/what-changed`. */
export const reportWhatChanged = (
  request: WhatChangedRequest,
): Effect.Effect<Report<WhatChangedAnswer>, WarehouseError | InvalidSpan | KnownAtError, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).whatChanged(request);
    return yield* report(answer, { table: whatChangedTable, csv: whatChangedCsv });
  });

/** `rapport model list`. JSON is that of `GET /v1/risk-models`. */
export const reportModels = (asOf?: string): Effect.Effect<Report<ModelsAnswer>, WarehouseError, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).riskModels(asOf);
    return yield* report(answer, { table: modelsTable, csv: modelsCsv });
  });

/** `rapport model show MODEL`. JSON is that of `GET /v1/risk-models/{model}`. */
export const reportModel = (
  name: string,
  asOf?: string,
): Effect.Effect<Report<ModelAnswer>, WarehouseError | UnknownModel, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).riskModel(name, asOf);
    return yield* report(answer, { table: modelTable, csv: modelCsv });
  });
