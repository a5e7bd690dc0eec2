import { assert, describe, it } from "@effect/vitest";
import { toneEstimate, toneMinimumMessages } from "./Tone.ts";

describe("toneEstimate", () => {
  it("adds the spread and the messages' own errors", () => {
    // Ten messages, five of +200 and five of 0, each with an error of 100 thousandths.
    // Mean 100; sample variance 5 * 100² * 2 / 9 = 11111.1; error variance 10000; se² = 21111.1 / 10; se = 45.95.
    const tone = toneEstimate({ messages: 10, sum: 1000, squareSum: 200_000, errorSquareSum: 100_000 });
    assert.deepStrictEqual(tone, { messages: 10, mean: 0.1, low: 0.01, high: 0.19 });
  });

  it("says nothing below the least number of messages", () => {
    const tone = toneEstimate({
      messages: toneMinimumMessages - 1,
      sum: 900,
      squareSum: 90_000,
      errorSquareSum: 0,
    });
    assert.deepStrictEqual(tone, { messages: 9, mean: null, low: null, high: null });
  });

  it("narrows with evidence and stays on the scale", () => {
    const width = (n: number) => {
      const tone = toneEstimate({
        messages: n,
        sum: 990 * n,
        squareSum: 990 * 990 * n,
        errorSquareSum: 40_000 * n,
      });
      assert.isAtMost(tone.high ?? 2, 1);
      return (tone.mean ?? 0) - (tone.low ?? 0);
    };
    assert.isAbove(width(10), width(1000));
  });
});
