import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type FilledSources, filledSources } from "../queries/FilledSources.ts";
import type { Warehouse } from "./Warehouse.ts";

const nothing: FilledSources = {
  message: false,
  ticket: false,
  meeting: false,
  money: false,
  time: false,
  contract: false,
};

/** Which kinds of facts there are at all. */
export const readFilled = (warehouse: Warehouse): Effect.Effect<FilledSources, WarehouseError> =>
  Effect.map(warehouse.query(filledSources, {}), ([row]) => row ?? nothing);

/** The rows of a query, or none where there is nothing to ask. */
export const rowsIf = <Row>(
  filled: boolean,
  rows: Effect.Effect<ReadonlyArray<Row>, WarehouseError>,
): Effect.Effect<ReadonlyArray<Row>, WarehouseError> => (filled ? rows : Effect.succeed([]));
