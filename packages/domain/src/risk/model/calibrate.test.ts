import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "../../seededRandom.ts";
import { logistic } from "../../statistics/specialFunctions.ts";
import { calibrate, type Foretold } from "./calibrate.ts";
import { chanceOf } from "./chance.ts";

/** Rows whose true log-odds are `intercept + slope · logOdds`. */
const rowsOf = (count: number, intercept: number, slope: number, variance = 0): ReadonlyArray<Foretold> => {
  const random = seededRandom(count);
  return Array.from({ length: count }, () => {
    const logOdds = -2 + 3 * (random.next() + random.next() + random.next() - 1.5);
    return {
      logOdds,
      variance,
      happened: random.next() < logistic(intercept + slope * logOdds),
      weight: 1,
    };
  });
};

describe("calibrate", () => {
  it("brings the chances that are shown to the rate, drawn to what is usual", () => {
    const rows = rowsOf(300, 0.8, 1, 0.5);
    const map = calibrate(rows, () => rows, 10);
    assert.strictEqual(map.slope, 1);
    const happened = rows.filter((row) => row.happened).length;
    const shown = rows.reduce(
      (sum, { logOdds, variance }) => sum + chanceOf(map.intercept + logOdds, variance).chance,
      0,
    );
    assert.closeTo(shown / 300, (happened + 20 * 0.045) / 320, 1e-9);
  });

  it("learns a slope from 500 labels with 50 churns, and not from fewer", () => {
    const rows = rowsOf(4_000, 0, 0.5);
    assert.closeTo(calibrate(rows, () => rows, 1_000).slope, 0.5, 0.06);
    assert.strictEqual(calibrate(rows, () => rows, 49).slope, 1);
    assert.strictEqual(calibrate(rows.slice(0, 499), () => rows, 100).slope, 1);
  });

  it("leaves all as it was without labels", () => {
    assert.deepStrictEqual(
      calibrate([], () => [], 0),
      { intercept: 0, slope: 1 },
    );
  });
});
