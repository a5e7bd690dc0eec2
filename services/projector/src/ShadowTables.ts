import { Effect } from "effect";
import { z } from "zod";
import {
  createTableLike,
  dropStrayTables,
  dropTables,
  exchangeTables,
} from "@rapport/warehouse/DerivedTables";
import type { TableMode } from "@rapport/warehouse/migrations/render";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader, type WarehouseWriter } from "@rapport/warehouse/Warehouse";
import type { Shadow } from "./ShadowProjection.ts";
import { halfMade, type ProjectionTable, projectionTables, type TableSet } from "./Tables.ts";

/** Facts first and log records last: what a crash amid the exchange leaves is never ahead of its proof. */
const exchangeOrder: ReadonlyArray<ProjectionTable> = [
  ...projectionTables.filter((table) => table !== "log_record"),
  "log_record",
];

const shadowOf = (set: TableSet, table: ProjectionTable): string => `${table}${set.suffix}`;

/** Makes an empty copy of every table beside it, under the names of `set`. */
export const createShadow = (set: TableSet) =>
  Effect.forEach(projectionTables, (table) => createTableLike(set.mode, shadowOf(set, table), table), {
    discard: true,
  });

/**
 * Puts every shadow table in the place of the live one: one statement, each table whole before and after.
 * The old content stands under the shadow's names then.
 */
export const exchangeShadow = (set: TableSet) =>
  exchangeTables(
    set.mode,
    exchangeOrder.map((table) => [shadowOf(set, table), table] as const),
  );

/** Drops the shadow tables, if there are any; not SYNC, because readers may still be in them. */
export const dropShadow = (set: TableSet) =>
  dropTables(
    set.mode,
    projectionTables.map((table) => shadowOf(set, table)),
  );

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
    const found = yield* reader.query(halfMadeTables, { tables: [...projectionTables] });
    yield* dropTables(
      mode,
      found.map(({ name }) => name),
    );
    yield* dropStrayTables(mode);
  });

/** The shadow over the three statements; `store` works on the tables of `set`. */
export const makeShadow = (set: TableSet, store: Shadow["store"]) =>
  Effect.gen(function* () {
    const ports = yield* Effect.context<WarehouseReader | WarehouseWriter>();
    yield* createShadow(set);
    return {
      store,
      exchange: Effect.provide(exchangeShadow(set), ports),
      discard: Effect.provide(dropShadow(set), ports),
    } satisfies Shadow;
  });
