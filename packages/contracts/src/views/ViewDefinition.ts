/**
 * What the values of a column are. `minor`: integer minor units of the currency that the row's `currency` names.
 * `amount`: an integer of the unit that the row's `unit` names. `percent` and `factor` are decimals of two and three
 * digits after the point.
 */
export type ColumnUnit =
  | "text"
  | "day"
  | "month"
  | "moment"
  | "count"
  | "seconds"
  | "milliseconds"
  | "minor"
  | "amount"
  | "percent"
  | "factor";

export interface ColumnDefinition {
  readonly name: string;
  readonly unit: ColumnUnit;
  /** Null where there is nothing to say; never where 0 is meant. */
  readonly nullable: boolean;
  readonly means: string;
  /** As SQL prints it. */
  readonly example: string;
}

/**
 * Which rows a span of days selects: those whose column `by` lies in it (of `month` and `week` those that the first and
 * the last day are in); `span`: the view itself is made for the span, from the parameter `from_day` to the as-of day;
 * `none`: the view holds everything up to the as-of day; `now`: it knows no other time.
 */
export type ViewPeriod =
  | { readonly kind: "rows"; readonly by: "month" | "week" | "day" }
  | { readonly kind: "span" }
  | { readonly kind: "none" }
  | { readonly kind: "now" };

/** A view for analysts: plain `name` means now, `name_at(as_of = '2026-01-31')` the end of that day. */
export interface ViewDefinition {
  readonly name: ViewName;
  /** What a row is. */
  readonly grain: string;
  readonly means: string;
  readonly period: ViewPeriod;
  /** In the order of the view. */
  readonly columns: ReadonlyArray<ColumnDefinition>;
  /** Columns that put rows into a total order. */
  readonly orderBy: ReadonlyArray<string>;
  /** A question and the SQL that answers it. */
  readonly example: { readonly asks: string; readonly sql: string };
}

export const viewNames = [
  "client_profitability",
  "client_effort",
  "client_day",
  "client_responsiveness",
  "client_weekly",
  "client_risk",
  "whale_curve",
  "signal_complaint",
  "signal_escalation",
  "signal_answer_due",
  "signal_missed_promise",
  "signal_long_thread",
  "signal_follow_up",
  "signal_feedback",
  "signal_silence",
  "signal_check_in",
  "signal_champion",
  "signal_hand_over",
  "signal_single_thread",
  "signal_slow_answers",
  "signal_after_hours",
  "signal_scope",
  "signal_no_contract",
  "signal_load",
  "signal_late_payment",
  "signal_milestone",
  "coverage",
  "freshness",
] as const;
export type ViewName = (typeof viewNames)[number];

/** A column that always has a value. */
export const column = (name: string, unit: ColumnUnit, means: string, example: string): ColumnDefinition => ({
  name,
  unit,
  nullable: false,
  means,
  example,
});

/** A column that is null where there is nothing to say. */
export const nullable = (
  name: string,
  unit: ColumnUnit,
  means: string,
  example: string,
): ColumnDefinition => ({ name, unit, nullable: true, means, example });
