import { betaQuantile } from "../statistics/betaQuantile.ts";
import type { BacktestRow } from "./BacktestRow.ts";

/** Rows of much the same chance: what was foretold of them and what came. */
export interface Bin {
  readonly rows: number;
  readonly mean: number;
  readonly observed: number;
  /** Between which the share is, 95 of 100, of rows that do not depend on each other (Jeffreys). */
  readonly low: number;
  readonly high: number;
}

/** Bins of equally many rows by rising chance; fewer than ten where there are fewer than 200 rows. */
export const reliabilityBins = (rows: ReadonlyArray<BacktestRow>, competitor: number): ReadonlyArray<Bin> => {
  const sorted = rows.toSorted((a, b) => a.foretold[competitor]! - b.foretold[competitor]!);
  const count = Math.min(10, Math.max(1, Math.floor(rows.length / 20)));
  return Array.from({ length: rows.length === 0 ? 0 : count }, (_, n) => {
    const own = sorted.slice(
      Math.floor((n * sorted.length) / count),
      Math.floor(((n + 1) * sorted.length) / count),
    );
    const left = own.filter((row) => row.left).length;
    return {
      rows: own.length,
      mean: own.reduce((sum, { foretold }) => sum + foretold[competitor]!, 0) / own.length,
      observed: left / own.length,
      low: left === 0 ? 0 : betaQuantile(0.025, left + 0.5, own.length - left + 0.5),
      high: left === own.length ? 1 : betaQuantile(0.975, left + 0.5, own.length - left + 0.5),
    };
  });
};

type Corner = readonly [taken: number, found: number];

/** At one origin, how many of those who left are among the highest so many: the corners of a line. */
const cornersOf = (rows: ReadonlyArray<BacktestRow>, competitor: number): ReadonlyArray<Corner> => {
  const groups = Map.groupBy(rows, ({ foretold }) => foretold[competitor] ?? -Infinity);
  const corners: Array<Corner> = [[0, 0]];
  let [taken, found] = [0, 0];
  for (const score of [...groups.keys()].toSorted((a, b) => (a === b ? 0 : b - a))) {
    const group = groups.get(score)!;
    taken += group.length;
    found += group.filter(({ left }) => left).length;
    corners.push([taken / rows.length, found]);
  }
  return corners;
};

const heightAt = (corners: ReadonlyArray<Corner>, at: number): number => {
  const next = Math.max(
    1,
    corners.findIndex(([x]) => x >= at - 1e-12),
  );
  const [[x0, y0], [x1, y1]] = [corners[next - 1]!, corners[next]!];
  return x1 === x0 ? y1 : y0 + ((at - x0) / (x1 - x0)) * (y1 - y0);
};

/**
 * Of those who left, the share among the highest so many of each origin: points of 0 to 1, by twentieths, of a tie its own
 * part. Empty where nobody left.
 */
export const gainsOf = (
  rows: ReadonlyArray<BacktestRow>,
  competitor: number,
): ReadonlyArray<readonly [taken: number, found: number]> => {
  const all = rows.filter(({ left }) => left).length;
  if (all === 0) return [];
  const origins = [...Map.groupBy(rows, ({ origin }) => origin).values()];
  const corners = origins.map((own) => cornersOf(own, competitor));
  return Array.from({ length: 21 }, (_, n) => {
    const found = corners.reduce((sum, one) => sum + heightAt(one, n / 20), 0);
    return [n / 20, found / all] as const;
  });
};
