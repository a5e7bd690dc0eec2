import { assert, describe, it } from "@effect/vitest";
import { dayOf, monthOf, withinDateTime64 } from "./moments.ts";

describe("moments", () => {
  it("are kept within what DateTime64 holds", () => {
    assert.strictEqual(withinDateTime64(Date.UTC(1, 0, 1) - 1e15), Date.UTC(1900, 0, 1));
    assert.strictEqual(withinDateTime64(Date.UTC(9999, 0, 1)), Date.UTC(2299, 11, 31));
    assert.strictEqual(withinDateTime64(Date.UTC(2020, 1, 29)), Date.UTC(2020, 1, 29));
  });

  it("fall on their UTC day and month", () => {
    const lastMs = Date.UTC(2024, 1, 29, 23, 59, 59, 999);
    assert.strictEqual(dayOf(lastMs, true), Date.UTC(2024, 1, 29) / 86_400_000);
    assert.strictEqual(monthOf(lastMs, true), 202_402);
    assert.strictEqual(monthOf(lastMs + 1, true), 202_403);
  });

  it("that are implausible share a day and a month that are none", () => {
    assert.strictEqual(dayOf(Date.UTC(2024, 1, 29), false), 0);
    assert.strictEqual(monthOf(Date.UTC(2024, 1, 29), false), 0);
    for (const ms of [-1, Date.UTC(2149, 5, 7)])
      assert.deepStrictEqual([dayOf(ms, true), monthOf(ms, true)], [0, 0]);
    assert.deepStrictEqual([dayOf(Date.UTC(2149, 5, 6), true), monthOf(0, true)], [65_535, 197_001]);
  });
});
