import { Effect } from "effect";
import type { TableMode } from "@rapport/warehouse/migrations/render";
import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import type { ProjectionStore } from "./ProjectionStore.ts";
import { ShadowProjection } from "./ShadowProjection.ts";
import { onTables, type ProjectionTable, projectionTables, type TableSet } from "./Tables.ts";

/** Facts first and log records last: what a crash amid the exchange leaves is never ahead of its proof. */
const exchangeOrder: ReadonlyArray<ProjectionTable> = [
  ...projectionTables.filter((table) => table !== "log_record"),
  "log_record",
];

/** Runs a statement for each table; `{{live}}` and `{{shadow}}` name it. */
const forEachTable = (mode: TableMode, tables: ReadonlyArray<ProjectionTable>, sql: string) =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const live: TableSet = { suffix: "", mode };
    for (const table of tables)
      yield* writer.command(
        onTables(live, sql.replaceAll("{{live}}", table).replaceAll("{{shadow}}", `${table}__next`)),
      );
  });

/** Makes an empty copy of every table beside it, `…__next`; what was there is dropped. */
export const createShadow = (mode: TableMode) =>
  Effect.andThen(
    dropShadow(mode),
    forEachTable(mode, projectionTables, "CREATE TABLE {{shadow}} ${on_cluster} AS {{live}}"),
  );

/**
 * Puts every shadow table in the place of the live one: one statement, each table whole before and after.
 * The old content stands under the shadow's names then.
 */
export const exchangeShadow = (mode: TableMode) =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const pairs = exchangeOrder.map((table) => `${table}__next AND ${table}`).join(", ");
    yield* writer.command(onTables({ suffix: "", mode }, `EXCHANGE TABLES ${pairs} \${on_cluster}`));
  });

/** Drops the shadow tables, if there are any; not SYNC, because readers may still be in them. */
export const dropShadow = (mode: TableMode) =>
  forEachTable(mode, projectionTables, "DROP TABLE IF EXISTS {{shadow}} ${on_cluster}");

/** The port over the three; `store` works on the shadow tables. */
export const makeShadowProjection = (mode: TableMode, store: ProjectionStore["Service"]) =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const withWriter = Effect.provideService(WarehouseWriter, writer);
    return ShadowProjection.of({
      begin: Effect.as(withWriter(createShadow(mode)), store),
      exchange: withWriter(exchangeShadow(mode)),
      discard: withWriter(dropShadow(mode)),
    });
  });
