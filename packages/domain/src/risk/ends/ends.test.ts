import { assert, describe, it } from "@effect/vitest";
import { dayOf } from "../../economics/money/days.ts";
import { courseOf, firstMonday, monday } from "../support/madeCourses.ts";
import { endRates } from "./endRates.ts";
import { isPartialChurn } from "./partialChurn.ts";
import { survival, weeklyHazard } from "../model/survival.ts";

const asOf = dayOf(firstMonday + 7 * 104);
const ended = (party: string, cause: "client_left" | "ended_by_us") =>
  courseOf(party, 50, () => ({ activeDays: 1 }), {
    noticeOn: dayOf(firstMonday + 7 * 49 + 3),
    endsOn: dayOf(firstMonday + 7 * 52),
    cause,
  });

describe("endRates", () => {
  it("counts each end once for its cause, and censors the others by it", () => {
    const stay = Array.from({ length: 8 }, (_, i) => courseOf(`s${i}`, 104, () => ({ activeDays: 1 })));
    const rates = endRates([...stay, ended("x", "client_left"), ended("y", "ended_by_us")], asOf);
    const byCause = new Map(rates.map((rate) => [rate.cause, rate]));
    const left = byCause.get("client_left")!;
    assert.strictEqual(left.ended, 1);
    assert.strictEqual(byCause.get("ended_by_us")!.ended, 1);
    assert.strictEqual(byCause.get("project_complete")!.ended, 0);
    // 91 weeks at risk of each who stayed, 49 of the one who left, 36 of the other, about: in quarters.
    assert.closeTo(left.periods, (8 * 91 + 49 + 36) / 13, 2);
    assert.closeTo(left.rate, 1.5 / (left.periods + 1), 1e-12);
    assert.isTrue(left.low < left.rate && left.rate < left.high);
    assert.isAbove(byCause.get("project_complete")!.low, 0);
  });
});

describe("partial churn", () => {
  const falls = (week: number) =>
    courseOf("a", 120, (i) => ({ revenueMinor: i < week ? 1000 : 400, costMinor: 0 })).weeks;

  it("is half the margin at the end of two quarters in a row", () => {
    const weeks = falls(65);
    // 5,200 of 13,000 in weeks 65 to 77; the quarter before was as ever. In 78 to 90 of (39 · 1000 + 13 · 400) / 4.
    assert.isFalse(isPartialChurn(weeks, 77));
    assert.isTrue(isPartialChurn(weeks, 90));
    // 0.6 of what was is no half.
    const less = courseOf("a", 120, (i) => ({ revenueMinor: i < 65 ? 1000 : 600 })).weeks;
    assert.isFalse(less.some((_, at) => isPartialChurn(less, at)));
  });

  it("is nothing where there was no margin to lose, or too little time", () => {
    assert.isFalse(isPartialChurn(courseOf("a", 120, () => ({ costMinor: 5 })).weeks, 110));
    assert.isFalse(isPartialChurn(falls(30), 60));
  });
});

describe("survival", () => {
  it("over the horizon is what the chance leaves, in weeks and at once", () => {
    assert.closeTo(survival(0.2, 13), 0.8, 1e-12);
    assert.closeTo((1 - weeklyHazard(0.2)) ** 13, 0.8, 1e-12);
    assert.strictEqual(monday(0), "2020-01-06");
  });
});
