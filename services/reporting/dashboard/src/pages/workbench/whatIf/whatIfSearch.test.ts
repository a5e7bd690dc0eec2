import { describe, expect, it } from "vitest";
import { percentAsked, percentOf, priceRange, readWhatIfSearch, whatIfQuery } from "./whatIfSearch.ts";

describe("readWhatIfSearch", () => {
  it("keeps what it knows and drops the rest", () => {
    expect(readWhatIfSearch({ ask: "cap", hours: "40", tier: "", band: 7, percent: "ten" })).toEqual({
      ask: "cap",
      hours: 40,
      band: "7",
    });
    expect(readWhatIfSearch({ ask: "sell" })).toEqual({});
  });
});

describe("whatIfQuery", () => {
  it("asks for ten of a hundred more when nothing is chosen, for the margin aimed at when a price is", () => {
    expect(whatIfQuery({}, 0)).toEqual({ ask: "price", percent: 10 });
    expect(whatIfQuery({ ask: "price" }, 0)).toEqual({ ask: "price" });
  });
  it("never asks for percent and revenue together", () => {
    expect(whatIfQuery({ ask: "price", percent: 5, revenue: 100 }, 0)).toEqual({
      ask: "price",
      revenue: 100,
    });
  });
  it("caps at three quarters of what it takes unless hours are named", () => {
    expect(whatIfQuery({ ask: "cap" }, 40)).toEqual({ ask: "cap", hours: 30 });
    expect(whatIfQuery({ ask: "cap", hours: 0 }, 40)).toEqual({ ask: "cap", hours: 0 });
  });
  it("waits for a tier and for a band", () => {
    expect(whatIfQuery({ ask: "tier" }, 0)).toBeNull();
    expect(whatIfQuery({ ask: "hand_over" }, 0)).toBeNull();
    expect(whatIfQuery({ ask: "hand_over", band: "lead" }, 0)).toEqual({ ask: "hand_over", band: "lead" });
  });
});

describe("prices", () => {
  it("slide beyond the price for the margin aimed at", () => {
    expect(priceRange(100, 282)).toEqual({ min: -30, max: 250 });
    expect(priceRange(100, 90)).toEqual({ min: -30, max: 100 });
    expect(priceRange(0, 90)).toEqual({ min: -30, max: 100 });
  });
  it("are told in percent of today's, where there is one", () => {
    expect(percentOf(7_311_987, 2_390_217)).toBe(205.91);
    expect(percentOf(5, 0)).toBeNull();
  });
  it("stand where they were asked for, by percent, by amount or by aim", () => {
    const known = { before: { revenueMinor: 10_000 }, targetPriceMinor: 15_000 };
    expect(percentAsked({}, known, 2)).toBe(10);
    expect(percentAsked({ ask: "price" }, known, 2)).toBe(50);
    expect(percentAsked({ revenue: 120 }, known, 2)).toBe(20);
    expect(percentAsked({ percent: -5 }, known, 2)).toBe(-5);
  });
});
