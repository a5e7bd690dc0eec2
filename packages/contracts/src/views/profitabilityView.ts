import { currencyColumn, holderColumns, monthColumn } from "./holderColumns.ts";
import { column, nullable, type ViewDefinition } from "./ViewDefinition.ts";

const minor = (name: string, means: string, example: string) => column(name, "minor", means, example);

export const profitabilityView: ViewDefinition = {
  name: "client_profitability",
  grain: "client and month; one row more for each month of everything that is no client's",
  means: "revenue, cost to serve and what is left of it",
  period: { kind: "rows", by: "month" },
  orderBy: ["month", "state", "client"],
  columns: [
    monthColumn,
    ...holderColumns,
    currencyColumn,
    minor("revenue_minor", "recognised revenue: invoiced + credited + pass-through", "412500"),
    minor(
      "invoiced_minor",
      "net amounts of invoices, spread by day over the service period, else on the day of issue",
      "450000",
    ),
    minor("credited_minor", "credit notes, negative", "-25000"),
    minor("pass_through_minor", "what of the invoices only passes through, negative", "-12500"),
    minor("cash_minor", "what was paid, without tax and what passes through", "400000"),
    minor("labour_minor", "effort × the cost rate of its day", "231080"),
    minor("overhead_minor", "share of overhead, by seconds of effort", "39911"),
    minor(
      "unused_capacity_minor",
      "capacity that no event took, of the state `unused` alone; negative: more was worked than there was",
      "0",
    ),
    minor("expenses_minor", "expenses that nobody is billed for as they are", "1800"),
    minor("expected_loss_minor", "change of the expected loss on what is unpaid, at the month's end", "620"),
    minor("late_payment_minor", "cost of capital of what was paid late, on the day of payment", "145"),
    minor(
      "cost_minor",
      "labour + overhead + unused capacity + expenses + expected loss + late payment",
      "273556",
    ),
    minor("contribution_minor", "net contribution: revenue − cost; negative is a loss", "138944"),
    nullable(
      "contribution_low_minor",
      "minor",
      "lower end of its 80 % interval (quantile 0.1 of the draws of effort)",
      "96210",
    ),
    nullable("contribution_high_minor", "minor", "upper end (quantile 0.9)", "170322"),
    nullable("loss_probability_percent", "percent", "share of the draws in which it is a loss", "1.35"),
    nullable("margin_percent", "percent", "contribution of revenue; null without revenue", "33.68"),
    nullable("measured_cost_percent", "percent", "share of labour that comes from time entries", "61.2"),
    column("effort_seconds", "seconds", "effort, measured and estimated", "187200"),
    column("logged_seconds", "seconds", "of it from time entries", "108000"),
    nullable(
      "shadow_seconds",
      "seconds",
      "communication expected (calibrated estimate) less logged on it; clients only",
      "14400",
    ),
    nullable(
      "effective_hourly_minor",
      "minor",
      "revenue for an hour: revenue ÷ (logged + shadow where above 0)",
      "12132",
    ),
    nullable(
      "target_seconds",
      "seconds",
      "what the revenue pays for at the margin aimed at: revenue × (1 − margin.target) ÷ average cost of an hour",
      "147658",
    ),
    nullable("break_even_minor", "minor", "revenue at which nothing is left: the cost", "273556"),
    nullable(
      "target_price_minor",
      "minor",
      "revenue at which the margin aimed at is left: cost ÷ (1 − margin.target)",
      "341945",
    ),
  ],
  example: {
    asks: "Which clients lost money last quarter, and how sure is it month by month?",
    sql: "SELECT name, month, contribution_minor / 100 AS contribution, loss_probability_percent FROM client_profitability WHERE state = 'client' AND contribution_minor < 0 AND month >= '2026-07-01' ORDER BY contribution_minor",
  },
};
