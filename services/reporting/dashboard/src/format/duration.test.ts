import { expect, it } from "vitest";
import { durationText } from "./duration.ts";

it("says seconds as people do, to the second", () => {
  expect([0, 45, 60, 200, 3600, 7500, 3_723_605, -90].map((seconds) => durationText(seconds))).toEqual([
    "0 s",
    "45 s",
    "1 min",
    "3 min 20 s",
    "1 h",
    "2 h 5 min",
    "1,034 h 20 min 5 s",
    "-1 min 30 s",
  ]);
});
