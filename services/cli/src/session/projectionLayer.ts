import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { provingAddress, tableMode, type WarehouseAddress } from "@rapport/runtime/warehouseAddress";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Layer } from "effect";

/** The warehouse's ports at this address, and the projection that lives there; its reads see what was inserted. */
export const projectionLayer = (address: WarehouseAddress) =>
  ClickHouseProjectionStore.layer(tableMode(address)).pipe(
    Layer.provideMerge(ClickHouseWarehouse.layer(provingAddress(address))),
  );
