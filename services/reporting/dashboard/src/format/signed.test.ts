import { expect, it } from "vitest";
import { changeText, pointsText, wholesText } from "./signed.ts";

it("says which way", () => {
  expect(pointsText(85_117)).toBe("+8.5");
  expect(pointsText(-3_000)).toBe("−0.3");
  expect(pointsText(-100)).toBe("0.0");
  expect(wholesText(-89_425)).toBe("−0.09");
  expect(changeText(0)).toBe("0");
  expect(changeText(2)).toBe("+2");
});
