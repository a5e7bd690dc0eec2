import { Effect } from "effect";
import { z } from "zod";
import type { TableMode } from "@rapport/warehouse/migrations/render";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import type { Shadow } from "./ShadowProjection.ts";
import { halfMade, onTables, type ProjectionTable, projectionTables, type TableSet } from "./Tables.ts";

/** Facts first and log records last: what a crash amid the exchange leaves is never ahead of its proof. */
const exchangeOrder: ReadonlyArray<ProjectionTable> = [
  ...projectionTables.filter((table) => table !== "log_record"),
  "log_record",
];

/** Runs a statement for each table; `{{live}}` and `{{shadow}}` name it. */
const forEachTable = (set: TableSet, sql: string) =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    for (const table of projectionTables)
      yield* writer.command(
        onTables(set, sql.replaceAll("{{live}}", table).replaceAll("{{shadow}}", `${table}${set.suffix}`)),
      );
  });

/** Makes an empty copy of every table beside it, under the names of `set`. */
export const createShadow = (set: TableSet) =>
  forEachTable(set, "CREATE TABLE {{shadow}} ${on_cluster} AS {{live}}");

/**
 * Puts every shadow table in the place of the live one: one statement, each table whole before and after.
 * The old content stands under the shadow's names then.
 */
export const exchangeShadow = (set: TableSet) =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const pairs = exchangeOrder.map((table) => `${table}${set.suffix} AND ${table}`).join(", ");
    yield* writer.command(onTables(set, `EXCHANGE TABLES ${pairs} \${on_cluster}`));
  });

/** Drops the shadow tables, if there are any; not SYNC, because readers may still be in them. */
export const dropShadow = (set: TableSet) =>
  forEachTable(set, "DROP TABLE IF EXISTS {{shadow}} ${on_cluster}");

const halfMadeTables = query({
  name: "half-made-tables",
  sql: `
SELECT name FROM system.tables
WHERE database = currentDatabase() AND match(name, concat('^(', arrayStringConcat({tables:Array(String)}, '|'), ')${halfMade}'))
ORDER BY name`,
  params: z.object({ tables: z.array(z.string()) }),
  row: z.object({ name: z.string() }),
});

/** Drops everything that stands beside the live tables, whoever made it. */
export const dropHalfMade = (mode: TableMode) =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const writer = yield* WarehouseWriter;
    const set: TableSet = { suffix: "", mode, run: "" };
    for (const { name } of yield* reader.query(halfMadeTables, { tables: [...projectionTables] }))
      yield* writer.command(onTables(set, `DROP TABLE IF EXISTS ${name} \${on_cluster}`));
  });

/** The shadow over the three statements; `store` works on the tables of `set`. */
export const makeShadow = (set: TableSet, store: Shadow["store"]) =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const withWriter = Effect.provideService(WarehouseWriter, writer);
    yield* createShadow(set);
    return {
      store,
      exchange: withWriter(exchangeShadow(set)),
      discard: withWriter(dropShadow(set)),
    } satisfies Shadow;
  });
