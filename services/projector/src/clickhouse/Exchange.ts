import { Effect } from "effect";
import { type WarehouseError, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { onTables, type ProjectionTable, type TableSet } from "../Tables.ts";

/**
 * Fills new tables in the place of old ones: `fill` writes into empty `…__fresh_…` tables of this run, which
 * are then exchanged with the ones readers see, in one statement, and the old content is dropped. What a run
 * that was killed left is dropped by `dropHalfMade`.
 */
export const exchangeFresh = <E, R>(
  tables: TableSet,
  names: ReadonlyArray<ProjectionTable>,
  fill: Effect.Effect<void, E, R>,
): Effect.Effect<void, E | WarehouseError, R | WarehouseWriter> =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const each = (sql: (name: ProjectionTable) => string) =>
      Effect.forEach(names, (name) => writer.command(onTables(tables, sql(name))), {
        concurrency: "unbounded",
        discard: true,
      });
    const drop = each((name) => `DROP TABLE IF EXISTS {{${name}:fresh}} \${on_cluster}`);
    yield* drop;
    yield* each((name) => `CREATE TABLE {{${name}:fresh}} \${on_cluster} AS {{${name}}}`);
    yield* fill;
    const pairs = names.map((name) => `{{${name}:fresh}} AND {{${name}}}`).join(", ");
    yield* writer.command(onTables(tables, `EXCHANGE TABLES ${pairs} \${on_cluster}`));
    // Not SYNC: readers may still be in the old tables; the engine removes them once nobody is.
    yield* drop;
  });
