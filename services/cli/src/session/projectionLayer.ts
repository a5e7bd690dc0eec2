import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { ClickHouseWarehouse, type ClickHouseWarehouseOptions } from "@rapport/warehouse/ClickHouseWarehouse";
import { Layer } from "effect";

/** The warehouse's ports at this address, and the projection that lives there. */
export const projectionLayer = (address: ClickHouseWarehouseOptions) =>
  ClickHouseProjectionStore.layer().pipe(Layer.provideMerge(ClickHouseWarehouse.layer(address)));
