import type { SignalsPage } from "@rapport/contracts/http/signals/Signals";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type Report, report } from "./commandReports.ts";
import { signalsCsv, signalsTable } from "./render/signals/signals.ts";
import type { InvalidCursor, UnknownClient } from "./ReportErrors.ts";
import { Reports } from "./Reports.ts";
import type { SignalsRequest } from "./signals/readSignals.ts";

/** `rapport report signals`: all of them on one page unless fewer are asked for. JSON is that of `GET /v1/signals`. */
export const reportSignals = (
  request: SignalsRequest,
): Effect.Effect<Report<SignalsPage>, WarehouseError | UnknownClient | InvalidCursor, Reports> =>
  Effect.gen(function* () {
    const page = yield* (yield* Reports).signals({ limit: Number.MAX_SAFE_INTEGER, ...request });
    return yield* report(page, { table: signalsTable, csv: signalsCsv });
  });
