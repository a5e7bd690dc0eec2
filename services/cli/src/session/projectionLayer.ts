import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { clickHouseKnownStores } from "@rapport/projector/known/ClickHouseKnownStores";
import { knownWarehousesLayer } from "@rapport/runtime/known/askForKnown";
import { readSetting } from "@rapport/runtime/Setting";
import { settings } from "@rapport/runtime/Settings";
import { version } from "@rapport/runtime/Version";
import { provingAddress, tableMode, type WarehouseAddress } from "@rapport/runtime/warehouseAddress";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Effect, Layer } from "effect";
import { makeProgressLine, standardError } from "../ProgressLine.ts";

/** The databases of earlier moments beside this one, made on demand by the projector here. */
const knownStores = (address: WarehouseAddress) =>
  Layer.unwrap(
    Effect.map(readSetting(settings.knownDatabases), (kept) =>
      clickHouseKnownStores(address, { kept, codeVersion: version }),
    ),
  );

/** The warehouse's ports at this address, and the projection that lives there; its reads see what was inserted. */
export const projectionLayer = (address: WarehouseAddress) =>
  Layer.merge(ClickHouseProjectionStore.layer(tableMode(address)), knownStores(address)).pipe(
    Layer.provideMerge(ClickHouseWarehouse.layer(provingAddress(address))),
  );

/** What was known at earlier moments, for a command: it waits as long as it takes, and says how far it is. */
export const patientKnownWarehouses = (address: WarehouseAddress) => {
  const line = makeProgressLine(standardError());
  return knownWarehousesLayer(address, {
    patienceMs: null,
    report: (progress) =>
      progress === null
        ? line.done
        : line.report({
            ...progress,
            label: "putting together what was known",
            total: progress.total === 0 ? null : progress.total,
          }),
  });
};
