import type { Forecast } from "./Forecast.ts";
import { twoSidedChance } from "./normalCdf.ts";
import { countInterval } from "./poissonBinomial.ts";
import { logistic, logit } from "./specialFunctions.ts";

export interface ObservedOverExpected {
  readonly observed: number;
  readonly expected: number;
  readonly ratio: number;
  /** Between which ratios chance alone puts it in 95 of 100 cases when every chance is right. */
  readonly low: number;
  readonly high: number;
  readonly within: boolean;
}

/** How many came against the sum of the chances, with its Poisson-binomial interval. Null when nothing was expected. */
export const observedOverExpected = (
  forecasts: ReadonlyArray<Forecast>,
  level = 0.95,
): ObservedOverExpected | null => {
  const expected = forecasts.reduce((sum, { chance }) => sum + chance, 0);
  if (!(expected > 0)) return null;
  const observed = forecasts.reduce((count, { happened }) => count + (happened ? 1 : 0), 0);
  const { low, high } = countInterval(
    forecasts.map(({ chance }) => chance),
    level,
  );
  return {
    observed,
    expected,
    ratio: observed / expected,
    low: low / expected,
    high: high / expected,
    within: low <= observed && observed <= high,
  };
};

/** Spiegelhalter's Z (1986): standard normal when every chance is right and the rows are independent. Null without spread. */
export const spiegelhalter = (
  forecasts: ReadonlyArray<Forecast>,
): { readonly z: number; readonly chance: number } | null => {
  let over = 0;
  let variance = 0;
  for (const { chance: p, happened } of forecasts) {
    over += ((happened ? 1 : 0) - p) * (1 - 2 * p);
    variance += (1 - 2 * p) ** 2 * p * (1 - p);
  }
  if (!(variance > 0)) return null;
  const z = over / Math.sqrt(variance);
  return { z, chance: twoSidedChance(z) };
};

export interface CalibrationLine {
  /** 0 and 1 are right; a slope below 1 is of chances that are too extreme. */
  readonly intercept: number;
  readonly slope: number;
  readonly interceptError: number;
  readonly slopeError: number;
}

const leastChance = 1e-12;
const oddsOf = (p: number): number => logit(Math.min(1 - leastChance, Math.max(leastChance, p)));

/** Sums of a logistic regression on one variable: score and information. */
const sumsAt = (rows: ReadonlyArray<readonly [x: number, y: number]>, a: number, b: number) => {
  const sums = { u0: 0, u1: 0, i00: 0, i01: 0, i11: 0 };
  for (const [x, y] of rows) {
    const p = logistic(a + b * x);
    const w = p * (1 - p);
    sums.u0 += y - p;
    sums.u1 += (y - p) * x;
    sums.i00 += w;
    sums.i01 += w * x;
    sums.i11 += w * x * x;
  }
  return { ...sums, determinant: sums.i00 * sums.i11 - sums.i01 ** 2 };
};

/**
 * Intercept and slope of what came on the log-odds of the chances, by maximum likelihood, with standard errors (Cox
 * 1958). Null where there is none: one outcome alone, one chance alone, or a border that parts them completely.
 */
export const calibrationLine = (forecasts: ReadonlyArray<Forecast>): CalibrationLine | null => {
  const rows = forecasts.map(({ chance, happened }) => [oddsOf(chance), happened ? 1 : 0] as const);
  let [intercept, slope] = [0, 1];
  for (let step = 0; step < 100; step++) {
    const { u0, u1, i00, i01, i11, determinant } = sumsAt(rows, intercept, slope);
    if (!(determinant > 1e-12 * i00 * i11)) return null;
    const moveIntercept = (i11 * u0 - i01 * u1) / determinant;
    const moveSlope = (i00 * u1 - i01 * u0) / determinant;
    // Far steps overshoot where chances are extreme.
    const short = Math.min(1, 2 / Math.max(Math.abs(moveIntercept), Math.abs(moveSlope)));
    intercept += short * moveIntercept;
    slope += short * moveSlope;
    if (Math.abs(intercept) > 50 || Math.abs(slope) > 50) return null;
    if (Math.max(Math.abs(moveIntercept), Math.abs(moveSlope)) < 1e-10) {
      return {
        intercept,
        slope,
        interceptError: Math.sqrt(i11 / determinant),
        slopeError: Math.sqrt(i00 / determinant),
      };
    }
  }
  return null;
};
