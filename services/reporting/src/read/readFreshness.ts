import type { FreshnessAnswer } from "@rapport/contracts/http/Freshness";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { isoMoment, readNow } from "../AsOf.ts";
import { readSourcesRead } from "./readSourcesRead.ts";
import type { Warehouse } from "./Warehouse.ts";

/** `projectorLag`: see `ProjectorLag`. */
export const readFreshness = (
  warehouse: Warehouse,
  projectorLag: Effect.Effect<number | null>,
): Effect.Effect<FreshnessAnswer, WarehouseError> =>
  Effect.gen(function* () {
    const now = yield* readNow;
    const rows = yield* readSourcesRead(warehouse);
    return {
      now: new Date(now).toISOString(),
      sources: rows.map((row) => ({
        connector: row.connector,
        account: row.account,
        records: row.records,
        lastEventAt: isoMoment(row.last_event_ms),
        lastRecordedAt: new Date(row.last_recorded_ms).toISOString(),
        lagSeconds: Math.max(0, Math.round((now - row.last_recorded_ms) / 1000)),
      })),
      projectorLagRecords: yield* projectorLag,
    };
  }).pipe(Effect.withSpan("Reports.freshness"));
