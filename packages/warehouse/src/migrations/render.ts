/** How the tables are kept: on one machine, or spread over the shards of a named cluster and replicated there. */
export type TableMode =
  | { readonly kind: "plain" }
  | { readonly kind: "replicated"; readonly cluster: string };

/** The mode that a warehouse's address asks for: `cluster` is CLICKHOUSE_CLUSTER, null or undefined where there is none. */
export const tableModeOf = (cluster: string | null | undefined): TableMode =>
  cluster === undefined || cluster === null ? { kind: "plain" } : { kind: "replicated", cluster };

/**
 * Fills `${replicated}` (a prefix of the engine's name) and `${on_cluster}`. Throws on any other
 * placeholder and on a cluster name that is not an identifier.
 */
export const renderMigration = (sql: string, mode: TableMode): string => {
  if (mode.kind === "replicated" && !/^[A-Za-z_][\w-]{0,63}$/.test(mode.cluster))
    throw new Error(`cluster name ${JSON.stringify(mode.cluster)} is not an identifier`);
  const values: Readonly<Record<string, string>> =
    mode.kind === "plain"
      ? { replicated: "", on_cluster: "" }
      : { replicated: "Replicated", on_cluster: `ON CLUSTER '${mode.cluster}'` };
  return sql.replace(/\$\{(\w*)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`unknown placeholder ${placeholder}`);
    return value;
  });
};
