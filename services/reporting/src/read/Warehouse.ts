import type { WarehouseReader } from "@rapport/warehouse/Warehouse";

export type Warehouse = WarehouseReader["Service"];
