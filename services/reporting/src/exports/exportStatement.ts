import type { ViewDefinition } from "@rapport/contracts/views/ViewDefinition";
import { twelveMonthsTo } from "../economics/Span.ts";

/** The last day that counts, and days, both included; null: from the first, to the last. */
export interface ExportSpan {
  readonly asOf: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** True when a view can be asked for a span of days. */
export const takesSpan = ({ period }: ViewDefinition): boolean =>
  period.kind === "rows" || period.kind === "span";

const asOf = "{asOf:Date32}";
const earlier = (a: string, b: string): string => (a < b ? a : b);

const firstDay = "1900-01-01";

/** The first day, month or week of a span, as the column `by` has it. */
const firstOf = {
  day: "{from:Date32}",
  week: "toDate32(toMonday({from:Date32}))",
  month: "toStartOfMonth({from:Date32})",
} as const;

/**
 * The rows of a view up to a day, `last`, with the owners of another, the as-of day: who looked after a client by then
 * is not who did when the span ended.
 */
const ownedAsOf = ({ name, columns }: ViewDefinition, { asOf: day }: ExportSpan, last: string): string => {
  const rows = `${name}_at(as_of = {last:Date32})`;
  const owners = columns.map((column) => column.name).filter((column) => /^owner(_name)?$/.test(column));
  if (last === day || owners.length === 0) return rows;
  return `(
    SELECT v.* REPLACE (${owners.map((column) => `k.${column} AS ${column}`).join(", ")})
    FROM ${rows} AS v LEFT JOIN client_card(as_of = ${asOf}) AS k ON k.client = v.client
  )`;
};

/**
 * The rows of a view in their order, as of a day, of a span where it has one: a view of months gives the months that
 * the first and the last day are in, of the last one what lies before its end; the whale curve ends on its as-of day.
 */
export const exportStatement = (view: ViewDefinition, span: ExportSpan) => {
  const { period } = view;
  const order = `ORDER BY ${view.orderBy.join(", ")}`;
  const columns = view.columns.map(({ name }) => name).join(", ");
  const select = (from: string, where = "") => `SELECT ${columns} FROM ${from} ${where}${order}`;
  const last = earlier(span.to ?? span.asOf, span.asOf);
  switch (period.kind) {
    case "now":
      return { sql: select(view.name), params: {} };
    case "none":
      return { sql: select(`${view.name}_at(as_of = ${asOf})`), params: { asOf: span.asOf } };
    case "span":
      return {
        sql: select(`${view.name}_at(from_day = {from:Date32}, as_of = ${asOf})`),
        params: { from: span.from ?? twelveMonthsTo(last), asOf: last },
      };
    case "rows": {
      const start = firstOf[period.by];
      return {
        sql: select(ownedAsOf(view, span, last), `WHERE ${period.by} >= ${start} `),
        params: { from: span.from ?? firstDay, asOf: span.asOf, last },
      };
    }
  }
};
