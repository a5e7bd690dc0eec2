import type { EffortPage } from "@rapport/contracts/http/economics/Effort";
import type { LifetimePage } from "@rapport/contracts/http/economics/LifetimeValue";
import type { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import type { ReconciliationAnswer } from "@rapport/contracts/http/economics/Reconciliation";
import type { WhaleCurveAnswer } from "@rapport/contracts/http/economics/WhaleCurve";
import type { UnattributedAnswer } from "@rapport/contracts/http/Unattributed";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type Report, report } from "./commandReports.ts";
import type { LifetimeRequest } from "./economics/readLifetimeValues.ts";
import type { ReconcileRequest } from "./economics/readReconcile.ts";
import type { EffortRequest } from "./economics/readEffort.ts";
import type { ProfitabilityRequest } from "./economics/readProfitability.ts";
import type { WhaleCurveRequest } from "./economics/readWhaleCurve.ts";
import { effortCsv, effortTable } from "./render/economics/effort.ts";
import { lifetimeCsv, lifetimeTable } from "./render/economics/lifetime.ts";
import { profitabilityCsv, profitabilityTable } from "./render/economics/profitability.ts";
import { reconcileTable } from "./render/economics/reconcile.ts";
import { reconcileCsv } from "./render/economics/reconcileCsv.ts";
import { unattributedCsv, unattributedTable } from "./render/economics/unattributed.ts";
import { whaleCsv, whaleTable } from "./render/economics/whale.ts";
import type { InvalidCurrency, InvalidCursor, InvalidSpan, UnknownClient } from "./ReportErrors.ts";
import { Reports } from "./Reports.ts";

type Refused = WarehouseError | UnknownClient | InvalidCursor | InvalidSpan | InvalidCurrency;

/** Rows on one page, unless fewer are asked for: all of them. */
const all = Number.MAX_SAFE_INTEGER;
/** The engine counts them in 32 bits. */
const mostParties = 1_000_000;

/** `rapport report profitability`. JSON is that of `GET /v1/profitability`. */
export const reportProfitability = (
  request: ProfitabilityRequest,
): Effect.Effect<Report<ProfitabilityPage>, Refused, Reports> =>
  Effect.gen(function* () {
    const page = yield* (yield* Reports).profitability({ limit: all, ...request });
    return yield* report(page, { table: profitabilityTable, csv: profitabilityCsv });
  });

/** `rapport report effort`. JSON is that of `GET /v1/effort`. */
export const reportEffort = (request: EffortRequest): Effect.Effect<Report<EffortPage>, Refused, Reports> =>
  Effect.gen(function* () {
    const page = yield* (yield* Reports).effort({ limit: all, ...request });
    return yield* report(page, { table: effortTable, csv: effortCsv });
  });

/** `rapport report whale`. JSON is that of `GET /v1/whale-curve`. */
export const reportWhaleCurve = (
  request: WhaleCurveRequest,
): Effect.Effect<Report<WhaleCurveAnswer>, WarehouseError | InvalidSpan | InvalidCurrency, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).whaleCurve(request);
    return yield* report(answer, { table: whaleTable, csv: whaleCsv });
  });

/** `rapport report lifetime`. JSON is that of `GET /v1/lifetime-values`. */
export const reportLifetimeValues = (
  request: LifetimeRequest,
): Effect.Effect<Report<LifetimePage>, WarehouseError | InvalidCursor, Reports> =>
  Effect.gen(function* () {
    const page = yield* (yield* Reports).lifetimeValues({ limit: all, ...request });
    return yield* report(page, { table: lifetimeTable, csv: lifetimeCsv });
  });

/** `rapport reconcile`. JSON is that of `GET /v1/reconcile`. */
export const reportReconcile = (
  request: ReconcileRequest,
): Effect.Effect<Report<ReconciliationAnswer>, WarehouseError, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).reconcile(request);
    return yield* report(answer, { table: reconcileTable, csv: reconcileCsv });
  });

export interface UnattributedReportRequest {
  readonly asOf?: string | undefined;
  /** Parties; all when absent. */
  readonly limit?: number | undefined;
}

/** `rapport report unattributed`. JSON is that of `GET /v1/unattributed`. */
export const reportUnattributed = ({
  asOf,
  limit = mostParties,
}: UnattributedReportRequest): Effect.Effect<Report<UnattributedAnswer>, WarehouseError, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).unattributed(asOf, limit);
    return yield* report(answer, { table: unattributedTable, csv: unattributedCsv });
  });
