import { type ColumnDefinition, column } from "./ViewDefinition.ts";

const state = column(
  "state",
  "text",
  "`client`; `organisation` (outside, linked to no client), `unattributed` (any other party no client claims, or nobody), `internal` (ours), `unused` (capacity nobody took)",
  "client",
);
const client = column(
  "client",
  "text",
  "the client's id, or the party; empty for what is nobody's",
  "acme-ltd",
);
const name = column("name", "text", "the client's name, else the party, else the state", "Acme Ltd");
const owner = column(
  "owner",
  "text",
  "id of the member who looks after the client on the as-of day; empty for none",
  "eve",
);
const ownerName = column("owner_name", "text", "that member's name", "Eve Moss");
const segment = column("segment", "text", "the client's segment; empty for none", "retail");
export const tierColumn = column("tier", "text", "the client's tier; empty for none", "gold");

export const currencyColumn = column(
  "currency",
  "text",
  "the reporting currency, of every `_minor` column",
  "GBP",
);

/** Who a row is about. */
export const holderColumns: ReadonlyArray<ColumnDefinition> = [
  state,
  client,
  name,
  owner,
  ownerName,
  segment,
  tierColumn,
];
export const shortHolderColumns: ReadonlyArray<ColumnDefinition> = [state, client, name, owner, segment];
export const responderColumns: ReadonlyArray<ColumnDefinition> = [
  state,
  client,
  name,
  owner,
  ownerName,
  segment,
];
export const clientColumns: ReadonlyArray<ColumnDefinition> = [client, name, owner, ownerName, segment];

export const monthColumn = column("month", "month", "the month, UTC, by its first day", "2026-10-01");
