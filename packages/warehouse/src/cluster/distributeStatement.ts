import type { TableMode } from "../migrations/render.ts";
import { distributedEngine, localNameOf } from "./clusterTable.ts";
import { shardingKeys } from "./shardingKeys.ts";

const createTable = /^CREATE TABLE IF NOT EXISTS (\w+)(?=\s)/;

/**
 * What one rendered statement of a migration comes to. On one machine: itself. In a cluster a table becomes two:
 * the replicated one, as `…__local` on every node, and over it, under the name that everybody reads and writes, a
 * Distributed one with the key of `shardingKeys`. Views and everything else stay as they are: they read by that
 * name. Throws, with a word to people, on a table without a sharding key and on statements that would reach one
 * node or one shard only.
 */
export const distributeStatement = (
  statement: string,
  mode: TableMode,
  database: string,
): ReadonlyArray<string> => {
  if (mode.kind === "plain") return [statement];
  if (
    /^(?:CREATE|ALTER|DROP|RENAME|EXCHANGE|TRUNCATE|DELETE)\b/i.test(statement) &&
    !/ ON CLUSTER '/.test(statement)
  )
    throw new Error(
      `"${statement.slice(0, 60)}…" would reach one node of the cluster only: write \${on_cluster} behind the name`,
    );
  if (/^(?:ALTER TABLE|TRUNCATE|DELETE FROM|RENAME|EXCHANGE)\b/i.test(statement))
    throw new Error(
      `"${statement.slice(0, 60)}…" does not say whether the local tables or the one over them are meant: teach distributeStatement about it`,
    );
  const table = createTable.exec(statement)?.[1];
  if (table === undefined) {
    if (/^CREATE TABLE\b/i.test(statement))
      throw new Error(`"${statement.slice(0, 60)}…" should begin with CREATE TABLE IF NOT EXISTS`);
    return [statement];
  }
  const shardingKey = shardingKeys[table];
  if (shardingKey === undefined)
    throw new Error(
      `table ${table} has no sharding key: say in packages/warehouse/src/cluster/shardingKeys.ts by what its rows are spread over a cluster`,
    );
  const local = localNameOf(table);
  const engine = distributedEngine({ cluster: mode.cluster, database, local, shardingKey });
  return [
    statement.replace(createTable, `CREATE TABLE IF NOT EXISTS ${local}`),
    `CREATE TABLE IF NOT EXISTS ${table} ON CLUSTER '${mode.cluster}' AS ${local}\nENGINE = ${engine}`,
  ];
};
