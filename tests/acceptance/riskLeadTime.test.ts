import { assert, describe, it } from "@effect/vitest";
import { gapAlone } from "@rapport/domain/backtest/baselines";
import type { BacktestRun } from "@rapport/domain/backtest/BacktestRow";
import { takenAtBudget } from "@rapport/domain/backtest/budget";
import { fittedHazard } from "@rapport/domain/backtest/hazardCompetitors";
import { leadTimes } from "@rapport/domain/backtest/leadTimes";
import { runBacktest } from "@rapport/domain/backtest/runBacktest";
import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import { agencyOf, isFull, lastSundayOf, tenantCount, tenantOf, unplanted } from "../support/risk/samples.ts";

const horizonWeeks = 13;
/** One client in ten can be looked at. */
const budget = 0.1;

const backtest = (courses: ReadonlyArray<ClientCourse>): BacktestRun =>
  runBacktest(courses, {
    lastSunday: lastSundayOf(courses),
    horizonWeeks,
    competitors: [fittedHazard(horizonWeeks), gapAlone(horizonWeeks)],
  });

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Over all firms: what is found at the budget as a multiple of the base rate, how long before, and how many are alerted. */
const measure = (runs: ReadonlyArray<BacktestRun>, competitor: number) => {
  let [taken, right, rows, left] = [0, 0, 0, 0];
  for (const run of runs) {
    const parts = takenAtBudget(run.rows, competitor, budget);
    run.rows.forEach((row, n) => {
      taken += parts[n]!;
      rows += 1;
      if (!row.left) return;
      left += 1;
      right += parts[n]!;
    });
  }
  const times = runs.map((run) => leadTimes(run, competitor, budget));
  return {
    precisionOverBase: right / taken / (left / rows),
    medianDays: median(times.flatMap(({ medianDays }) => medianDays ?? [])),
    alertedAQuarter: times.reduce((sum, one) => sum + (one.alertedAQuarter ?? 0), 0) / times.length,
    foretold: times.reduce((sum, one) => sum + one.foretold, 0),
    left: times.reduce((sum, one) => sum + one.left, 0),
  };
};

const told = (name: string, figures: ReturnType<typeof measure>): void =>
  console.log(
    `${name}: precision ${figures.precisionOverBase.toFixed(2)} × base rate, ${figures.medianDays} days before notice (median over firms, of ${figures.foretold} foretold among ${figures.left}), ${(100 * figures.alertedAQuarter).toFixed(1)} % alerted a quarter`,
  );

describe("whom the model points to, with one client in ten looked at", () => {
  it("second simulator: two months before, two and a half times as often as chance", () => {
    const runs = Array.from({ length: Math.ceil(tenantCount / 4) }, (_, n) => backtest(tenantOf(501 + n).courses));
    const figures = measure(runs, 0);
    told("second simulator", figures);
    told("second simulator, gap alone", measure(runs, 1));
    assert.isAtLeast(figures.precisionOverBase, 2.5);
    assert.isAtLeast(figures.medianDays, 60);
    assert.isAtMost(figures.alertedAQuarter, 0.1);
    assert.isAbove(figures.precisionOverBase, measure(runs, 1).precisionOverBase);
  });

  it("simulated agencies: two months before, and more often than chance", () => {
    const runs = Array.from({ length: isFull ? 20 : 8 }, (_, n) => backtest(unplanted(agencyOf(201 + n))));
    const figures = measure(runs, 0);
    told("simulated agencies", figures);
    told("simulated agencies, gap alone", measure(runs, 1));
    assert.isAtLeast(figures.medianDays, 60);
    assert.isAtMost(figures.alertedAQuarter, 0.1);
    // What one such firm can have learnt does not carry further: docs/risk.md has what more firms would.
    assert.isAtLeast(figures.precisionOverBase, isFull ? 1.8 : 1.3);
  });
}); // prettier-ignore
