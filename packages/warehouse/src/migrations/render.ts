/** How the tables are kept: on one machine, or replicated in a named cluster. */
export type TableMode =
  | { readonly kind: "plain" }
  | { readonly kind: "replicated"; readonly cluster: string };

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
