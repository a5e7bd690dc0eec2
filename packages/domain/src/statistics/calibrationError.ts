import { seededRandom } from "../seededRandom.ts";
import type { Forecast } from "./Forecast.ts";

/** Fewer than a hundred rows do not fill ten bins (design 04 §3.3). */
export const binsFor = (rows: number): number => (rows < 100 ? 5 : 10);

export interface CalibrationBin {
  readonly rows: number;
  readonly meanChance: number;
  readonly observedShare: number;
}

/** Rows in bins of equal width of their chance, the lowest first; empty ones left out. For a reliability plot. */
export const calibrationBins = (
  forecasts: ReadonlyArray<Forecast>,
  bins: number = binsFor(forecasts.length),
): ReadonlyArray<CalibrationBin> => {
  const sums = Array.from({ length: bins }, () => ({ rows: 0, chance: 0, hits: 0 }));
  for (const { chance, happened } of forecasts) {
    const bin = sums[Math.min(bins - 1, Math.floor(chance * bins))]!;
    bin.rows += 1;
    bin.chance += chance;
    bin.hits += happened ? 1 : 0;
  }
  return sums
    .filter(({ rows }) => rows > 0)
    .map(({ rows, chance, hits }) => ({
      rows,
      meanChance: chance / rows,
      observedShare: hits / rows,
    }));
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
