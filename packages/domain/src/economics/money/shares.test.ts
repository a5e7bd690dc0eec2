import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seededRandom.ts";
import { decimalFraction, fraction, inverse, rounded, times } from "./Fraction.ts";
import { evenParts, shareOf } from "./shares.ts";

const random = seededRandom(11);
const amounts = Array.from(
  { length: 200 },
  () => Math.trunc((random.next() - 0.5) * 10 ** random.int(1, 13)) || 0,
);

describe("even parts", () => {
  it("sum to the amount, and so do any first of them to their share", () => {
    for (const amount of amounts) {
      const count = random.int(1, 400);
      const parts = evenParts(amount, count);
      let sum = 0;
      for (const [n, part] of parts.entries()) {
        sum += part;
        expect(sum).toBe(shareOf(amount, n + 1, count));
      }
      expect(sum).toBe(amount);
      expect(evenParts(-amount, count)).toEqual(parts.map((part) => -part || 0));
    }
  });

  it("differ by one at most", () => {
    expect(evenParts(100, 3)).toEqual([33, 34, 33]);
    expect(evenParts(-1, 4)).toEqual([0, -1, 0, 0]);
    expect(evenParts(5, 1)).toEqual([5]);
  });
});

describe("shares", () => {
  it("round halves away from 0, whatever the signs", () => {
    expect([1, -1, 3].map((amount) => shareOf(amount, 1, 2))).toEqual([1, -1, 2]);
    expect([shareOf(1, -1, 2), shareOf(1, 1, -2), shareOf(-1, -1, 2), shareOf(0, -1, 2)]).toEqual([
      -1, -1, 1, 0,
    ]);
    // Beyond what a product of numbers holds.
    expect(shareOf(9_007_199_254_740_991, 9_007_199_254_740_990, 9_007_199_254_740_991)).toBe(
      9_007_199_254_740_990,
    );
  });

  it("are exact fractions", () => {
    expect(decimalFraction("-1.085")).toEqual({ over: -1085n, under: 1000n });
    expect(rounded(times(decimalFraction("0.1"), decimalFraction("0.2"), fraction(100)))).toBe(2n);
    expect(inverse(fraction(-2, 3))).toEqual({ over: -3n, under: 2n });
    expect(() => decimalFraction("1e3")).toThrow("1e3");
  });
});
