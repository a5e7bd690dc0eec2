import type { RenewalsAnswer } from "@rapport/contracts/http/retention/Renewals";
import type { RetentionAnswer } from "@rapport/contracts/http/retention/Retention";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type Report, report } from "./commandReports.ts";
import { renewalsCsv, renewalsTable } from "./render/retention/renewals.ts";
import { retentionCsv, retentionTable } from "./render/retention/retention.ts";
import type { InvalidCurrency, InvalidSpan } from "./ReportErrors.ts";
import { Reports } from "./Reports.ts";
import type { RenewalsRequest, RetentionRequest } from "./retention/RetentionReads.ts";

/** `rapport report retention`. JSON is that of `GET /v1/retention`. */
export const reportRetention = (
  request: RetentionRequest,
): Effect.Effect<Report<RetentionAnswer>, WarehouseError | InvalidSpan | InvalidCurrency, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).retention(request);
    return yield* report(answer, { table: retentionTable, csv: retentionCsv });
  });

/** `rapport report renewals`. JSON is that of `GET /v1/renewals`. */
export const reportRenewals = (
  request: RenewalsRequest,
): Effect.Effect<Report<RenewalsAnswer>, WarehouseError | InvalidCurrency, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).renewals(request);
    return yield* report(answer, { table: renewalsTable, csv: renewalsCsv });
  });
