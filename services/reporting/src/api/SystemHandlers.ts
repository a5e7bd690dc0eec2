import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { Reports } from "../Reports.ts";
import { problemOfWarehouse } from "./failures.ts";

/** Liveness says that the process answers, readiness that the warehouse does too. */
export const SystemHandlers = HttpApiBuilder.group(
  RapportApi,
  "system",
  Effect.fn(function* (handlers) {
    const reports = yield* Reports;
    return handlers.handleAll({
      health: () => Effect.succeed({ status: "ok" as const }),
      ready: () =>
        reports.ready.pipe(
          Effect.as({ status: "ready" as const, warehouse: "ok" as const }),
          Effect.catchTags({ WarehouseError: problemOfWarehouse }),
        ),
    });
  }),
);
