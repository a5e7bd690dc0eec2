import type { AlertsAnswer } from "@rapport/contracts/http/alerts/Alerts";
import type { HistoryPage } from "@rapport/contracts/http/words/History";
import type { PlaysAnswer } from "@rapport/contracts/http/words/Plays";
import type { VerdictsAnswer } from "@rapport/contracts/http/words/Verdicts";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { AlertsRequest } from "./alerts/AlertReads.ts";
import { type Report, report } from "./commandReports.ts";
import { alertsCsv, alertsTable } from "./render/alerts/alerts.ts";
import { historyCsv, historyTable } from "./render/words/history.ts";
import { playsCsv, playsTable } from "./render/words/plays.ts";
import { verdictsCsv, verdictsTable } from "./render/words/verdicts.ts";
import type { InvalidCursor, UnknownClient } from "./ReportErrors.ts";
import { Reports } from "./Reports.ts";
import type { HistoryRequest } from "./words/WordReads.ts";

/** Rows on one page, unless fewer are asked for: all of them. */
const all = Number.MAX_SAFE_INTEGER;

/** `rapport client history`. JSON is that of `GET /v1/clients/{id}/history`. */
export const reportHistory = (
  id: string,
  request: HistoryRequest,
): Effect.Effect<Report<HistoryPage>, WarehouseError | UnknownClient | InvalidCursor, Reports> =>
  Effect.gen(function* () {
    const page = yield* (yield* Reports).history(id, { limit: all, ...request });
    return yield* report(page, { table: historyTable, csv: historyCsv });
  });

/** `rapport verdict list`. JSON is that of `GET /v1/verdicts`. */
export const reportVerdicts = (
  asOf: string | undefined,
): Effect.Effect<Report<VerdictsAnswer>, WarehouseError, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).verdicts(asOf);
    return yield* report(answer, { table: verdictsTable, csv: verdictsCsv });
  });

/** `rapport play list`. JSON is that of `GET /v1/plays`. */
export const reportPlays = (
  asOf: string | undefined,
): Effect.Effect<Report<PlaysAnswer>, WarehouseError, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).plays(asOf);
    return yield* report(answer, { table: playsTable, csv: playsCsv });
  });

/** `rapport alerts list`. JSON is that of `GET /v1/alerts`. */
export const reportAlerts = (
  request: AlertsRequest,
): Effect.Effect<Report<AlertsAnswer>, WarehouseError | InvalidCursor, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).alerts({ limit: all, ...request });
    return yield* report(answer, { table: alertsTable, csv: alertsCsv });
  });
