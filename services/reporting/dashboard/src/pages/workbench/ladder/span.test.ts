import { describe, expect, it } from "vitest";
import { placesOn, scaleOf } from "./span.ts";

const interval = (lowMinor: number, medianMinor: number, highMinor: number) => ({
  lowMinor,
  medianMinor,
  highMinor,
});

describe("a shared scale", () => {
  it("holds nothing (0) even where all intervals lie above or below it", () => {
    expect(scaleOf([interval(10, 20, 30), interval(40, 50, 60)])).toEqual({ min: 0, max: 60 });
    expect(scaleOf([interval(-60, -50, -40)])).toEqual({ min: -60, max: 0 });
  });
  it("places low, median and high in percent of its length", () => {
    expect(placesOn({ min: -50, max: 150 }, interval(0, 50, 100))).toEqual({
      start: 25,
      width: 50,
      median: 50,
      zero: 25,
    });
  });
  it("of nothing at all divides by nothing", () => {
    expect(placesOn(scaleOf([interval(0, 0, 0)]), interval(0, 0, 0))).toEqual({
      start: 0,
      width: 0,
      median: 0,
      zero: 0,
    });
  });
});
