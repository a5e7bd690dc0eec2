import { Clock, Effect, Random } from "effect";
import { messageTables } from "@rapport/economics/messages/MessageTables";
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
  ...messageTables,
] as const;
export type ProjectionTable = (typeof projectionTables)[number];

/** Which set of tables a store works on, and how tables are made there. */
export interface TableSet {
  /** "" for the live tables; `shadowSuffix(run)` for those that a rebuild fills beside them. */
  readonly suffix: string;
  readonly mode: TableMode;
  /** Names the work that makes tables: see `newRun`. */
  readonly run: string;
}

/** What follows the name of a table that is not one that readers see: a shadow, next content, an auxiliary one. */
export const halfMade = "__(next|fresh|member)";

export const shadowSuffix = (run: string): string => `__next_${run}`;

/**
 * A name that no other run has. Every table that is to be exchanged in carries it: a process that believes,
 * wrongly, that the work is still its own, cannot show readers what another one has half filled, and once its
 * tables are dropped it cannot show them anything.
 */
export const newRun: Effect.Effect<string> = Effect.gen(function* () {
  const now = yield* Clock.currentTimeMillis;
  return `${now.toString(36)}${(yield* Random.nextIntBetween(0, 2 ** 31)).toString(36)}`;
});

export const nameOf = (set: TableSet, table: ProjectionTable): string => `${table}${set.suffix}`;

/** Where a table's next content is made before it is exchanged in. */
export const freshNameOf = (set: TableSet, table: ProjectionTable): string =>
  `${nameOf(set, table)}__fresh_${set.run}`;

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
