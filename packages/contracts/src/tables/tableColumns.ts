import { effortView } from "../views/effortView.ts";
import { profitabilityView } from "../views/profitabilityView.ts";
import { type ColumnDefinition, column, nullable, type ViewDefinition } from "../views/ViewDefinition.ts";

/** What the figures of a table are: of `GET /v1/profitability` or of `GET /v1/effort`. */
export const tableNames = ["profitability", "effort"] as const;
export type TableName = (typeof tableNames)[number];

/** A column of a table: the field of a row that it shows, and what the view for analysts says of it. */
export interface TableColumn extends ColumnDefinition {
  /** `contributionMinor` */
  readonly field: string;
  /** Whom a row is about, or a figure of it. */
  readonly kind: "who" | "figure";
}

const fieldOf = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const who = (definition: ColumnDefinition): TableColumn => ({
  ...definition,
  field: fieldOf(definition.name),
  kind: "who",
});

/** Whom a row is about: `rowHead` of the answers. */
const whoColumns: ReadonlyArray<TableColumn> = [
  who(
    column(
      "name",
      "text",
      "the client's name, else the party, the owner, the segment or the month",
      "Acme Ltd",
    ),
  ),
  who(
    nullable(
      "state",
      "text",
      "`client`; `organisation` (outside, linked to no client), `unattributed` (any other party no client claims, or nobody), `internal` (ours), `unused` (capacity nobody took); null of months",
      "client",
    ),
  ),
  who(
    column("id", "text", "the client's id, the party, the member's id, the segment or the month", "acme-ltd"),
  ),
  who(nullable("owner_name", "text", "the member who looks after the client on the as-of day", "Eve Moss")),
  who(nullable("segment", "text", "the client's segment", "retail")),
];

/** Of single client-months; answers over a span have none. */
const ofMonthsAlone: ReadonlySet<string> = new Set([
  "communication_low_seconds",
  "communication_high_seconds",
  "calibration_factor",
]);

const figuresOf = (view: ViewDefinition): ReadonlyArray<TableColumn> =>
  view.columns
    .filter(({ name, unit }) => !["text", "month", "factor"].includes(unit) && !ofMonthsAlone.has(name))
    .map((definition) => ({ ...definition, field: fieldOf(definition.name), kind: "figure" }));

const columns: Readonly<Record<TableName, ReadonlyArray<TableColumn>>> = {
  profitability: [...whoColumns, ...figuresOf(profitabilityView)],
  effort: [...whoColumns, ...figuresOf(effortView)],
};

/** Every column that a table can show: whom a row is about first, then the figures in the order of the view. */
export const tableColumns = (table: TableName): ReadonlyArray<TableColumn> => columns[table];

/** The figures whose values of rows add to the total's. */
export const isAdditive = ({ kind, unit, name }: TableColumn): boolean =>
  kind === "figure" &&
  (unit === "minor" || unit === "seconds") &&
  !/_(?:low|high)_/.test(name) &&
  !["effective_hourly_minor", "target_seconds", "target_price_minor"].includes(name);
