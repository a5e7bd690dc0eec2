import { Effect } from "effect";
import { refreshHeldMessages } from "@rapport/economics/messages/refreshHeldMessages";
import type { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { freshNameOf, nameOf, onTables, type TableSet } from "../Tables.ts";

type Refresh = (tables: TableSet) => Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter>;

/** What readers see of messages is made of facts, directory and conversations: it follows each of them. */
export const thenMessages =
  (refresh: Refresh): Refresh =>
  (tables) =>
    Effect.andThen(
      refresh(tables),
      refreshHeldMessages({
        mode: tables.mode,
        render: (sql) => onTables(tables, sql),
        nameOf: (table) => nameOf(tables, table),
        freshNameOf: (table) => freshNameOf(tables, table),
      }),
    );
