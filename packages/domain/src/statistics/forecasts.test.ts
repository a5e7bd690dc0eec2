import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "../seededRandom.ts";
import { calibrationLine, observedOverExpected, spiegelhalter } from "./calibration.ts";
import { calibrationBins, calibrationError, calibrationErrorNull } from "./calibrationError.ts";
import type { Forecast } from "./Forecast.ts";
import { brier, brierSkill, logLoss } from "./forecastErrors.ts";
import { auc, aucError, aucOf, liftAt, precisionAt } from "./ranking.ts";
import { logistic } from "./specialFunctions.ts";

const of = (...rows: ReadonlyArray<readonly [chance: number, happened: 0 | 1]>): ReadonlyArray<Forecast> =>
  rows.map(([chance, happened]) => ({ chance, happened: happened === 1 }));
const near = (actual: number | null | undefined, expected: number, within = 1e-12) =>
  assert.approximately(actual ?? Number.NaN, expected, within);

/** Outcomes drawn from chances that are right, or bent by `line`. */
const drawn = (rows: number, seed: number, line: (logOdds: number) => number = (x) => x) => {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, () => {
    const odds = 6 * random.next() - 4;
    return { chance: logistic(odds), happened: random.next() < logistic(line(odds)) };
  });
};

describe("errors of forecasts", () => {
  it("are worked out by hand", () => {
    const rows = of([0.8, 1], [0.3, 0], [0.6, 0], [0.5, 1]);
    near(brier(rows), (0.04 + 0.09 + 0.36 + 0.25) / 4);
    near(logLoss(rows), -(Math.log(0.8) + Math.log(0.7) + Math.log(0.4) + Math.log(0.5)) / 4);
    near(brierSkill(rows), 1 - 0.185 / 0.25);
    near(brierSkill(rows, 0.4), 1 - 0.185 / 0.26);
  });
  it("one certain mistake is bad, not infinite", () => {
    assert.isTrue(Number.isFinite(logLoss(of([0, 1], [1, 0]))));
  });
});

describe("ranking", () => {
  it("AUC counts pairs, a tie half", () => {
    near(
      auc([
        { score: 0.1, happened: false },
        { score: 0.4, happened: false },
        { score: 0.35, happened: true },
        { score: 0.8, happened: true },
      ]),
      0.75,
    );
    near(aucOf(of([0.5, 1], [0.5, 0])), 0.5);
    near(aucOf(of([0.2, 1], [0.2, 0], [0.1, 0], [0.9, 0])), 0.5);
    assert.isNull(aucOf(of([0.5, 1])));
  });
  it("AUC's error is that of Hanley and McNeil", () => {
    for (const [hits, misses, error] of [
      [3, 17, 0.1628],
      [10, 90, 0.0865],
      [50, 450, 0.0385],
      [100, 900, 0.0272],
    ] as const) {
      near(aucError(0.8, hits, misses), error, 5e-5);
    }
  });
  it("lift is told against the most it could be", () => {
    const rows = of([0.9, 1], [0.8, 0], [0.7, 1], ...Array.from({ length: 17 }, () => [0.1, 0] as const));
    const lift = liftAt(rows, 0.1)!;
    near(lift.lift, 5);
    near(lift.most, 10);
    near(lift.shareOfMost, 0.5);
    // A part larger than the base rate can hold no more than all hits.
    near(liftAt(rows, 0.5)!.most, 2);
    assert.isNull(liftAt(of([0.5, 0]), 0.1));
  });
  it("a tie across the border gives what chance would", () => {
    const scores = of([0.9, 1], [0.5, 1], [0.5, 0], [0.5, 0], [0.5, 0]).map(({ chance, happened }) => ({
      score: chance,
      happened,
    }));
    near(precisionAt(scores, 3), (1 + 2 / 4) / 3);
    near(precisionAt(scores, 9), 2 / 5);
    assert.isNull(precisionAt(scores, 0));
  });
});

describe("calibration", () => {
  it("observed over expected, with what chance allows", () => {
    const rows = of(...Array.from({ length: 20 }, (_, i) => [0.5, i < 15 ? 1 : 0] as const));
    const found = observedOverExpected(rows)!;
    near(found.ratio, 1.5);
    near(found.low, 0.6);
    near(found.high, 1.4);
    assert.isFalse(found.within);
    assert.isTrue(
      observedOverExpected(of(...Array.from({ length: 20 }, (_, i) => [0.5, i < 14 ? 1 : 0] as const)))!
        .within,
    );
    assert.isNull(observedOverExpected([]));
  });
  it("the line of right chances is 0 and 1, within its errors; a bent one is seen", () => {
    const right = calibrationLine(drawn(4_000, 1))!;
    near(right.slope, 1, 3 * right.slopeError);
    near(right.intercept, 0, 3 * right.interceptError);
    const bent = calibrationLine(drawn(4_000, 2, (odds) => 0.7 + 0.5 * odds))!;
    near(bent.slope, 0.5, 3 * bent.slopeError);
    near(bent.intercept, 0.7, 3 * bent.interceptError);
    assert.isBelow(bent.slopeError, 0.1);
  });
  it("has no line where outcomes part completely or are all the same", () => {
    assert.isNull(calibrationLine(of([0.1, 0], [0.2, 0], [0.8, 1], [0.9, 1])));
    assert.isNull(calibrationLine(of([0.1, 0], [0.2, 0])));
    assert.isNull(calibrationLine(of([0.3, 0], [0.3, 1])));
  });
  it("Spiegelhalter's Z by hand, and of right chances within its bounds", () => {
    const z = (0.2 * -0.6 + -0.3 * 0.4) / Math.sqrt(0.36 * 0.16 + 0.16 * 0.21);
    near(spiegelhalter(of([0.8, 1], [0.3, 0]))?.z, z);
    assert.isNull(spiegelhalter(of([0.5, 1])));
    const outside = Array.from({ length: 200 }, (_, seed) => spiegelhalter(drawn(200, seed))!).filter(
      ({ z }) => Math.abs(z) > 1.96,
    );
    assert.isBelow(outside.length, 20);
    assert.isAbove(outside.length, 2);
  });
  it("error in bins of equal size, equal chances never parted", () => {
    const rows = of([0.1, 0], [0.1, 0], [0.1, 1], [0.9, 1]);
    assert.deepStrictEqual(
      calibrationBins(rows, 2).map(({ rows }) => rows),
      [3, 1],
    );
    near(calibrationError(rows, 2), (3 * (1 / 3 - 0.1) + (1 - 0.9)) / 4);
  });
  it("the error of a perfect model is that of the design's table", () => {
    const chances = drawn(500, 3).map(({ chance }) => chance);
    const found = calibrationErrorNull(chances, 1, 200);
    assert.isAbove(found.mean, 0.02);
    assert.isBelow(found.mean, 0.05);
    assert.isAbove(found.p95, found.mean);
    assert.isAbove(calibrationErrorNull(chances.slice(0, 50), 1, 200).mean, found.mean);
    assert.deepStrictEqual(calibrationErrorNull(chances, 1, 200), found);
    const shifted = drawn(500, 3, (odds) => odds + 1);
    assert.isAbove(calibrationError(shifted), found.p95);
  });
});
