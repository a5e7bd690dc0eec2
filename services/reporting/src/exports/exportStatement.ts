import type { ViewDefinition } from "@rapport/contracts/views/ViewDefinition";

/** Days, both included, and the last day that counts. */
export interface ExportSpan {
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
}

/** True when a view can be asked for a span of days. */
export const takesSpan = ({ period }: ViewDefinition): boolean =>
  period.kind === "rows" || period.kind === "span";

const parameters = "{asOf:Date32}";
const earlier = (a: string, b: string): string => (a < b ? a : b);

/**
 * The rows of a view in their order, as of a day, of a span where it has one: a view of months gives the months that
 * the first and the last day are in. A `span` ends on its as-of day.
 */
export const exportStatement = (view: ViewDefinition, span: ExportSpan) => {
  const { period } = view;
  const order = `ORDER BY ${view.orderBy.join(", ")}`;
  const columns = view.columns.map(({ name }) => name).join(", ");
  const select = (from: string, where = "") => `SELECT ${columns} FROM ${from} ${where} ${order}`;
  const last = earlier(span.to, span.asOf);
  switch (period.kind) {
    case "now":
      return { sql: select(view.name), params: {} };
    case "none":
      return { sql: select(`${view.name}_at(as_of = ${parameters})`), params: { asOf: span.asOf } };
    case "span":
      return {
        sql: select(`${view.name}_at(from_day = {from:Date32}, as_of = ${parameters})`),
        params: { from: span.from, asOf: last },
      };
    case "rows": {
      const start = period.by === "month" ? "toStartOfMonth({from:Date32})" : "{from:Date32}";
      return {
        sql: select(
          `${view.name}_at(as_of = ${parameters})`,
          `WHERE ${period.by} BETWEEN ${start} AND {to:Date32}`,
        ),
        params: { from: span.from, to: span.to, asOf: last },
      };
    }
  }
};
