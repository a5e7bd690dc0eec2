/**
 * Rows by origin and falling order of what was foretold, ties together, so that a draw of clients is a walk over them. Rows
 * are only compared with others of their origin: that is how somebody looks at a list.
 */
export interface SortedRows {
  readonly hits: Uint8Array;
  /** Which client each row is of. */
  readonly clusters: Uint32Array;
  /** Where a new value or another origin begins; the last entry is the number of rows. */
  readonly ties: Uint32Array;
  /** Whether another origin begins there; by place in `ties`. */
  readonly begins: Uint8Array;
}

export const sortRows = (
  rows: ReadonlyArray<{
    readonly origin: number;
    readonly cluster: number;
    readonly hit: boolean;
    readonly score: number;
  }>,
): SortedRows => {
  // −∞ less −∞ is no number.
  const falling = (a: number, b: number): number => (a === b ? 0 : b - a);
  const sorted = rows.toSorted((a, b) => a.origin - b.origin || falling(a.score, b.score));
  const isSame = (n: number): boolean =>
    n > 0 && sorted[n - 1]!.origin === sorted[n]!.origin && sorted[n - 1]!.score === sorted[n]!.score;
  const ties = sorted.flatMap((_, n) => (isSame(n) ? [] : [n]));
  const begins = ties.map((n) => (n === 0 || sorted[n - 1]!.origin !== sorted[n]!.origin ? 1 : 0));
  return {
    hits: Uint8Array.from(sorted, ({ hit }) => (hit ? 1 : 0)),
    clusters: Uint32Array.from(sorted, ({ cluster }) => cluster),
    ties: Uint32Array.from([...ties, sorted.length]),
    begins: Uint8Array.from(begins),
  };
};

/**
 * The chance that of two clients at one origin the one that left was put higher, a tie counting half, when each client
 * counts as often as its weight: the area under the ROC curve, over all origins together. Null without a pair to compare.
 */
export const weightedAuc = (
  { hits, clusters, ties, begins }: SortedRows,
  weights: ArrayLike<number>,
): number | null => {
  let [pairs, won] = [0, 0];
  let [hitsAbove, misses] = [0, 0];
  for (let tie = 0; tie + 1 < ties.length; tie++) {
    if (begins[tie] === 1) {
      pairs += hitsAbove * misses;
      [hitsAbove, misses] = [0, 0];
    }
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
  pairs += hitsAbove * misses;
  return pairs === 0 ? null : won / pairs;
};
