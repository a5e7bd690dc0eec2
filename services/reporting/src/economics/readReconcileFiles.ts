import type { SourceComparison, SourceDocument } from "@rapport/domain/economics/reconcile/compareSource";
import { readSourceComparison } from "@rapport/economics/reconcile/readSourceComparison";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { ReconcileRequest } from "./readReconcile.ts";

/** What files of the books say of a month beside what the warehouse holds of it. */
export const readReconcileFiles = (warehouse: Warehouse) =>
  Effect.fn("Reports.reconcileFiles")(function* (
    { month, asOf }: ReconcileRequest,
    files: ReadonlyArray<SourceDocument>,
  ): Effect.fn.Return<SourceComparison, WarehouseError> {
    const { day } = yield* resolveAsOf(asOf);
    return yield* Effect.provideService(
      readSourceComparison({ month, asOf: day }, files),
      WarehouseReader,
      warehouse,
    );
  });
