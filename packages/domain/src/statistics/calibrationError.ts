import { seededRandom } from "../seededRandom.ts";
import type { Forecast } from "./Forecast.ts";

/** Fewer than a hundred rows do not fill ten bins (design 04 §3.3). */
export const binsFor = (rows: number): number => (rows < 100 ? 5 : 10);

export interface CalibrationBin {
  readonly rows: number;
  readonly meanChance: number;
  readonly observedShare: number;
}

/**
 * Rows in bins of about as many each, by their chance, the lowest first; equal chances are never parted, so that there may be
 * fewer bins. For a reliability plot.
 */
export const calibrationBins = (
  forecasts: ReadonlyArray<Forecast>,
  bins: number = binsFor(forecasts.length),
): ReadonlyArray<CalibrationBin> => {
  const sorted = forecasts.toSorted((a, b) => a.chance - b.chance);
  const made: Array<CalibrationBin> = [];
  let from = 0;
  for (let bin = 1; bin <= bins && from < sorted.length; bin++) {
    let to = Math.round((sorted.length * bin) / bins);
    while (to < sorted.length && to > 0 && sorted[to]!.chance === sorted[to - 1]!.chance) to += 1;
    if (to <= from) continue;
    let [chance, hits] = [0, 0];
    for (let n = from; n < to; n++) {
      chance += sorted[n]!.chance;
      hits += sorted[n]!.happened ? 1 : 0;
    }
    const rows = to - from;
    made.push({ rows, meanChance: chance / rows, observedShare: hits / rows });
    from = to;
  }
  return made;
};

/** Expected calibration error: mean over rows of |share that came − mean chance| of the row's bin. NaN of none. */
export const calibrationError = (
  forecasts: ReadonlyArray<Forecast>,
  bins: number = binsFor(forecasts.length),
): number =>
  calibrationBins(forecasts, bins).reduce(
    (sum, { rows, meanChance, observedShare }) => sum + rows * Math.abs(observedShare - meanChance),
    0,
  ) / forecasts.length;

export interface SimulatedNull {
  readonly mean: number;
  /** 95 of 100 perfect models have at most this. */
  readonly p95: number;
}

/**
 * What the calibration error is when every chance is right: outcomes drawn from the chances themselves. An error below
 * `p95` is no evidence against the model (design 04 §3.3). The same seed gives the same answer.
 */
export const calibrationErrorNull = (
  chances: ReadonlyArray<number>,
  seed: number,
  draws = 400,
  bins: number = binsFor(chances.length),
): SimulatedNull => {
  const random = seededRandom(seed);
  const errors = Array.from({ length: draws }, () =>
    calibrationError(
      chances.map((chance) => ({ chance, happened: random.next() < chance })),
      bins,
    ),
  ).toSorted((a, b) => a - b);
  return {
    mean: errors.reduce((sum, error) => sum + error, 0) / draws,
    p95: errors[Math.min(draws - 1, Math.floor(draws * 0.95))]!,
  };
};
