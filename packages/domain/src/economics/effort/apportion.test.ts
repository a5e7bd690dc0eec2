import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "../../seededRandom.ts";
import { apportion, mulDivRound, spreadEvenly } from "./apportion.ts";

const sum = (parts: ReadonlyArray<number>): number => parts.reduce((a, b) => a + b, 0);

describe("mulDivRound", () => {
  it("rounds halves away from zero, whatever the size", () => {
    const cases = [
      [1, 1, 2, 1],
      [-1, 1, 2, -1],
      [1, 1, 3, 0],
      [5, 3, 10, 2],
      [-5, 3, 10, -2],
      [0, 7, 3, 0],
      // 2^53 × 3 ÷ 4 and a half more, beyond what doubles hold.
      [9_007_199_254_740_991, 3, 4, 6_755_399_441_055_743],
      [-9_007_199_254_740_991, 3, 4, -6_755_399_441_055_743],
      [3, 3_002_399_751_580_331, 6, 1_501_199_875_790_166],
    ] as const;
    for (const [a, b, c, expected] of cases)
      assert.strictEqual(mulDivRound(a, b, c), expected, `${a}·${b}/${c}`);
  });
});

describe("apportion", () => {
  it("gives what is left over to the largest remainders, of equal ones to the first", () => {
    assert.deepStrictEqual(apportion(100, [1, 1, 1]), [34, 33, 33]);
    assert.deepStrictEqual(apportion(7, [500_000, 500_000]), [4, 3]);
    assert.deepStrictEqual(apportion(10, [3, 3, 4]), [3, 3, 4]);
    assert.deepStrictEqual(apportion(10, [26, 57, 17]), [2, 6, 2]);
    assert.deepStrictEqual(apportion(5, [0, 1]), [0, 5]);
    assert.deepStrictEqual(apportion(-100, [1, 1, 1]), [-34, -33, -33]);
    assert.deepStrictEqual(apportion(5, [0, 0]), [0, 0]);
    assert.deepStrictEqual(apportion(5, []), []);
  });

  it("adds to the total, and each part is within one of its exact share", () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = seededRandom(seed);
      const scale = 10 ** random.int(0, 12);
      const total = random.int(-9, 9) * scale + random.int(0, scale);
      const weights = Array.from({ length: random.int(1, 12) }, () => random.int(0, 1_000_000));
      if (sum(weights) === 0) continue;
      const parts = apportion(total, weights);
      assert.strictEqual(sum(parts), total, `seed ${seed}`);
      for (const [i, part] of parts.entries())
        assert.isBelow(Math.abs(part - (total * weights[i]!) / sum(weights)), 1.001, `seed ${seed}`);
    }
  });
});

describe("spreadEvenly", () => {
  it("adds to the total in parts that differ by one at most", () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = seededRandom(seed);
      const [total, count] = [random.int(-100_000, 100_000), random.int(1, 31)];
      const parts = spreadEvenly(total, count);
      assert.strictEqual(parts.length, count);
      assert.strictEqual(sum(parts), total, `seed ${seed}`);
      assert.isAtMost(Math.max(...parts) - Math.min(...parts), 1, `seed ${seed}`);
    }
  });
});
