import { Effect } from "effect";
import { z } from "zod";
import { query } from "../Query.ts";
import { WarehouseError, WarehouseReader, WarehouseWriter } from "../Warehouse.ts";
import {
  type ClusterTable,
  distributedEngine,
  isLocalName,
  localNameOf,
  parseDistributedEngine,
} from "./clusterTable.ts";

const tablesQuery = query({
  name: "cluster-tables",
  sql: `
SELECT name, if(engine = 'Distributed', engine_full, '') AS spread
FROM system.tables
WHERE database = currentDatabase() AND NOT is_temporary AND engine NOT LIKE '%View'`,
  params: z.object({}),
  row: z.object({ name: z.string(), spread: z.string() }),
});

/** What stands in the database of the node that is asked. */
interface Present {
  /** The tables that spread over others, by their names. */
  readonly spread: ReadonlyMap<string, ClusterTable>;
  /** Local tables that no table spreads over: what an interrupted change left. */
  readonly stray: ReadonlyArray<string>;
}

const present: Effect.Effect<Present, WarehouseError, WarehouseReader> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const rows = yield* reader.query(tablesQuery, {});
  const spread = new Map<string, ClusterTable>();
  for (const row of rows) {
    const table = parseDistributedEngine(row.spread);
    if (table !== undefined) spread.set(row.name, table);
  }
  const used = new Set([...spread.values()].map((table) => table.local));
  const stray = rows.map((row) => row.name).filter((name) => isLocalName(name) && !used.has(name));
  return { spread, stray };
});

const onCluster = (cluster: string): string => `ON CLUSTER '${cluster}'`;

const find = (name: string): Effect.Effect<ClusterTable, WarehouseError, WarehouseReader> =>
  Effect.flatMap(present, ({ spread }) => {
    const table = spread.get(name);
    return table === undefined
      ? Effect.fail(
          new WarehouseError({
            operation: `find ${name}`,
            detail: `${name} is not a table of the cluster (no Distributed table of that name). Was CLICKHOUSE_CLUSTER set after \`rapport migrate\` had made the tables of one server? Take an empty database and run \`rapport migrate\`, then \`rapport rebuild\``,
            code: 0,
            retriable: false,
          }),
        )
      : Effect.succeed(table);
  });

const commands = (sql: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    for (const statement of sql) yield* writer.command(statement);
  });

/** Makes the local tables by `createLocal`, and the table over them. */
const spreadOver = (
  name: string,
  like: Pick<ClusterTable, "cluster" | "database" | "shardingKey">,
  createLocal: (local: string) => string,
) => {
  const { cluster, database } = like;
  const local = localNameOf(name);
  const engine = distributedEngine({ ...like, local });
  return commands([
    createLocal(`${database}.${local}`),
    `CREATE TABLE ${database}.${name} ${onCluster(cluster)} AS ${database}.${local} ENGINE = ${engine}`,
  ]);
};

/** An empty table beside `model`, of the same columns and sharding key. */
export const createLike = (name: string, model: string) =>
  Effect.flatMap(find(model), (like) =>
    spreadOver(
      name,
      like,
      (local) => `CREATE TABLE ${local} ${onCluster(like.cluster)} AS ${like.database}.${like.local}`,
    ),
  );

/** An empty table of these columns, in the cluster of `model`; `orderBy` is its sorting key. */
export const create = (
  name: string,
  model: string,
  table: { readonly columns: string; readonly orderBy: string; readonly shardingKey: string },
) =>
  Effect.flatMap(find(model), ({ cluster, database }) =>
    spreadOver(
      name,
      { cluster, database, shardingKey: table.shardingKey },
      (local) =>
        `CREATE TABLE ${local} ${onCluster(cluster)} (${table.columns}) ENGINE = ReplicatedMergeTree ORDER BY ${table.orderBy}`,
    ),
  );

/**
 * Exchanges the names of the spreading tables, pair by pair, on every node; no local table moves. Every statement
 * finds its shards by the name on the node that it came to, so a reader has all shards' old rows or all shards' new.
 */
export const exchange = (pairs: ReadonlyArray<readonly [string, string]>) =>
  Effect.gen(function* () {
    const [first] = pairs;
    if (first === undefined) return;
    const { cluster, database } = yield* find(first[1]);
    const list = pairs.map(([a, b]) => `${database}.${a} AND ${database}.${b}`).join(", ");
    yield* commands([`EXCHANGE TABLES ${list} ${onCluster(cluster)}`]);
  });

const dropEach = (cluster: string, names: ReadonlyArray<string>) =>
  commands(names.map((name) => `DROP TABLE IF EXISTS ${name} ${onCluster(cluster)}`));

/**
 * Drops these tables, if they are there, with the local ones below them. The local one goes first: when this is
 * interrupted, the name above it still finds it.
 */
export const drop = (cluster: string, names: ReadonlyArray<string>) =>
  Effect.flatMap(present, ({ spread }) =>
    dropEach(
      cluster,
      names.flatMap((name) => {
        const table = spread.get(name);
        return table === undefined ? [] : [table.local, name];
      }),
    ),
  );

/** Drops the local tables that no table spreads over. */
export const dropStray = (cluster: string) =>
  Effect.flatMap(present, ({ stray }) => dropEach(cluster, stray));

/** The local table under `name` now, for statements that only local ones take, with what follows its name. */
export const localOf = (name: string): Effect.Effect<string, WarehouseError, WarehouseReader> =>
  Effect.map(find(name), ({ cluster, database, local }) => `${database}.${local} ${onCluster(cluster)}`);
