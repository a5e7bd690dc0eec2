import type { BacktestRow, WeekRow } from "./BacktestRow.ts";

/** How many of so many clients a budget lets somebody look at: at least one. */
export const withinBudget = (clients: number, share: number): number =>
  Math.max(1, Math.floor(clients * share + 1e-9));

/**
 * How much of each row is taken when at every origin the highest `share` of clients are: 1, 0, or of a tie across the
 * border the same part of each. What is on no list is never taken.
 */
export const takenAtBudget = (
  rows: ReadonlyArray<BacktestRow>,
  competitor: number,
  share: number,
): Float64Array => {
  const taken = new Float64Array(rows.length);
  const places = rows.map((row, place) => ({ place, origin: row.origin, score: row.foretold[competitor]! }));
  for (const own of Map.groupBy(places, ({ origin }) => origin).values()) {
    let left = withinBudget(own.length, share);
    const groups = Map.groupBy(
      own.filter(({ score }) => score !== null),
      ({ score }) => score,
    );
    for (const score of [...groups.keys()].toSorted((a, b) => b - a)) {
      const group = groups.get(score)!;
      const part = Math.min(1, left / group.length);
      for (const { place } of group) taken[place] = part;
      left -= group.length * part;
      if (left <= 0) break;
    }
  }
  return taken;
};

/** By origin, from where on a client is among the highest `share` of all that week; null where nobody is on the list. */
export const thresholds = (
  weeks: ReadonlyArray<WeekRow>,
  origins: ReadonlyArray<string>,
  competitor: number,
  share: number,
): ReadonlyArray<number | null> => {
  const atOrigin = Map.groupBy(
    weeks.filter(({ sunday, origin }) => sunday === origins[origin]),
    ({ origin }) => origin,
  );
  return origins.map((_, origin) => {
    const own = atOrigin.get(origin) ?? [];
    const scores = own.flatMap(({ foretold }) => foretold[competitor] ?? []).toSorted((a, b) => b - a);
    return scores[Math.min(scores.length, withinBudget(own.length, share)) - 1] ?? null;
  });
};
