import { clientColumns, currencyColumn } from "./holderColumns.ts";
import { column, nullable, type ViewDefinition } from "./ViewDefinition.ts";

export const whaleCurveView: ViewDefinition = {
  name: "whale_curve",
  grain: "measure and client with anything in the span",
  means:
    "clients from the most to the least, cumulated; over the twelve months up to now, or by `whale_curve_at(from_day = …, as_of = …)` over any span",
  period: { kind: "span" },
  orderBy: ["measure", "rank"],
  columns: [
    column("measure", "text", "`revenue` or `contribution` (net)", "contribution"),
    column("rank", "count", "from 1; equal amounts by the client's id", "3"),
    ...clientColumns,
    currencyColumn,
    column("amount_minor", "minor", "the client's revenue or net contribution", "138944"),
    column("cumulative_minor", "minor", "of the first `rank` clients; the last one is the total", "905120"),
    nullable(
      "cumulative_low_minor",
      "minor",
      "lower end of the curve's 80 % band at this rank: every draw of effort has a curve in its own order",
      "811400",
    ),
    nullable("cumulative_high_minor", "minor", "upper end", "970030"),
    column("clients_percent", "percent", "`rank` of all clients of the curve", "12"),
    nullable(
      "cumulative_percent",
      "percent",
      "`cumulative_minor` of the total; null where that is not above 0",
      "141.27",
    ),
  ],
  example: {
    asks: "What would be left without the clients who cost more than they bring?",
    sql: "SELECT max(cumulative_minor) / 100 AS peak, argMax(clients_percent, cumulative_minor) AS at_percent_of_clients FROM whale_curve WHERE measure = 'contribution'",
  },
};
