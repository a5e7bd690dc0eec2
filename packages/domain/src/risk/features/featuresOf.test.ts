import { assert, describe, it } from "@effect/vitest";
import { bgBbPrior } from "../../activity/fitBgBb.ts";
import type { ClientCourse } from "../ClientWeek.ts";
import { courseOf, madeCourses } from "../support/madeCourses.ts";
import { type FeatureName, featureNames, features } from "./featureDefinitions.ts";
import { featuresOf, standardised } from "./featuresOf.ts";

const at = (course: ClientCourse, week: number, name: FeatureName): number =>
  featuresOf(course, bgBbPrior, [week])[0]!.values[featureNames.indexOf(name)]!;

describe("featuresOf", () => {
  it("knows of a week what had happened by its end and nothing later", () => {
    const seasonal = courseOf("s", 140, (i) => ({ activeDays: i % 52 < 16 ? 0 : 3 }));
    for (const course of [...madeCourses(3, 4, 130), seasonal]) {
      const whole = featuresOf(course, bgBbPrior);
      for (let week = 0; week < course.weeks.length; week += 7) {
        const cut = { ...course, weeks: course.weeks.slice(0, week + 1) };
        assert.deepStrictEqual(featuresOf(cut, bgBbPrior)[week], whole[week]);
      }
    }
  });

  it("tells the trend of contact by the year before: half of it, drawn by four days", () => {
    const course = courseOf("a", 52, (i) => ({ activeDays: i < 39 ? 2 : 1 }));
    assert.closeTo(at(course, 51, "contactTrend"), Math.log((13 + 4) / (26 + 4)), 1e-12);
    // Of a holiday week's two days of contact a fifth is to be expected: one in five of its business days.
    const holidays = courseOf("a", 52, (i) =>
      i < 39 ? { activeDays: 2 } : { activeDays: 1, businessDays: 2.5 },
    );
    assert.closeTo(at(holidays, 51, "contactTrend"), Math.log((13 + 4) / (13 + 4)), 1e-12);
  });

  it("does not take a season that comes each year for leaving", () => {
    const quiet = (i: number) => i % 52 < 16;
    const seasonal = courseOf("a", 52 * 3, (i) => ({ activeDays: quiet(i) ? 0 : 3 }));
    const leaver = courseOf("b", 52 * 3, (i) => ({ activeDays: i >= 104 && quiet(i) ? 0 : 3 }));
    const end = 104 + 12;
    assert.isNaN(at(seasonal, end, "silence"));
    assert.isBelow(at(seasonal, end + 10, "silence"), -3);
    assert.isAbove(at(leaver, end, "silence"), 0);
    assert.isAbove(at(seasonal, end + 10, "contactTrend"), -0.1);
    assert.isBelow(at(leaver, end, "contactTrend"), -1);
  });

  it("knows a season from its first day on, where it began as suddenly the year before", () => {
    const seasonal = courseOf("a", 52 * 3, (i) => ({ activeDays: i % 52 >= 20 && i % 52 < 36 ? 0 : 2 }));
    for (const [week] of seasonal.weeks.entries())
      if (week >= 104 && week % 52 < 36 && week % 52 >= 20)
        assert.isNaN(at(seasonal, week, "silence"), String(week));
    // It is in touch in the week before, as it was then.
    assert.isNotNaN(at(seasonal, 123, "silence"));
  });

  it("does not take what comes in less in a season for leaving either, and takes it otherwise", () => {
    const month = (i: number) => (i % 52 < 16 ? 1 : 4);
    const seasonal = courseOf("a", 130, (i) => ({
      revenueMinor: 100 * month(i),
      loggedSeconds: 36_000 * month(i),
    }));
    const fallen = courseOf("b", 130, (i) => ({
      revenueMinor: 100 * (i < 104 ? 4 : 1),
      loggedSeconds: 36_000 * (i < 104 ? 4 : 1),
    }));
    for (const name of ["revenueTrend", "effortTrend"] as const) {
      assert.closeTo(at(seasonal, 125, name), 0, 1e-12);
      assert.isBelow(at(fallen, 125, name), -0.8);
    }
  });

  it("does not take a few words in the middle of a season for its end", () => {
    // Quiet for the first 17 weeks of each year, but for four in the middle.
    const inTheMiddle = (week: number) => week >= 7 && week < 11;
    const interrupted = courseOf("a", 52 * 3, (i) => ({
      activeDays: i % 52 < 17 ? (i < 104 && inTheMiddle(i % 52) ? 1 : 0) : 1,
    }));
    for (let week = 4; week <= 14; week++) assert.isNaN(at(interrupted, 104 + week, "silence"), String(week));
    assert.isNotNaN(at(interrupted, 104 + 26, "silence"));
  });

  it("tells nothing by how much there is while they are away by agreement", () => {
    const away = courseOf("a", 60, (i) =>
      i < 48 ? { activeDays: 3, loggedSeconds: 36_000 } : { businessDays: 0 },
    );
    for (const name of ["silence", "contactTrend", "contactDays", "contacts", "effortTrend"] as const) {
      assert.isNotNaN(at(away, 48, name));
      assert.isNaN(at(away, 49, name));
      assert.isNaN(at(away, 59, name));
    }
  });

  it("takes one that stays silent after its season for what it is", () => {
    const gone = courseOf("a", 52 * 3, (i) => ({ activeDays: i % 52 < 16 || i > 104 ? 0 : 3 }));
    assert.isAbove(at(gone, 104 + 30, "silence"), 0);
  });

  it("tells money by its own past", () => {
    const course = courseOf("a", 52, (i) => ({
      revenueMinor: i < 39 ? 1000 : 500,
      loggedSeconds: i < 39 ? 36_000 : 18_000,
      invoicesSettled: i % 13 === 0 ? 2 : 0,
      invoicesLate: i % 13 === 0 && i >= 26 ? 2 : 0,
    }));
    // A tenth of the year's quarter: (39,000 + 6,500) / 4 / 10.
    assert.closeTo(at(course, 51, "revenueTrend"), Math.log((6500 + 1137.5) / (13_000 + 1137.5)), 1e-12);
    assert.closeTo(at(course, 51, "effortTrend"), Math.log((6.5 + 1) / (13 + 1)), 1e-12);
    // Before: none of 4, drawn to 0.3 by 4; lately: all of 4, drawn to that.
    const usual = (0 + 4 * 0.3) / (4 + 4);
    assert.closeTo(at(course, 51, "lateness"), (4 + 4 * usual) / (4 + 4) - usual, 1e-12);
    assert.closeTo(at(course, 51, "lateShare"), (4 + 4 * 0.3) / 8, 1e-12);
  });

  it("says of a change of owner that it counts, unless contact was falling already", () => {
    const steady = courseOf("a", 70, (i) => ({ activeDays: 3, ownerChanged: i === 60 ? 1 : 0 }));
    const falling = courseOf("b", 70, (i) => ({
      activeDays: i < 45 ? 3 : 1,
      ownerChanged: i === 60 ? 1 : 0,
    }));
    assert.strictEqual(at(steady, 59, "ownerChange"), 0);
    assert.strictEqual(at(steady, 69, "ownerChange"), 1);
    assert.strictEqual(at(falling, 69, "ownerChange"), 0);
  });

  it("tells answers, tone and meetings against the year before", () => {
    const course = courseOf("a", 60, (i) => ({
      repliesOurs: 2,
      replyLogOursMilli: i < 52 ? 8000 : 10_000,
      toneMessages: 5,
      toneSumMilli: i < 47 ? 500 : -500,
      recurringDue: 1,
      recurringHeld: i < 52 ? 1 : 0,
    }));
    assert.closeTo(at(course, 59, "answersOursTrend"), (80 + 5 * 4) / (16 + 5) - 4, 1e-12);
    assert.closeTo(at(course, 59, "toneTrend"), (-6.5 + 10 * 0.1) / (65 + 10) - 0.1, 1e-12);
    const usual = (52 + 4 * 0.85) / 56;
    assert.closeTo(at(course, 59, "heldDrop"), usual - (0 + 2 * usual) / 10, 1e-12);
  });

  it("tells a contract's phase by what of the next 13 weeks lies in it", () => {
    const phases = (noticeDeadlineDays: number | null, underContract = true) => {
      const course = courseOf("a", 60, () => ({ underContract, noticeDeadlineDays }));
      return (["contract.none", "contract.window", "contract.passed", "contract.between"] as const).map(
        (name) => Math.round(13 * at(course, 59, name)),
      );
    };
    // Of thirteen weeks ahead, by the middle of each.
    assert.deepStrictEqual(phases(91), [0, 13, 0, 0]);
    assert.deepStrictEqual(phases(20), [0, 3, 10, 0]);
    assert.deepStrictEqual(phases(0), [0, 0, 13, 0]);
    assert.deepStrictEqual(phases(112), [0, 10, 0, 3]);
    assert.deepStrictEqual(phases(240), [0, 0, 0, 13]);
    // A deadline of three weeks ago, which comes again next year.
    assert.deepStrictEqual(phases(365 - 21), [0, 0, 10, 3]);
    assert.deepStrictEqual(phases(null), [0, 0, 0, 0]);
    assert.deepStrictEqual(phases(null, false), [13, 0, 0, 0]);
  });

  it("forgets the tone of messages by half in a quarter", () => {
    const course = courseOf("a", 60, (i) => {
      const tone = i === 59 ? -300 : i === 46 ? 600 : i === 7 ? 900 : 0;
      return tone === 0 ? {} : { toneMessages: 1, toneSumMilli: tone };
    });
    // A year before the last week is not in it.
    assert.closeTo(at(course, 59, "tone"), (-0.3 + 0.5 * 0.6 + 10 * 0.1) / (1 + 0.5 + 10), 1e-12);
  });

  it("leaves out what there is nothing to tell by, and counts it as the mean", () => {
    const bare = courseOf("a", 60, () => ({}));
    const [row] = featuresOf(bare, bgBbPrior, [59]);
    for (const name of ["silence", "tone", "lateShare", "ticketAge", "answersOurs"] as const)
      assert.isNaN(row!.values[featureNames.indexOf(name)]);
    assert.strictEqual(standardised(Number.NaN, features[3]!), 0);
    assert.isNaN(at({ ...bare, leftTruncated: true }, 59, "tenure"));
    assert.strictEqual(at(bare, 59, "tenure"), Math.log(60));
  });

  it("keeps to the release rule: what is no core signal and not released is believed to be small", () => {
    const released = featureNames.filter((_, i) => features[i]!.released);
    assert.deepStrictEqual(released, ["tone"]);
    for (const [i, { core, released, priorMean, sign }] of features.entries()) {
      if (!core && !released) assert.isAtMost(Math.abs(priorMean), 0.1, featureNames[i]!);
      assert.isAtLeast(priorMean * sign, 0, featureNames[i]!);
    }
  });
});
