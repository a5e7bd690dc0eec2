import { responderColumns } from "./holderColumns.ts";
import { type ColumnDefinition, column, nullable, type ViewDefinition } from "./ViewDefinition.ts";

const sideColumns = (side: "our" | "their", who: string): ReadonlyArray<ColumnDefinition> => {
  const ms = (name: string, means: string, example: string) =>
    nullable(`${side}_${name}`, "milliseconds", means, example);
  return [
    column(`${side}_replies`, "count", `first answers by ${who}`, "41"),
    ms("elapsed_median_ms", `how long an answer by ${who} took, by the clock, median`, "15120000"),
    ms("elapsed_p90_ms", "the same, 90th percentile", "97200000"),
    ms("working_median_ms", "in the firm's working hours, median", "7380000"),
    ms("working_p90_ms", "the same, 90th percentile", "36000000"),
  ];
};

export const responsivenessView: ViewDefinition = {
  name: "client_responsiveness",
  grain: "client or unlinked organisation with a first answer",
  means: "how long answers by mail take, both ways, by reply header; exact quantiles",
  period: { kind: "none" },
  orderBy: ["state", "client"],
  columns: [...responderColumns, ...sideColumns("our", "us"), ...sideColumns("their", "them")],
  example: {
    asks: "Whom do we keep waiting?",
    sql: "SELECT name, our_replies, our_working_p90_ms / 3600000 AS p90_hours FROM client_responsiveness WHERE our_replies >= 10 ORDER BY our_working_p90_ms DESC LIMIT 10",
  },
};
