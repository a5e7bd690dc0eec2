import { currencyColumn, holderColumns, monthColumn } from "./holderColumns.ts";
import { column, nullable, type ViewDefinition } from "./ViewDefinition.ts";

const seconds = (name: string, means: string, example: string) => column(name, "seconds", means, example);
const maybeSeconds = (name: string, means: string, example: string) =>
  nullable(name, "seconds", means, example);

export const effortView: ViewDefinition = {
  name: "client_effort",
  grain: "client and month; one row more for each month of everything that is no client's",
  means: "our time: what was logged, what is estimated, and how far the two agree",
  period: { kind: "rows", by: "month" },
  orderBy: ["month", "state", "client"],
  columns: [
    monthColumn,
    ...holderColumns,
    seconds(
      "effort_seconds",
      "logged + meeting + ticket + mail + interruption; nobody's second counts twice",
      "187200",
    ),
    maybeSeconds(
      "effort_low_seconds",
      "lower end of its 80 % interval (quantile 0.1 of the draws)",
      "165020",
    ),
    maybeSeconds("effort_high_seconds", "upper end (quantile 0.9)", "214300"),
    seconds("measured_seconds", "of it from time entries", "108000"),
    seconds("estimated_seconds", "of it from time equations, calibrated, without what is logged", "79200"),
    nullable("measured_percent", "percent", "share of effort that is measured", "57.69"),
    seconds("logged_seconds", "time entries, as their source says", "108000"),
    seconds("meeting_seconds", "meetings with preparation, follow-up, cancelling and moving", "41400"),
    seconds("ticket_seconds", "handling tickets, hand-overs, reopenings, escalations, replies", "7200"),
    seconds("mail_seconds", "writing and reading mail", "28800"),
    seconds("interruption_seconds", "coming back to work after bursts of mail", "1800"),
    maybeSeconds(
      "communication_logged_seconds",
      "logged on communication (`calibration.activities`); clients only",
      "64800",
    ),
    maybeSeconds(
      "communication_raw_seconds",
      "communication by the time equations alone, nothing left out",
      "72000",
    ),
    maybeSeconds("communication_expected_seconds", "that × the calibration factor", "79200"),
    maybeSeconds("communication_low_seconds", "lower end of the 80 % interval of one client-month", "58300"),
    maybeSeconds("communication_high_seconds", "upper end", "107600"),
    maybeSeconds("shadow_seconds", "expected − logged; negative: more was logged than can be seen", "14400"),
    nullable("calibration_factor", "factor", "κ of the month, by which estimates are multiplied", "1.1"),
    seconds("unused_seconds", "capacity that no event took, of the state `unused` alone", "0"),
    currencyColumn,
    column("labour_minor", "minor", "effort × the cost rate of its day", "231080"),
  ],
  example: {
    asks: "Who takes most of what nobody logs?",
    sql: "SELECT name, sum(shadow_seconds) / 3600 AS shadow_hours FROM client_effort WHERE state = 'client' GROUP BY name ORDER BY shadow_hours DESC LIMIT 10",
  },
};
