import { assert, describe, it } from "@effect/vitest";
import { drawCount, effortDraws } from "./effortDraws.ts";
import { normalQuantile } from "./normalQuantile.ts";

const calibration = { factorMicro: 900_000, sdMicro: 50_000, spreadMicro: 300_000, clientMonths: 40 };
const draws = new Map(
  effortDraws(new Map(), calibration).map((draw) => [draw.kind, draw.multipliersMicro] as const),
);

const quantile = (values: ReadonlyArray<number>, p: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(p * values.length)]!;
const correlation = (one: ReadonlyArray<number>, other: ReadonlyArray<number>): number => {
  const [x, y] = [one, other].map((values) => values.map((value) => Math.log(value / 1_000_000)));
  const sum = (f: (i: number) => number): number => x!.reduce((total, _, i) => total + f(i), 0);
  return sum((i) => x![i]! * y![i]!) / Math.sqrt(sum((i) => x![i]! ** 2) * sum((i) => y![i]! ** 2));
};

describe("normalQuantile", () => {
  it("has the published values of AS 241 and is odd", () => {
    assert.closeTo(normalQuantile(0.25), -0.6744897501960817, 1e-15);
    assert.closeTo(normalQuantile(0.001), -3.0902323061678136, 1e-14);
    assert.closeTo(normalQuantile(1e-20), -9.2623400897985, 1e-12);
    assert.closeTo(normalQuantile(0.9), 1.2815515655446004, 1e-14);
    assert.strictEqual(normalQuantile(0.5), 0);
  });
});

describe("effortDraws", () => {
  it("spreads each kind by its own log standard deviation around the figure itself", () => {
    const spreads = { mail: 0.35, meeting: 0.25, ticket: 0.4, time: 0.1, calibration: 0.05 };
    for (const [kind, sd] of Object.entries(spreads)) {
      const values = draws.get(kind as keyof typeof spreads)!;
      assert.strictEqual(values.length, drawCount);
      assert.isTrue(values.every(Number.isSafeInteger));
      assert.closeTo(quantile(values, 0.5), 1_000_000, 1000, kind);
      assert.closeTo(quantile(values, 0.9), Math.exp(1.28155 * sd) * 1_000_000, 4000, kind);
      assert.closeTo(quantile(values, 0.1), Math.exp(-1.28155 * sd) * 1_000_000, 4000, kind);
    }
  });

  it("draws kinds apart from each other, and every month alike", () => {
    const kinds = [...draws.keys()];
    for (const one of kinds)
      for (const other of kinds)
        if (one !== other)
          assert.isBelow(Math.abs(correlation(draws.get(one)!, draws.get(other)!)), 0.06, `${one} ${other}`);
    const wider = effortDraws(new Map([["uncertainty.time", "0.2"]]), calibration).find(
      ({ kind }) => kind === "time",
    )!;
    assert.isAbove(correlation(draws.get("time")!, wider.multipliersMicro), 0.999);
  });
});
