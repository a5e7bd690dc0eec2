import { assert, describe, it } from "@effect/vitest";
import { inWords, silenceOf } from "./Silence.ts";

const rhythm = { activeDays: 20, usualGapDays: 3, longestUsualGapDays: 14, daysSinceLast: 35 };

describe("silenceOf", () => {
  it("states a silence longer than the longest usual pause in one unit", () => {
    const silence = silenceOf(rhythm);
    assert.strictEqual(silence.reason, "quiet for 5 weeks; usual longest pause is 2");
    assert.strictEqual(silence.ratio, 2.5);
  });

  it("names both units where they differ", () => {
    assert.strictEqual(
      silenceOf({ ...rhythm, longestUsualGapDays: 4 }).reason,
      "quiet for 5 weeks; usual longest pause is 4 days",
    );
  });

  it("is in rhythm up to the longest usual pause itself", () => {
    assert.match(silenceOf({ ...rhythm, daysSinceLast: 14 }).reason, /^in rhythm: wrote 2 weeks ago/);
    assert.match(silenceOf({ ...rhythm, daysSinceLast: 15 }).reason, /^quiet/);
    assert.strictEqual(
      silenceOf({ ...rhythm, daysSinceLast: 0, longestUsualGapDays: 7 }).reason,
      "in rhythm: wrote today; usual longest pause is 7 days",
    );
  });

  it("has insufficient evidence below three active days", () => {
    const silence = silenceOf({ ...rhythm, activeDays: 2 });
    assert.strictEqual(silence.reason, "insufficient evidence: wrote on 2 days, the last 5 weeks ago");
    assert.isNull(silence.ratio);
    assert.strictEqual(silenceOf(null).reason, "never wrote");
  });

  it("counts in days, weeks and years", () => {
    assert.deepStrictEqual([1, 13, 14, 364, 365, 730].map(inWords), [
      "1 day",
      "13 days",
      "2 weeks",
      "52 weeks",
      "1 year",
      "2 years",
    ]);
  });
});
