import type { TableMode } from "@rapport/warehouse/migrations/render";

/** Tables of messages as they are shared out, in the order in which they are made. */
export const messageTables = [
  "held_month",
  "held_organisation",
  "held_message",
  "active_day",
  "threaded_message",
  "held_person",
  "held_reply",
  "message_day",
  "message_month",
] as const;
export type MessageTable = (typeof messageTables)[number];

/** The set of tables that is worked on: the ones readers see, or those that a rebuild fills beside them. */
export interface MessageTableSet {
  readonly mode: TableMode;
  /** Fills `{{table}}` and `{{table:fresh}}` with names. */
  readonly render: (sql: string) => string;
  readonly nameOf: (table: MessageTable) => string;
  /** Where a table's next content is made before it is exchanged in; a name that no table had before. */
  readonly freshNameOf: (table: MessageTable) => string;
}
