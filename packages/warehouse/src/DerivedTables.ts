import { Effect } from "effect";
import * as ClusterTables from "./cluster/ClusterTables.ts";
import type { TableMode } from "./migrations/render.ts";
import { type WarehouseError, type WarehouseReader, WarehouseWriter } from "./Warehouse.ts";

/*
 * Tables that are made, filled and put in the place of others while these are read: on one machine, or, by the same
 * calls, in a cluster. Names are the caller's own, never values, and each new table's is one that no table had
 * before: in a cluster the rows of a table that was exchanged stay where the name it was made by says.
 */

type Change = Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter>;

const commands = (sql: ReadonlyArray<string>): Change =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    yield* Effect.forEach(sql, (statement) => writer.command(statement), {
      concurrency: "unbounded",
      discard: true,
    });
  });

/** Makes an empty table `name` with the columns, engine and sharding of `model`. Fails when there is one. */
export const createTableLike = (mode: TableMode, name: string, model: string): Change =>
  mode.kind === "plain"
    ? commands([`CREATE TABLE ${name} AS ${model}`])
    : ClusterTables.createLike(name, model);

/** A table that no model is there for. */
export interface NewTable {
  readonly name: string;
  /** As in CREATE TABLE: `id UInt64, text String`. */
  readonly columns: string;
  readonly orderBy: string;
  /** By what a cluster spreads its rows. */
  readonly shardingKey: string;
  /** A table of the same database, which says what cluster it is in. */
  readonly beside: string;
}

/** Makes an empty MergeTree table. Fails when there is one. */
export const createNewTable = (mode: TableMode, table: NewTable): Change =>
  mode.kind === "plain"
    ? commands([`CREATE TABLE ${table.name} (${table.columns}) ENGINE = MergeTree ORDER BY ${table.orderBy}`])
    : ClusterTables.create(table.name, table.beside, table);

/**
 * Exchanges each pair of names, in order, in one statement: whoever reads has the old content of a table or the new,
 * whole. In a cluster that holds on each node, and the call ends when all nodes have done it.
 */
export const exchangeTables = (
  mode: TableMode,
  pairs: ReadonlyArray<readonly [fresh: string, live: string]>,
): Change =>
  mode.kind === "plain"
    ? commands([`EXCHANGE TABLES ${pairs.map(([fresh, live]) => `${fresh} AND ${live}`).join(", ")}`])
    : ClusterTables.exchange(pairs);

/** Drops the tables that are there of these; not SYNC, because readers may still be in them. */
export const dropTables = (mode: TableMode, names: ReadonlyArray<string>): Change =>
  mode.kind === "plain"
    ? commands(names.map((name) => `DROP TABLE IF EXISTS ${name}`))
    : ClusterTables.drop(mode.cluster, names);

/** Drops what interrupted calls of `create…` left, which in a cluster may be a table without a name to find it by. */
export const dropStrayTables = (mode: TableMode): Change =>
  mode.kind === "plain" ? Effect.void : ClusterTables.dropStray(mode.cluster);

/**
 * Deletes the rows of a table for which `condition` holds; it must name values, not other tables, because in a
 * cluster each replica works it out by itself.
 */
export const deleteRows = (mode: TableMode, name: string, condition: string): Change =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const target = mode.kind === "plain" ? name : yield* ClusterTables.localOf(name);
    yield* writer.command(`DELETE FROM ${target} WHERE ${condition}`, {}, { max_query_size: 16_777_216 });
  });

/**
 * Drops one partition of a table, by its id (an integer partition key's own digits); nothing happens where there is
 * none. Statements that read it already go on with what they have.
 */
export const dropPartition = (mode: TableMode, name: string, partition: string): Change =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const target = mode.kind === "plain" ? name : yield* ClusterTables.localOf(name);
    yield* writer.command(`ALTER TABLE ${target} DROP PARTITION ID '${partition}'`);
  });
