import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { Reports } from "../Reports.ts";
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
      coverage: ({ query }) =>
        reports.coverage(query.asOf).pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse })),
      freshness: () => reports.freshness.pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse })),
      sources: () => reports.sources.pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse })),
    });
  }),
);
