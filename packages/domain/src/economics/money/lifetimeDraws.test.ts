import { expect, it } from "vitest";
import { lifetimeInterval, survivalDraws } from "./lifetimeDraws.ts";
import { annuity, lifetimeQuarters, quarterlySurvival, ratePer } from "./lifetimeValue.ts";

const meanOf = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

it("draws survival around what is expected, with the spread of a beta, the same for a seed", () => {
  for (const [ended, quarters] of [
    [0, 0],
    [5, 200],
    [400, 4_000],
  ] as const) {
    const draws = survivalDraws(ended, quarters, 4_000, 3);
    const [stay, leave] = [31 + quarters - ended, 1 + ended];
    const variance = (stay * leave) / ((stay + leave) ** 2 * (stay + leave + 1));
    const mean = meanOf(draws);
    expect(Math.abs(mean - quarterlySurvival(ended, quarters))).toBeLessThan(4 * Math.sqrt(variance / 4_000));
    const seen = meanOf(draws.map((draw) => (draw - mean) ** 2));
    expect(seen / variance).toBeGreaterThan(0.85);
    expect(seen / variance).toBeLessThan(1.15);
    expect(draws.every((draw) => draw > 0 && draw < 1)).toBe(true);
    expect(survivalDraws(ended, quarters, 4_000, 3)).toEqual(draws);
  }
});

it("says between which values eight of ten are, and how many are losses", () => {
  const margins = Array.from({ length: 100 }, (_, n) => 1_000 * (n - 20));
  const survivals = margins.map(() => 0.9);
  const worth = annuity(0.9, ratePer(0.1, 4), lifetimeQuarters);
  expect(lifetimeInterval(margins, survivals, 0.1)).toEqual({
    lowMinor: Math.round(-10_000 * worth),
    highMinor: Math.round(70_000 * worth),
    lossShare: 0.2,
  });
  expect(lifetimeInterval([], survivals, 0.1)).toBe(null);
  const steady = lifetimeInterval(
    margins.map(() => 500),
    survivals,
    0.1,
  )!;
  expect(steady.lowMinor).toBe(steady.highMinor);
});
