import { Effect } from "effect";
import { decodeCursor, encodeCursor } from "../figures/cursor.ts";
import { InvalidCursor } from "../ReportErrors.ts";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: string | null;
}

/** By code points, so that every machine orders alike. */
const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Sorted copy by a figure or by name; rows without the figure come last either way, ties by state and id, so that the
 * order is total.
 */
export const orderRows = <R extends Row>(
  rows: ReadonlyArray<R>,
  figure: (row: R) => number | string | null,
  order: "asc" | "desc",
): ReadonlyArray<R> =>
  rows.toSorted((x, y) => {
    const [a, b] = [figure(x), figure(y)];
    const tie = compare(x.state ?? "", y.state ?? "") || compare(x.id, y.id);
    if (a === null || b === null) return a === b ? tie : a === null ? 1 : -1;
    return (order === "desc" ? compare(b, a) : compare(a, b)) || tie;
  });

/** The page of an ordered list after the row that the cursor names. */
export const pageOfRows = <R extends Row>(
  ordered: ReadonlyArray<R>,
  limit: number,
  cursor: string | undefined,
): Effect.Effect<{ readonly rows: ReadonlyArray<R>; readonly nextCursor: string | null }, InvalidCursor> =>
  Effect.suspend(() => {
    let start = 0;
    if (cursor !== undefined) {
      const [state, id] = decodeCursor(cursor) ?? [];
      start = ordered.findIndex((row) => row.id === id && (row.state ?? "") === state) + 1;
      if (start === 0) return Effect.fail(new InvalidCursor({ cursor }));
    }
    const rows = ordered.slice(start, start + limit);
    const last = rows.at(-1);
    const more = start + limit < ordered.length && last !== undefined;
    return Effect.succeed({ rows, nextCursor: more ? encodeCursor([last.state ?? "", last.id]) : null });
  });
