import { clientColumns, currencyColumn, tierColumn } from "./holderColumns.ts";
import { type ColumnDefinition, column, nullable, type ViewDefinition } from "./ViewDefinition.ts";

const count = (name: string, means: string, example: string): ColumnDefinition =>
  column(name, "count", means, example);
const seconds = (name: string, means: string, example: string): ColumnDefinition =>
  column(name, "seconds", means, example);
const minor = (name: string, means: string, example: string): ColumnDefinition =>
  column(name, "minor", means, example);

const contact: ReadonlyArray<ColumnDefinition> = [
  count("business_days", "working days of the client's calendar without holidays and agreed breaks", "5"),
  count(
    "active_days",
    "days on which they made contact on their own account: mail, a ticket, a meeting they called",
    "2",
  ),
  count("messages_in", "messages that they wrote, automatic ones left out, shared ones by their share", "6"),
  count("messages_out", "messages that we wrote", "5"),
  count("threads_by_them", "of theirs those that answer none", "2"),
  count("threads_by_us", "of ours", "1"),
  count(
    "messages_in_after_hours",
    "messages of theirs from outside working hours by the sender's clock",
    "1",
  ),
  count("asks_in", "messages of theirs that ask for something", "3"),
  count(
    "asks_unanswered",
    "of the two weeks up to this one's end: those nobody of ours had answered by then",
    "1",
  ),
  count("replies_ours", "first answers by us", "2"),
  count("replies_theirs", "first answers by them", "2"),
  count("tone_messages", "messages of theirs whose tone could be told", "4"),
  count("complaints", "messages and ticket replies of theirs that complain", "0"),
  count("contacts_90", "people of theirs with a message in the 90 days before the week's end", "3"),
  count("senior_contacts_90", "of them executives and directors", "1"),
  count("members_90", "people of ours named in messages with them in those 90 days", "2"),
];

const service: ReadonlyArray<ColumnDefinition> = [
  count(
    "meetings_held",
    "meetings with somebody of theirs that ended in the week; nobody of theirs came: not held",
    "1",
  ),
  count("recurring_due", "occurrences of series that were to begin in the week", "1"),
  count("recurring_held", "of series, those held", "1"),
  count(
    "meetings_cancelled_by_them",
    "cancelled by their organiser in the week, or all of theirs declined",
    "0",
  ),
  count("meetings_moved", "meetings of the week that had been at another time", "0"),
  count("tickets_opened", "tickets opened", "2"),
  count("tickets_reopened", "times a ticket came back after it was solved", "0"),
  count("tickets_escalated", "escalations", "0"),
  count("tickets_reassigned", "times a ticket changed hands", "1"),
  count("open_escalations", "escalated tickets open at the week's end", "0"),
  count("open_tickets", "tickets open at the week's end", "3"),
  count("oldest_ticket_hours", "age of the oldest of them, hours; 0 without one", "52"),
];

const bills: ReadonlyArray<ColumnDefinition> = [
  count("invoices_issued", "invoices of the week", "1"),
  count(
    "invoices_settled",
    "invoices of which it became known in the week whether they were paid by their due day",
    "1",
  ),
  count("invoices_late", "of them those that were not", "0"),
  count("disputes", "invoices that came to be disputed", "0"),
];

const effort: ReadonlyArray<ColumnDefinition> = [
  seconds(
    "effort_seconds",
    "effort, measured and estimated; what is estimated of a ticket moves with what comes of it",
    "9360",
  ),
  seconds("logged_seconds", "of it from time entries", "5400"),
  seconds("rework_seconds", "of it on tickets that came back or changed hands", "600"),
  seconds("unbilled_seconds", "time entries that their source calls not billable", "0"),
];

const amounts: ReadonlyArray<ColumnDefinition> = [
  minor(
    "revenue_minor",
    "recognised revenue; what is billed afterwards counts in the week of the bill",
    "77500",
  ),
  minor("cost_minor", "cost of the week, by that effort", "41081"),
  minor("cash_minor", "what was paid, without tax and what passes through", "0"),
  minor("overdue_minor", "with tax, unpaid at the week's end and past its due day", "0"),
  minor("open_minor", "with tax, unpaid at the week's end", "310000"),
  nullable("fee_month_minor", "minor", "fee for a month by the contracts known at the week's end", "310000"),
];

export const weeklyView: ViewDefinition = {
  name: "client_weekly",
  grain: "client and week that was over, from its first sign of life to its end",
  means:
    "what happened in the week and what stood at its end, of what had happened by then and nothing later",
  period: { kind: "rows", by: "week" },
  orderBy: ["week", "client"],
  columns: [
    column("week", "day", "the week, by its Monday, UTC", "2026-10-12"),
    ...clientColumns,
    tierColumn,
    ...contact,
    ...service,
    ...bills,
    ...effort,
    currencyColumn,
    ...amounts,
    count("under_contract", "1 when a contract was in force at the week's end", "1"),
    nullable(
      "notice_deadline_days",
      "count",
      "days until notice must be given for the next renewal, or until a fixed end; null without one",
      "89",
    ),
  ],
  example: {
    asks: "Who has been in touch on fewer days this quarter than in the one before?",
    sql: "SELECT name, sumIf(active_days, week > today() - 91) AS now, sumIf(active_days, week <= today() - 91) AS before FROM client_weekly WHERE week > today() - 182 GROUP BY name HAVING now < before ORDER BY now - before",
  },
};
