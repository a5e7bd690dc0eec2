import { seededRandom } from "../seededRandom.ts";

export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
  /** Standard deviation of the draws. */
  readonly error: number;
  /** Draws in which the figure was defined. */
  readonly draws: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly draws?: number;
  /** 0.95: of a hundred, 2½ below and 2½ above. */
  readonly level?: number;
}

/**
 * The interval of a figure whose rows are not independent: whole clients are drawn with replacement, all rows of each
 * (percentile bootstrap, clustered). `figure` gets the rows of a draw and may say null where it is not defined. Null
 * when fewer than half of the draws define it. The same seed and order of clusters give the same interval.
 */
export const clusterBootstrap = <Row>(
  clusters: ReadonlyArray<ReadonlyArray<Row>>,
  figure: (rows: ReadonlyArray<Row>) => number | null,
  { seed, draws = 1_000, level = 0.95 }: BootstrapOptions,
): BootstrapInterval | null => {
  if (clusters.length === 0) return null;
  const random = seededRandom(seed);
  const values: Array<number> = [];
  for (let draw = 0; draw < draws; draw++) {
    const rows: Array<Row> = [];
    for (let n = 0; n < clusters.length; n++) {
      for (const row of clusters[random.int(0, clusters.length - 1)]!) rows.push(row);
    }
    const value = figure(rows);
    if (value !== null && Number.isFinite(value)) values.push(value);
  }
  if (values.length < draws / 2) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const tail = (1 - level) / 2;
  return {
    low: at(tail),
    high: at(1 - tail),
    error: Math.sqrt(squares / Math.max(1, values.length - 1)),
    draws: values.length,
  };
};
