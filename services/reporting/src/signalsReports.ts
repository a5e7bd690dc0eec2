import type { HandOverAnswer } from "@rapport/contracts/http/signals/HandOver";
import type { SignalsPage } from "@rapport/contracts/http/signals/Signals";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type Report, report } from "./commandReports.ts";
import { handOverCsv, handOverTable } from "./render/signals/handOver.ts";
import { signalsCsv, signalsTable } from "./render/signals/signals.ts";
import type { InvalidCursor, UnknownClient } from "./ReportErrors.ts";
import { Reports } from "./Reports.ts";
import type { HandOverRequest } from "./signals/readHandOver.ts";
import type { SignalsRequest } from "./signals/readSignals.ts";

/** `rapport report signals`: all of them on one page unless fewer are asked for. JSON is that of `GET /v1/signals`. */
export const reportSignals = (
  request: SignalsRequest,
): Effect.Effect<Report<SignalsPage>, WarehouseError | UnknownClient | InvalidCursor, Reports> =>
  Effect.gen(function* () {
    const page = yield* (yield* Reports).signals({ limit: Number.MAX_SAFE_INTEGER, ...request });
    return yield* report(page, { table: signalsTable, csv: signalsCsv });
  });

/** `rapport report hand-over NAME`. JSON is that of `GET /v1/clients/{id}/hand-over`. */
export const reportHandOver = (
  name: string,
  request: HandOverRequest,
): Effect.Effect<Report<HandOverAnswer>, WarehouseError | UnknownClient, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).handOver(name, request);
    return yield* report(answer, { table: handOverTable, csv: handOverCsv });
  });
