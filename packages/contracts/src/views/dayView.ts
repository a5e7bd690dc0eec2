import { currencyColumn, shortHolderColumns } from "./holderColumns.ts";
import { column, type ViewDefinition } from "./ViewDefinition.ts";

export const dayView: ViewDefinition = {
  name: "client_day",
  grain: "client and day (UTC) on which anything counts; likewise what is no client's",
  means: "what passed, what it took and what it brought",
  period: { kind: "rows", by: "day" },
  orderBy: ["day", "state", "client"],
  columns: [
    column("day", "day", "the day, UTC", "2026-10-14"),
    ...shortHolderColumns,
    column("messages_in", "count", "messages that they wrote, automatic ones left out", "3"),
    column("messages_out", "count", "messages that we wrote", "2"),
    column("tickets_opened", "count", "tickets opened", "1"),
    column("meetings_held", "count", "meetings held; a shared one counts whole for each", "1"),
    column("effort_seconds", "seconds", "effort, measured and estimated", "9360"),
    column("logged_seconds", "seconds", "of it from time entries", "5400"),
    column("revenue_minor", "minor", "recognised revenue of the day", "14516"),
    column("cash_minor", "minor", "what was paid, without tax and what passes through", "0"),
    column("cost_minor", "minor", "cost of the day", "11554"),
    column("contribution_minor", "minor", "revenue − cost", "2962"),
    currencyColumn,
  ],
  example: {
    asks: "How did one client's weeks go?",
    sql: "SELECT toMonday(day) AS week, sum(messages_in) AS messages, sum(effort_seconds) / 3600 AS hours FROM client_day WHERE client = 'acme-ltd' GROUP BY week ORDER BY week",
  },
};
