import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "@rapport/testing/seededRandom";
import { daysOf, stretches } from "./messageMonths.ts";

const month = (number: number, messages: number) => ({ month: number, messages, facts: "" });

describe("the months that are shared out together", () => {
  it("hold each month once, in order, and no more messages than a statement may, but for a month alone", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = seededRandom(seed);
      const months = Array.from({ length: random.int(0, 30) }, (_, i) =>
        month(202_001 + i, random.int(1, random.pick([100, 200_000, 900_000]))),
      );
      const found = stretches(months);
      assert.deepStrictEqual(
        found.flat(),
        months.map((one) => one.month),
      );
      for (const stretch of found) {
        const messages = months
          .filter((one) => stretch.includes(one.month))
          .reduce((sum, one) => sum + one.messages, 0);
        assert.isTrue(stretch.length === 1 || messages <= 300_000, `seed ${seed}`);
      }
    }
  });

  it("are as few statements as that allows", () => {
    assert.strictEqual(stretches(Array.from({ length: 60 }, (_, i) => month(i, 100))).length, 1);
  });
});

describe("the days that months span", () => {
  it("are those from the first of the first to the last of the last", () => {
    const day = (text: string) => Date.parse(text) / 86_400_000;
    assert.deepStrictEqual(daysOf([202_402]), { firstDay: day("2024-02-01"), lastDay: day("2024-02-29") });
    assert.deepStrictEqual(daysOf([202_312, 202_401]), {
      firstDay: day("2023-12-01"),
      lastDay: day("2024-01-31"),
    });
  });

  it("stay within what a day can be", () => {
    assert.deepStrictEqual(daysOf([190_001, 229_912]), { firstDay: 0, lastDay: 65_535 });
  });
});
