import { clientColumns, tierColumn } from "./holderColumns.ts";
import { column, nullable, type ViewDefinition } from "./ViewDefinition.ts";

export const riskView: ViewDefinition = {
  name: "client_risk",
  grain: "client that was scored",
  means: "its churn score at the end of its last week that was over; no percentage where none may be shown",
  period: { kind: "none" },
  orderBy: ["client"],
  columns: [
    ...clientColumns,
    tierColumn,
    column("week", "day", "the last week looked at, by its Monday", "2026-10-12"),
    column("model", "text", "the model it is made with", "prior-c538ef468fb1"),
    column(
      "shown",
      "text",
      "`percent`; `band` (too uncertain for a percentage, or too few clients have left), `rank` (the firm's data have drifted), `too_new`, `stale` (a source is silent: the score before), `activity` (nobody has said what leaving is), `ended`",
      "percent",
    ),
    column("band", "text", "`low`, `usual`, `raised`, `high`; empty where nothing may be said", "raised"),
    nullable("chance_percent", "percent", "chance of notice within 13 weeks", "8.41"),
    nullable("chance_low_percent", "percent", "lower end of its 80 % interval", "4.2"),
    nullable("chance_high_percent", "percent", "upper end", "15.93"),
    column(
      "active_percent",
      "percent",
      "chance of contact of their own in the next 8 business weeks",
      "97.93",
    ),
    nullable("notice_on", "day", "when notice was given; null: it was not", "2026-09-05"),
    nullable("ends_on", "day", "the last day", "2026-11-03"),
    column(
      "cause",
      "text",
      "`client_left`, `ended_by_us`, `project_complete`, `merged_or_insolvent`; empty while it has not ended",
      "client_left",
    ),
  ],
  example: {
    asks: "Whom should somebody call this week?",
    sql: "SELECT name, owner_name, band, chance_percent FROM client_risk WHERE band IN ('raised', 'high') AND cause = '' ORDER BY chance_percent DESC",
  },
};
