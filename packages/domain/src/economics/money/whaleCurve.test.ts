import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seededRandom.ts";
import { concentration } from "./concentration.ts";
import { whaleCurve } from "./whaleCurve.ts";

const clients = (...minor: ReadonlyArray<number>) =>
  minor.map((each, n) => ({ party: `c${String(n).padStart(3, "0")}`, minor: each }));
const vector = clients(12_000, 6_000, 2_500, 1_000, 500, 0, -500, -1_500, -4_000, -6_000);

describe("the whale curve", () => {
  it("peaks at 220 % with half of the clients and ends at all of it", () => {
    const { points, peak, totalMinor } = whaleCurve(vector);
    expect(totalMinor).toBe(10_000);
    expect([peak?.cumulativeMicro, peak?.clientsMicro, peak?.rank]).toEqual([2_200_000, 500_000, 5]);
    expect(points.map(({ cumulativeMinor }) => cumulativeMinor)).toEqual([
      12_000, 18_000, 20_500, 21_500, 22_000, 22_000, 21_500, 20_000, 16_000, 10_000,
    ]);
    expect(points.at(-1)?.cumulativeMicro).toBe(1_000_000);
  });

  it("stands in one order whatever the order of clients, equal ones by their ids", () => {
    const random = seededRandom(3);
    const equal = clients(5, 5, 0, 0, -5, -5);
    for (let i = 0; i < 20; i++) {
      expect(whaleCurve(random.shuffle(vector))).toEqual(whaleCurve(vector));
      expect(whaleCurve(random.shuffle(equal)).points.map(({ party }) => party)).toEqual(
        equal.map(({ party }) => party),
      );
    }
  });

  it("shows money and no percentage where the total is nothing or a loss", () => {
    const nothing = whaleCurve(clients(5, -5));
    expect(nothing.points.map(({ cumulativeMicro }) => cumulativeMicro)).toEqual([null, null]);
    expect(nothing.peak?.cumulativeMinor).toBe(5);
    expect(whaleCurve(clients(5, -10)).points.map(({ cumulativeMicro }) => cumulativeMicro)).toEqual([
      null,
      null,
    ]);
    expect(whaleCurve(clients(-1, -2)).peak).toBe(null);
    expect(whaleCurve([])).toEqual({ points: [], totalMinor: 0, peak: null });
  });
});

describe("concentration", () => {
  it("takes shares of what is brought, losers apart", () => {
    expect(concentration(clients(60, 30, 10, 0, -500))).toEqual({
      clients: 3,
      positiveMinor: 100,
      largestMicro: 600_000,
      largestThreeMicro: 1_000_000,
      largestFiveMicro: 1_000_000,
      largestTenMicro: 1_000_000,
      largestFifthMicro: 600_000,
      herfindahlMicro: 460_000,
      effectiveClientsMilli: 2_174,
    });
  });

  it("counts equal clients as as many, and one alone as one", () => {
    expect(concentration(clients(...Array.from({ length: 8 }, () => 125)))?.effectiveClientsMilli).toBe(
      8_000,
    );
    expect(concentration(clients(7))?.herfindahlMicro).toBe(1_000_000);
    expect(concentration(clients(0, -5))).toBe(null);
  });
});
