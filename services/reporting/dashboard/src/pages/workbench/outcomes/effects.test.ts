import { describe, expect, it } from "vitest";
import { effectScale, effectText, intervalText } from "./effects.ts";

describe("effects", () => {
  it("are told with their sign and unit", () => {
    expect(effectText({ effect: -12.34, unit: "percent" })).toBe("-12.3 %");
    expect(effectText({ effect: 4, unit: "points" })).toBe("+4 points");
    expect(intervalText({ low: -20, high: 3.1, unit: "percent" })).toBe("-20 to +3.1 %");
  });
  it("share a scale with those of their unit alone", () => {
    const effects = [
      { effect: 1, low: -400, high: 2, unit: "points" as const },
      { effect: 1, low: 5, high: 20, unit: "percent" as const },
    ];
    expect(effectScale(effects, "percent")).toEqual({ min: 0, max: 20 });
  });
});
