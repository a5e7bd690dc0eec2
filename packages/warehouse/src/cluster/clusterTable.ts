/** How a table of a cluster is made: local tables, one on each node, and one that spreads over them. */
export interface ClusterTable {
  readonly cluster: string;
  readonly database: string;
  /** The replicated table on each node. */
  readonly local: string;
  /** An expression; `shardingKeys`. */
  readonly shardingKey: string;
}

const localPrefix = "local__";

/** The local table that is made together with `table`; an exchange of names parts the two. */
export const localNameOf = (table: string): string => `${localPrefix}${table}`;
export const isLocalName = (table: string): boolean => table.startsWith(localPrefix);

const quoted = (name: string): string => `'${name}'`;

/** The engine of the table that spreads over the local ones. */
export const distributedEngine = (table: ClusterTable): string =>
  `Distributed(${[table.cluster, table.database, table.local].map(quoted).join(", ")}, ${table.shardingKey})`;

/** Reads `system.tables.engine_full` of such a table; undefined when it says something else. */
export const parseDistributedEngine = (engine: string): ClusterTable | undefined => {
  const parts = /^Distributed\('([^']+)', '([^']+)', '([^']+)', (.+)\)$/s.exec(engine);
  if (parts === null) return undefined;
  const [, cluster = "", database = "", local = "", shardingKey = ""] = parts;
  return { cluster, database, local, shardingKey };
};
