/** The tables whose rows belong to an edition and are partitioned by it. */
export const editionTables = [
  "contribution",
  "contribution_day",
  "effort_month",
  "effort_comparison",
  "effort_draw",
] as const;
export type EditionTable = (typeof editionTables)[number];

/** `effort` is derived month by month, `money` whole. */
export type Book = "effort" | "money";

/** The part of the money book: it is one. */
export const wholeBook = 0;

/** `2026-10` as the warehouse keeps it: 202610. */
export const monthNumber = (month: string): number => Number(month.replace("-", ""));

/** The inverse of `monthNumber`. */
export const monthOfNumber = (number: number): string =>
  `${String(Math.floor(number / 100)).padStart(4, "0")}-${String(number % 100).padStart(2, "0")}`;
