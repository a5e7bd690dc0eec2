import type { LadderPage } from "@rapport/contracts/http/decisions/Ladder";
import type { MaintenanceAnswer } from "@rapport/contracts/http/decisions/Maintenance";
import type { QuadrantAnswer } from "@rapport/contracts/http/decisions/Quadrant";
import type { WhatIfAnswer } from "@rapport/contracts/http/decisions/WhatIf";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type Report, report } from "./commandReports.ts";
import type { LadderRequest } from "./decisions/readLadder.ts";
import type { InvalidQuestion } from "./decisions/WhatIfErrors.ts";
import type { WhatIfRequest } from "./decisions/whatIfQuestion.ts";
import type { SpanRequest } from "./economics/Span.ts";
import { ladderCsv, ladderTable } from "./render/decisions/ladder.ts";
import { maintenanceCsv, maintenanceTable } from "./render/decisions/maintenance.ts";
import { quadrantCsv, quadrantTable } from "./render/decisions/quadrant.ts";
import { whatIfCsv, whatIfTable } from "./render/decisions/whatIf.ts";
import type { InvalidCurrency, InvalidCursor, InvalidSpan, UnknownClient } from "./ReportErrors.ts";
import { Reports } from "./Reports.ts";

/** `rapport report quadrant`. JSON is that of `GET /v1/quadrant`. */
export const reportQuadrant = (
  request: SpanRequest,
): Effect.Effect<Report<QuadrantAnswer>, WarehouseError | InvalidSpan | InvalidCurrency, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).quadrant(request);
    return yield* report(answer, { table: quadrantTable, csv: quadrantCsv });
  });

/** `rapport report ladder`. JSON is that of `GET /v1/ladder`. */
export const reportLadder = (
  request: LadderRequest,
): Effect.Effect<Report<LadderPage>, WarehouseError | UnknownClient | InvalidCursor, Reports> =>
  Effect.gen(function* () {
    const page = yield* (yield* Reports).ladder({ limit: Number.MAX_SAFE_INTEGER, ...request });
    return yield* report(page, { table: ladderTable, csv: ladderCsv });
  });

/** `rapport report maintenance`. JSON is that of `GET /v1/maintenance`. */
export const reportMaintenance = (request: {
  readonly asOf?: string | undefined;
}): Effect.Effect<Report<MaintenanceAnswer>, WarehouseError, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).maintenance(request);
    return yield* report(answer, { table: maintenanceTable, csv: maintenanceCsv });
  });

/** `rapport what-if`. JSON is that of `GET /v1/clients/{id}/what-if`. */
export const reportWhatIf = (
  client: string,
  request: WhatIfRequest,
): Effect.Effect<Report<WhatIfAnswer>, WarehouseError | UnknownClient | InvalidQuestion, Reports> =>
  Effect.gen(function* () {
    const answer = yield* (yield* Reports).whatIf(client, request);
    return yield* report(answer, { table: whatIfTable, csv: whatIfCsv });
  });
