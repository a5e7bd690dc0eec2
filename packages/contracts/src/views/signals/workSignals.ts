import { currencyColumn } from "../holderColumns.ts";
import { column, nullable } from "../ViewDefinition.ts";
import { type SignalView, signalView } from "./SignalView.ts";

const nothing = ["empty", ""] as const;

/** Work beyond what was agreed, what it takes, whether it is paid for, and what is coming. */
export const workSignals: ReadonlyArray<SignalView> = [
  signalView({
    kind: "scope",
    title: "more than was agreed",
    grain: "client with work of 13 weeks beyond what was agreed",
    means:
      "logged hours that nobody is billed for (`signal.scope.minutes`, `signal.scope.share` of the hours and twice the other clients' median), hours beyond the agreed cap, or four requests beyond the scope or more (`signal.scope.share` of their messages)",
    since: "the first request or unbilled entry",
    about: nothing,
    figures: [
      column("requests", "count", "messages that want more than was agreed, by their words", "6"),
      column("messages", "count", "their messages and ticket replies", "23"),
      column("unbilled_seconds", "seconds", "logged and not billable", "135360"),
      column("logged_seconds", "seconds", "logged", "591840"),
      nullable(
        "peers_percent",
        "percent",
        "median of unbilled shares of the clients, of five or more",
        "2.18",
      ),
      nullable("beyond_cap_seconds", "seconds", "beyond the agreed cap; null without one", "7200"),
      currencyColumn,
      column("unbilled_cost_minor", "minor", "what the unbilled hours cost us", "195662"),
    ],
    example: {
      asks: "What does work that nobody pays for cost us?",
      sql: "SELECT name, requests, unbilled_seconds / 3600 AS hours, unbilled_cost_minor, currency FROM signal_scope ORDER BY unbilled_cost_minor DESC",
    },
  }),
  signalView({
    kind: "no_contract",
    title: "nothing in writing",
    grain: "client with `signal.unwritten.minutes` logged in eight weeks and no contract in force",
    means: "work without anything in writing",
    since: "the first of these hours",
    about: ["`none`: there was never a contract; `ended`", "ended"],
    figures: [
      column("logged_seconds", "seconds", "logged in these weeks", "57600"),
      nullable("ended_on", "day", "last day of the last contract", "2026-08-31"),
    ],
    example: {
      asks: "For whom do we work without a contract?",
      sql: "SELECT name, about, logged_seconds / 3600 AS hours FROM signal_no_contract ORDER BY hours DESC",
    },
  }),
  signalView({
    kind: "load",
    title: "takes much for what it brings",
    grain: "client with ten hours of effort or more in 26 weeks",
    means:
      "effort per thousand of revenue is `signal.load.factor` times the median of the others, of five or more. Of whole clients, never of people",
    since: "the first day of the 26 weeks",
    about: nothing,
    figures: [
      column("effort_seconds", "seconds", "effort, measured and estimated", "982736"),
      column("revenue_minor", "minor", "recognised revenue", "670188"),
      column("per_thousand_seconds", "seconds", "effort per 1,000 of revenue", "146635"),
      column("peers_per_thousand_seconds", "seconds", "median of the others", "45214"),
      currencyColumn,
    ],
    example: {
      asks: "Who takes most for what they bring?",
      sql: "SELECT name, per_thousand_seconds / 3600 AS hours, peers_per_thousand_seconds / 3600 AS others FROM signal_load ORDER BY hours DESC",
    },
  }),
  signalView({
    kind: "late_payment",
    title: "pays late",
    grain: "client who pays late",
    means:
      "half or more of the bills settled in 26 weeks, three or more, came `signal.payment.days` after they were due, or a bill has been overdue for 30 days. Disputed ones are left out",
    since: "when the first of them was due",
    about: nothing,
    figures: [
      column("settled", "count", "bills settled in 26 weeks", "5"),
      column("late", "count", "of them `signal.payment.days` late or more", "5"),
      nullable("median_late_days", "count", "days after they were due, median; negative is early", "56"),
      nullable("past_median_late_days", "count", "the same of all before, of three or more", "49"),
      column("overdue", "count", "bills overdue for 30 days or more", "1"),
      nullable("longest_overdue_days", "count", "days the longest is overdue", "46"),
    ],
    example: {
      asks: "Who pays later than before?",
      sql: "SELECT name, median_late_days, past_median_late_days FROM signal_late_payment WHERE median_late_days > past_median_late_days",
    },
  }),
  signalView({
    kind: "milestone",
    title: "coming up",
    grain: "day worth a word in the coming `signal.milestone.days`",
    means: "anniversaries of the first contract, renewals, and days marked for the client in our calendars",
    since: "the day",
    about: ["`anniversary`, `renewal` or `marked day`", "anniversary"],
    figures: [
      column("years", "count", "of an anniversary; else 0", "3"),
      column("in_days", "count", "days from the as-of day on", "12"),
    ],
    example: {
      asks: "Whom could we congratulate?",
      sql: "SELECT name, years, since FROM signal_milestone WHERE about = 'anniversary' ORDER BY since",
    },
  }),
];
