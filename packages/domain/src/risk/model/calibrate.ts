import { logistic } from "../../statistics/specialFunctions.ts";
import { shrinkage } from "./chance.ts";
import { shrunkRate } from "./prior.ts";

/** Log-odds that a row was given by a fit, and what came. */
export interface Foretold {
  readonly logOdds: number;
  readonly variance: number;
  readonly happened: boolean;
  readonly weight: number;
}

export interface CalibrationMap {
  readonly intercept: number;
  readonly slope: number;
}

/** From so many labels and churns on the slope may be learnt too (design 04 §3.3). */
const plattLabels = 500;
const plattChurns = 50;
/** What is believed of the slope before. */
const slopeSd = 0.25;

const shownAt = (row: Foretold, { intercept, slope }: CalibrationMap): number =>
  logistic((intercept + slope * row.logOdds) * shrinkage(slope ** 2 * row.variance));

/** Sum of the chances shown, and how fast it grows with the intercept. */
const expectedAt = (rows: ReadonlyArray<Foretold>, map: CalibrationMap) => {
  let [sum, growth] = [0, 0];
  for (const row of rows) {
    const p = shownAt(row, map);
    sum += row.weight * p;
    growth += row.weight * p * (1 - p) * shrinkage(map.slope ** 2 * row.variance);
  }
  return { sum, growth };
};

const furthest = 20;

/** The intercept with which the chances shown come to `rate` on average: Newton's steps, halved into brackets. */
const interceptOf = (rows: ReadonlyArray<Foretold>, slope: number, rate: number): number => {
  const wanted = rate * rows.reduce((sum, { weight }) => sum + weight, 0);
  let [low, high, intercept] = [-furthest, furthest, 0];
  for (let step = 0; step < 100; step++) {
    const { sum, growth } = expectedAt(rows, { intercept, slope });
    if (sum < wanted) low = intercept;
    else high = intercept;
    const newton = intercept + (wanted - sum) / growth;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - intercept) < 1e-12) return next;
    intercept = next;
  }
  return intercept;
};

/** ln of the posterior of a slope whose intercept brings the chances to the rate. */
const fitness = (rows: ReadonlyArray<Foretold>, slope: number, rate: number): number => {
  const map = { intercept: interceptOf(rows, slope, rate), slope };
  return rows.reduce(
    (sum, row) => {
      const p = shownAt(row, map);
      return sum + row.weight * (row.happened ? Math.log(p) : Math.log1p(-p));
    },
    -(((slope - 1) / slopeSd) ** 2) / 2,
  );
};

/** The best slope by golden section. */
const slopeOf = (rows: ReadonlyArray<Foretold>, rate: number): number => {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0.2, 2];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [atLeft, atRight] = [fitness(rows, left, rate), fitness(rows, right, rate)];
  while (high - low > 1e-4) {
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = fitness(rows, left, rate);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = fitness(rows, right, rate);
    }
  }
  return (low + high) / 2;
};

/** Share that came, drawn to what is usual. */
const rateOf = (rows: ReadonlyArray<Foretold>): number => {
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  return shrunkRate(
    rows.reduce((sum, row) => sum + (row.happened ? row.weight : 0), 0),
    total,
  );
};

/**
 * What log-odds are mapped by so that the chances shown are right on average: a shift, with the rate drawn to what is usual;
 * a slope too where there are 500 labels with 50 churns (design 04 §3.3). The shift is learnt on the rows by the fit itself
 * (`fitted`), whose chances it is for; the slope on the same rows by fits that had not seen the client (`unseen`), for a fit's
 * own rows always flatter it. It is asked for where it is wanted alone. `churns` are clients who left, rows of one overlap. No rows: as it was.
 */
export const calibrate = (
  fitted: ReadonlyArray<Foretold>,
  unseen: () => ReadonlyArray<Foretold>,
  churns: number,
): CalibrationMap => {
  if (fitted.length === 0) return { intercept: 0, slope: 1 };
  const learnt = fitted.length >= plattLabels && churns >= plattChurns;
  const slope = learnt ? slopeOf(unseen(), rateOf(fitted)) : 1;
  return { intercept: interceptOf(fitted, slope, rateOf(fitted)), slope };
};
