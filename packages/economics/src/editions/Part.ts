import type { Book } from "./tables.ts";

/** One part of a book in one of its editions. `month` as 202610; `wholeBook` of a book that is derived whole. */
export interface Part {
  readonly book: Book;
  readonly month: number;
  readonly edition: bigint;
}
