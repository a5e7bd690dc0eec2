import { column, nullable, type ViewDefinition } from "./ViewDefinition.ts";

export const coverageView: ViewDefinition = {
  name: "coverage",
  grain: "measure, currency and state",
  means: "where everything went: the amounts of all states of a measure and currency add to the whole",
  period: { kind: "none" },
  orderBy: ["measure", "currency", "state"],
  columns: [
    column(
      "measure",
      "text",
      "`messages`, `tickets`, `meetings`, `meeting_minutes`, `logged_seconds`; of the books, in their own currencies, `invoiced_net`, `credited_net`, `paid`, `expenses`, `overhead`; of the economics `effort_seconds`, `labour_minor`, `cost_minor`, `revenue_minor`",
      "logged_seconds",
    ),
    column("currency", "text", "of money; else empty", "GBP"),
    column("state", "text", "as in the other views; of messages as under Coverage", "client"),
    column(
      "unit",
      "text",
      "of the amounts: `millionths` (of messages, meetings and minutes that are shared out), `tickets`, `seconds`, `minor units`",
      "seconds",
    ),
    column("amount", "amount", "what went there", "9504000"),
    column("total_amount", "amount", "of all states", "10123200"),
    nullable("percent", "percent", "`amount` of the total; null where that is not above 0", "93.88"),
  ],
  example: {
    asks: "How much of our hours and money belongs to a client?",
    sql: "SELECT measure, currency, percent FROM coverage WHERE state = 'client' ORDER BY measure, currency",
  },
};

export const freshnessView: ViewDefinition = {
  name: "freshness",
  grain: "source: connector and account",
  means: "how far each source has been read",
  period: { kind: "now" },
  orderBy: ["connector", "account"],
  columns: [
    column("connector", "text", "`email`, `tickets`, `meetings`, `ledger` or the help desk's own", "email"),
    column("account", "text", "the account that was read", "me@rapport.example"),
    column("records", "count", "records in the log, copies included", "48210"),
    nullable("last_event_at", "moment", "the last event, by its own time", "2026-10-14 16:41:09.000"),
    column("last_recorded_at", "moment", "when the last one was recorded", "2026-10-14 16:45:00.120"),
  ],
  example: {
    asks: "Which source has said nothing for a day?",
    sql: "SELECT connector, account, last_recorded_at FROM freshness WHERE last_recorded_at < now() - INTERVAL 1 DAY",
  },
};
