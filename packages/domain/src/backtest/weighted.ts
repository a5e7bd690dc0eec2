/** Rows in falling order of what was foretold, ties together, so that a draw of clients is a walk over them. */
export interface SortedRows {
  readonly hits: Uint8Array;
  /** Which client each row is of. */
  readonly clusters: Uint32Array;
  /** Where a new value begins; the last entry is the number of rows. */
  readonly ties: Uint32Array;
}

export const sortRows = (
  rows: ReadonlyArray<{ readonly cluster: number; readonly hit: boolean; readonly score: number }>,
): SortedRows => {
  const sorted = rows.toSorted((a, b) => b.score - a.score);
  const ties = sorted.flatMap((row, n) => (n > 0 && sorted[n - 1]!.score === row.score ? [] : [n]));
  return {
    hits: Uint8Array.from(sorted, ({ hit }) => (hit ? 1 : 0)),
    clusters: Uint32Array.from(sorted, ({ cluster }) => cluster),
    ties: Uint32Array.from([...ties, sorted.length]),
  };
};

/** Area under the ROC curve when each client counts as often as its weight; null without both outcomes. */
export const weightedAuc = (
  { hits, clusters, ties }: SortedRows,
  weights: ArrayLike<number>,
): number | null => {
  let [hitsAbove, misses, won] = [0, 0, 0];
  for (let tie = 0; tie + 1 < ties.length; tie++) {
    let [hit, miss] = [0, 0];
    for (let n = ties[tie]!; n < ties[tie + 1]!; n++) {
      const weight = weights[clusters[n]!]!;
      if (hits[n] === 1) hit += weight;
      else miss += weight;
    }
    won += miss * (hitsAbove + hit / 2);
    hitsAbove += hit;
    misses += miss;
  }
  return hitsAbove === 0 || misses === 0 ? null : won / (hitsAbove * misses);
};

/**
 * How many times the base rate those in the highest `part` leave, as a share of the most it could be: min(1 ÷ part,
 * 1 ÷ base rate). Of a tie across the border its own share. Null without a hit.
 */
export const weightedLift = (
  { hits, clusters, ties }: SortedRows,
  weights: ArrayLike<number>,
  part: number,
): { readonly lift: number; readonly most: number } | null => {
  let [all, allHits] = [0, 0];
  for (let n = 0; n < hits.length; n++) {
    const weight = weights[clusters[n]!]!;
    all += weight;
    allHits += weight * hits[n]!;
  }
  if (allHits === 0) return null;
  const wanted = Math.max(1, Math.round(all * part));
  let [left, taken] = [wanted, 0];
  for (let tie = 0; tie + 1 < ties.length && left > 0; tie++) {
    let [size, hit] = [0, 0];
    for (let n = ties[tie]!; n < ties[tie + 1]!; n++) {
      const weight = weights[clusters[n]!]!;
      size += weight;
      hit += weight * hits[n]!;
    }
    if (size === 0) continue;
    const share = Math.min(1, left / size);
    taken += hit * share;
    left -= size * share;
  }
  const base = allHits / all;
  return { lift: taken / wanted / base, most: Math.min(all / wanted, 1 / base) };
};
