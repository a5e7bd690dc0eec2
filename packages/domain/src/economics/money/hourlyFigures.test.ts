import { describe, expect, it } from "vitest";
import { breakEvenMinor, effectiveHourlyMinor, targetPriceMinor, targetSeconds } from "./hourlyFigures.ts";

const served = { revenueMinor: 100_000, costMinor: 60_000, loggedSeconds: 36_000, shadowSeconds: 7_200 };
const defaults = new Map<string, string>();

describe("hourly figures", () => {
  it("divide by all hours that were taken, logged or not", () => {
    expect(effectiveHourlyMinor(served)).toBe(8_333);
    // More logged than communication explains takes no hours away.
    expect(effectiveHourlyMinor({ ...served, shadowSeconds: -9_000 })).toBe(10_000);
    expect(effectiveHourlyMinor({ ...served, revenueMinor: -100_000 })).toBe(-8_333);
    expect(effectiveHourlyMinor({ ...served, loggedSeconds: 0, shadowSeconds: -1 })).toBe(null);
  });

  it("say what revenue pays for at the margin aimed at", () => {
    // 1,000.00 × 0.8 at 50.00 an hour: 16 hours.
    expect(targetSeconds(served, defaults)).toBe(57_600);
    expect(targetSeconds(served, new Map([["margin.target", "0"]]))).toBe(72_000);
    expect(targetSeconds({ ...served, revenueMinor: -5 }, defaults)).toBe(0);
    expect(targetSeconds({ ...served, costMinor: 0 }, defaults)).toBe(null);
  });

  it("and at what price nothing is lost, or the margin is left exactly", () => {
    expect(breakEvenMinor(served)).toBe(60_000);
    const price = targetPriceMinor(served, defaults)!;
    expect(price).toBe(75_000);
    expect((price - served.costMinor) / price).toBe(0.2);
    expect(targetPriceMinor(served, new Map([["margin.target", "-100"]]))).toBe(30_000);
  });
});
