/**
 * How figures are written, as whoever exported them says. `thousands` is the mark between groups, `none` where
 * there is none; `space` stands for the blank, the no-break and the thin space.
 */
export interface NumberFormat {
  readonly decimal: "." | ",";
  readonly thousands: "." | "," | "'" | "space" | "none";
}

/** What holds without a declaration: a decimal point and nothing between the thousands. */
export const plainNumbers: NumberFormat = { decimal: ".", thousands: "none" };
