import { Effect } from "effect";
import { z } from "zod";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import type { Standing } from "../ProjectionStore.ts";
import { messageTables } from "@rapport/economics/messages/MessageTables";
import { nameOf, type ProjectionTable, projectionTables, type TableSet } from "../Tables.ts";

const isDerived = (table: ProjectionTable): boolean =>
  table === "conversation" ||
  table === "reply_edge" ||
  messageTables.some((name) => name === table) ||
  (table.startsWith("directory_") && table !== "directory_event");

/** The identities of tables; an exchange moves a table's identity to another name. */
const identities = query({
  name: "standing-tables",
  sql: `
SELECT toString(sipHash64(groupArray((name, uuid)))) AS hash FROM (
  SELECT name, toString(uuid) AS uuid FROM system.tables
  WHERE database = currentDatabase() AND name IN {names:Array(String)}
  ORDER BY name
)`,
  params: z.object({ names: z.array(z.string()) }),
  row: z.object({ hash: z.string() }),
});

const identityOf = (set: TableSet, tables: ReadonlyArray<ProjectionTable>) =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const names = tables.map((table) => nameOf(set, table));
    const [found] = yield* reader.query(identities, { names });
    return found?.hash ?? "";
  });

export const standing = (set: TableSet): Effect.Effect<Standing, WarehouseError, WarehouseReader> =>
  Effect.all({
    recorded: identityOf(
      set,
      projectionTables.filter((table) => !isDerived(table)),
    ),
    derived: identityOf(set, projectionTables.filter(isDerived)),
  });
