/** What a row is ordered by: numbers by size, texts by letters, null last whichever way. */
export type Ordered = number | string | null;

/** `-year` is by `year`, the most first. */
export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

export const readSort = (text: string): Sort =>
  text.startsWith("-") ? { key: text.slice(1), descending: true } : { key: text, descending: false };

export const sortText = ({ key, descending }: Sort): string => (descending ? `-${key}` : key);

const letters = new Intl.Collator("en", { numeric: true });

/** Rows in order; equal ones stay as they were. */
export const orderRows = <Row>(
  rows: ReadonlyArray<Row>,
  orderOf: (row: Row) => Ordered,
  descending: boolean,
): ReadonlyArray<Row> => {
  const sign = descending ? -1 : 1;
  return rows
    .map((row) => [row, orderOf(row)] as const)
    .toSorted(([, a], [, b]) => {
      if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
      const by =
        typeof a === "number" && typeof b === "number" ? a - b : letters.compare(String(a), String(b));
      return sign * by;
    })
    .map(([row]) => row);
};
