import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { firmConfigured } from "../queries/Directory.ts";
import type { Warehouse } from "./Warehouse.ts";

/** Whether the firm has said who it is. */
export const readFirmConfigured = (warehouse: Warehouse): Effect.Effect<boolean, WarehouseError> =>
  Effect.map(warehouse.query(firmConfigured, {}), ([firm]) => firm?.configured ?? false);
