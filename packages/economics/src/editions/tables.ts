/** The tables whose rows belong to an edition and are partitioned by it. */
export const editionTables = [
  "contribution",
  "contribution_day",
  "effort_month",
  "effort_comparison",
  "effort_draw",
  "client_week",
  "client_score",
  "client_end",
] as const;
export type EditionTable = (typeof editionTables)[number];

/** `effort` is derived month by month, `money` and `risk` whole. */
export type Book = "effort" | "money" | "risk";

/** The part of a book that is one. */
export const wholeBook = 0;

/** `2026-10` as the warehouse keeps it: 202610. */
export const monthNumber = (month: string): number => Number(month.replace("-", ""));

/** The inverse of `monthNumber`. */
export const monthOfNumber = (number: number): string =>
  `${String(Math.floor(number / 100)).padStart(4, "0")}-${String(number % 100).padStart(2, "0")}`;
