import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { localNameOf } from "../cluster/clusterTable.ts";
import { renderMigration, type TableMode } from "../migrations/render.ts";
import { sqlStatements } from "../migrations/sqlStatements.ts";

const file = fileURLToPath(new URL("../../../../infra/clickhouse/users/analysts.sql", import.meta.url));

/**
 * Shards are asked as the user who asked, whatever rights a view has (ClickHouse issue 88009), so in a cluster the role
 * needs a right to the tables on them too: to these, and not to the ones over them.
 */
const onShards = (database: string, cluster: string): string =>
  `GRANT ON CLUSTER '${cluster}' SELECT ON ${database}.${localNameOf("")}* TO rapport_analyst`;

/** The statements that make the analysts' role of a database, in order; each may be run again. Throws on a name that is none. */
export const analystGrants = (database: string, mode: TableMode): ReadonlyArray<string> => {
  if (!/^[A-Za-z_]\w*$/.test(database)) throw new Error(`${database} is not a database name`);
  const text = readFileSync(file, "utf8").replaceAll("${database}", database);
  const statements = sqlStatements(renderMigration(text, mode)).map((one) => one.replaceAll(/ {2,}/g, " "));
  return mode.kind === "plain" ? statements : [...statements, onShards(database, mode.cluster)];
};
