import { assert, describe, it } from "@effect/vitest";
import { lastWholeWeek, sundayOf, weeksLater } from "./riskWeek.ts";

describe("the last whole week", () => {
  const late = Date.parse("2027-01-01");
  it("ends on or before the day", () => {
    // 2026-11-22 is a Sunday.
    assert.strictEqual(lastWholeWeek("2026-11-22", late), "2026-11-16");
    assert.strictEqual(lastWholeWeek("2026-11-21", late), "2026-11-09");
    assert.strictEqual(lastWholeWeek("2026-11-23", late), "2026-11-16");
    assert.strictEqual(lastWholeWeek("1969-12-28", late), "1969-12-22");
  });
  it("is over", () => {
    assert.strictEqual(lastWholeWeek("2026-11-22", Date.parse("2026-11-22T23:59:59.999Z")), "2026-11-09");
    assert.strictEqual(lastWholeWeek("2026-11-22", Date.parse("2026-11-23T00:00:00Z")), "2026-11-16");
  });
  it("has a Sunday, and others before and after it", () => {
    assert.strictEqual(sundayOf("2026-11-16"), "2026-11-22");
    assert.strictEqual(weeksLater("2026-11-16", -2), "2026-11-02");
  });
});
