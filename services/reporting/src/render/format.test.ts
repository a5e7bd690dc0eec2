import { assert, describe, it } from "@effect/vitest";
import { hours, messageCount, none, percent, signed, toneText, workingHours } from "./format.ts";

describe("figures as people read them", () => {
  it("words hours by their size", () => {
    assert.deepStrictEqual([null, 0, 0.2, 1.882, 47.9, 66].map(hours), [
      none,
      "0 min",
      "12 min",
      "1.9 h",
      "47.9 h",
      "2.8 d",
    ]);
    assert.strictEqual(workingHours(66), "66.0 h");
  });

  it("words shares, small ones too", () => {
    assert.deepStrictEqual([null, 0, 0.0012, 0.3684, 1].map(percent), [
      none,
      "0 %",
      "0.12 %",
      "37 %",
      "100 %",
    ]);
  });

  it("gives what rounds to nothing no sign", () => {
    assert.deepStrictEqual([0.07, -0.13, -0.004, 0].map(signed), ["+0.07", "-0.13", "0.00", "0.00"]);
  });

  it("says insufficient rather than a neutral figure", () => {
    assert.strictEqual(toneText({ messages: 3, mean: null, low: null, high: null }), "insufficient (3)");
  });

  it("shows parts of messages only where there are any", () => {
    assert.deepStrictEqual([45, 715.523_81].map(messageCount), ["45", "715.52"]);
  });
});
