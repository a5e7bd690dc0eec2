import { expect, it } from "vitest";
import { bridgeOf } from "./bridgeOf.ts";

const figures = {
  openingMinor: 1000,
  newMinor: 200,
  wonBackMinor: 0,
  expansionMinor: 50,
  contractionMinor: 30,
  lostMinor: 400,
  exchangeMinor: -7,
  closingMinor: 813,
};

it("goes from the opening to the closing revenue without a gap", () => {
  const steps = bridgeOf(figures);
  expect(steps.map(({ part }) => part)).toEqual([
    "openingMinor",
    "newMinor",
    "expansionMinor",
    "contractionMinor",
    "lostMinor",
    "exchangeMinor",
    "closingMinor",
  ]);
  expect(steps.slice(0, -1).reduce((sum, { minor }) => sum + minor, 0)).toBe(figures.closingMinor);
  expect(steps[1]).toMatchObject({ low: 1000, high: 1200 });
  expect(steps[4]).toMatchObject({ minor: -400, low: 820, high: 1220 });
});
