import { renderMigration, type TableMode } from "@rapport/warehouse/migrations/render";

/** Every table of the projection; all of it can be thrown away and rebuilt from the log. */
export const projectionTables = [
  "facts_interaction",
  "facts_ticket",
  "facts_meeting",
  "facts_money",
  "facts_time",
  "facts_contract",
  "facts_rate",
  "log_record",
  "rollup_party_day",
  "conversation",
  "reply_edge",
  "dead_letter",
  "directory_event",
  "directory_client",
  "directory_party",
  "directory_firm",
  "directory_profile",
  "directory_contact",
  "directory_member",
  "directory_member_party",
  "directory_owner",
  "directory_calendar",
] as const;
export type ProjectionTable = (typeof projectionTables)[number];

/** The live tables, or the ones that a rebuild fills beside them. */
export type TableSuffix = "" | "__next";

/** Which set of tables a store works on, and how tables are made there. */
export interface TableSet {
  readonly suffix: TableSuffix;
  readonly mode: TableMode;
}

export const nameOf = (set: TableSet, table: ProjectionTable): string => `${table}${set.suffix}`;

/** Where a table's next content is made before it is exchanged in. */
export const freshNameOf = (set: TableSet, table: ProjectionTable): string => `${nameOf(set, table)}__fresh`;

/** Fills `{{table}}`, `{{table:fresh}}`, `${replicated}` and `${on_cluster}`: names only, never values. */
export const onTables = (set: TableSet, sql: string): string =>
  renderMigration(
    sql.replace(/\{\{(\w+?)(:fresh)?\}\}/g, (_, table: string, fresh: string | undefined) => {
      const known = projectionTables.find((name) => name === table);
      if (known === undefined) throw new Error(`no table ${table}`);
      return fresh === undefined ? nameOf(set, known) : freshNameOf(set, known);
    }),
    set.mode,
  );
