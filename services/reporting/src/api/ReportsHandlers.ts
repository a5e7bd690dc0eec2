import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { Reports } from "../Reports.ts";
import { monthsCsv } from "../render/renderMonths.ts";
import { problemOfClient, problemOfCursor, problemOfWarehouse } from "./failures.ts";

/** The reports over HTTP: parameters in, figures out, errors as problems. */
export const ReportsHandlers = HttpApiBuilder.group(
  RapportApi,
  "reports",
  Effect.fn(function* (handlers) {
    const reports = yield* Reports;
    return handlers.handleAll({
      clients: ({ query }) =>
        reports
          .clients(query)
          .pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse, InvalidCursor: problemOfCursor })),
      client: ({ params, query }) =>
        reports
          .client(params.id, query.asOf)
          .pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse, UnknownClient: problemOfClient })),
      timeline: ({ params, query }) =>
        reports.timeline(params.id, query).pipe(
          Effect.catchTags({
            WarehouseError: problemOfWarehouse,
            UnknownClient: problemOfClient,
            InvalidCursor: problemOfCursor,
          }),
        ),
      clientMonths: ({ params, query }) =>
        reports
          .clientMonths(params.id, query)
          .pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse, UnknownClient: problemOfClient })),
      months: ({ query }) =>
        reports
          .months(query)
          .pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse, InvalidCursor: problemOfCursor })),
      monthsCsv: ({ query }) =>
        reports.months({ ...query, limit: Number.MAX_SAFE_INTEGER }).pipe(
          Effect.map((page) => monthsCsv(page.items)),
          Effect.catchTags({ WarehouseError: problemOfWarehouse, InvalidCursor: Effect.die }),
        ),
      unattributed: ({ query }) =>
        reports
          .unattributed(query.asOf, query.limit)
          .pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse })),
      coverage: ({ query }) =>
        reports.coverage(query.asOf).pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse })),
      freshness: () => reports.freshness.pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse })),
      sources: () => reports.sources.pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse })),
    });
  }),
);
