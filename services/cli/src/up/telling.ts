import { knownWarehousesLayer } from "@rapport/runtime/known/askForKnown";
import type { WarehouseAddress } from "@rapport/runtime/warehouseAddress";
import { ReportsLive } from "@rapport/reporting/Reports";
import { Effect, Layer } from "effect";
import { alertWatch } from "../alerts/alertWatch.ts";
import { digestWatch } from "../digest/digestWatch.ts";
import { projectorLagLayer } from "../session/projectorLag.ts";

const reportsOver = (warehouse: WarehouseAddress) =>
  ReportsLive.pipe(
    Layer.provide(projectorLagLayer),
    Layer.provideMerge(knownWarehousesLayer(warehouse, { patienceMs: null })),
  );

/**
 * What goes out by itself, each part for ever: the Monday mail and alerts, where the settings name somebody. The settings
 * are read now; the parts read the warehouse at that address, also as it was known at earlier moments.
 */
export const telling = Effect.gen(function* () {
  const parts = [...(yield* digestWatch), ...(yield* alertWatch)];
  return (warehouse: WarehouseAddress) => parts.map(Effect.provide(reportsOver(warehouse)));
});
