import { describe, expect, it } from "vitest";
import {
  annuity,
  expectedMargins,
  lifetimeValueMinor,
  perpetuity,
  quarterlySurvival,
  ratePer,
} from "./lifetimeValue.ts";

describe("lifetime value", () => {
  it("comes to the closed form and the three-year sum of the reference", () => {
    expect(Math.round(100_000 * perpetuity(0.85, 0.1))).toBe(340_000);
    expect(Math.round(100_000 * annuity(0.85, 0.1, 3))).toBe(183_124);
    expect(annuity(0.85, 0.1, 10_000)).toBeCloseTo(perpetuity(0.85, 0.1), 12);
  });

  it("adds up quarter by quarter", () => {
    const discount = ratePer(0.1, 4);
    let sum = 0;
    for (let t = 1; t <= 12; t++) sum += (250_000 * 0.95 ** t) / (1 + discount) ** t;
    const terms = { marginMinor: 250_000, survival: 0.95, discountPerYear: 0.1 };
    expect(lifetimeValueMinor(terms)).toBe(Math.round(sum));
    expect(lifetimeValueMinor({ ...terms, marginMinor: -250_000 })).toBe(-Math.round(sum));
    expect(lifetimeValueMinor({ ...terms, survival: 1, discountPerYear: 0 })).toBe(3_000_000);
    expect(lifetimeValueMinor({ ...terms, marginMinor: 0 })).toBe(0);
  });
});

describe("expected margins", () => {
  it("draw short histories to the mean of all, and trust long ones", () => {
    const swinging = (mean: number, quarters: number) =>
      Array.from({ length: quarters }, (_, n) => mean + (n % 2 === 0 ? 100 : -100));
    const margins = expectedMargins([
      { party: "a", marginsMinor: swinging(1_000, 12) },
      { party: "b", marginsMinor: swinging(0, 12) },
      { party: "c", marginsMinor: [2_000] },
      { party: "d", marginsMinor: [] },
    ]);
    const overall = 1_000;
    expect(margins[0]!.weight).toBeGreaterThan(margins[2]!.weight);
    expect(margins[2]!.marginMinor).toBeLessThan(2_000);
    expect(margins[2]!.marginMinor).toBeGreaterThan(overall);
    expect(margins[3]).toEqual({ party: "d", marginMinor: overall, weight: 0 });
  });

  it("are the mean of all where clients differ by chance alone, and their own where they never vary", () => {
    const same = [1, 2, 3, 4].map((n) => ({ party: `${n}`, marginsMinor: [100, 300, 100, 300] }));
    expect(expectedMargins(same).map(({ marginMinor, weight }) => [marginMinor, weight])).toEqual(
      same.map(() => [200, 0]),
    );
    // Means of 100 and 200, but either swings by so much that chance alone would part them as far.
    const swinging = [
      { party: "a", marginsMinor: [0, 200] },
      { party: "b", marginsMinor: [100, 300] },
    ];
    expect(expectedMargins(swinging).map(({ marginMinor }) => marginMinor)).toEqual([150, 150]);
    const steady = [100, 500].map((margin) => ({ party: `${margin}`, marginsMinor: [margin, margin] }));
    expect(expectedMargins(steady).map(({ marginMinor }) => marginMinor)).toEqual([100, 500]);
    expect(expectedMargins([])).toEqual([]);
  });
});

it("keeps no client for ever because nobody has left yet", () => {
  expect(quarterlySurvival(0, 0)).toBeCloseTo(31 / 32, 12);
  expect(quarterlySurvival(0, 968)).toBe(0.999);
  expect(quarterlySurvival(50, 968)).toBe(0.949);
});
