import { assert, describe, it } from "@effect/vitest";
import { settingDefinitions } from "../../economics/settings/definitions.ts";
import { dayOf } from "../../economics/money/days.ts";
import type { ClientCourse } from "../ClientWeek.ts";
import { fitModel } from "../model/fitModel.ts";
import { shippedModel } from "../model/shippedModel.ts";
import { courseOf, firstMonday, madeCourses, monday } from "../support/madeCourses.ts";
import { bandEdges, bandOf } from "./bandOf.ts";
import { modelInForce } from "./modelInForce.ts";
import { scoreCourse } from "./scoreCourse.ts";
import { scoreCourses } from "./scoreCourses.ts";
import { scoreSettings } from "./ScoreSettings.ts";
import type { FirmState } from "./shownOf.ts";

const settings = { ...scoreSettings(new Map()), confirmed: true };
const active = courseOf("a", 60, () => ({ activeDays: 2, messagesIn: 4, messagesOut: 4 }));
const shownOf = (
  course: ClientCourse,
  { model = shippedModel, said = settings, firm = (_week: string): FirmState => "sound" } = {},
) => scoreCourse(course, () => model, { settings: said, firmIn: firm });

/** A model that has seen enough, and whose interval is as narrow as that. */
const sure = {
  ...shippedModel,
  churns: 400,
  covariance: shippedModel.covariance.map((value) => value / 400),
};

describe("scores", () => {
  it("take their settings from the definitions' defaults", () => {
    assert.deepStrictEqual(scoreSettings(new Map()), {
      confirmed: false,
      leastWeeks: 8,
      leastActiveWeeks: 3,
      leastChurns: 10,
      widest: 0.25,
      widestOdds: 3,
      low: 0.5,
      raised: 2,
      high: 4,
    });
    assert.strictEqual(settingDefinitions["churn.definition"].default, "unconfirmed");
  });

  it("are base and contributions, to 1e-12, and millionths of what they say", () => {
    for (const score of shownOf(active)) {
      const sum = score.contributions.reduce((all, { logOdds }) => all + logOdds, score.base);
      assert.closeTo(sum, score.logOdds, 1e-12);
      assert.isAtMost(score.chanceLowMicro, score.chanceMicro);
      assert.isAtMost(score.chanceMicro, score.chanceHighMicro);
    }
  });

  it("show what may be shown: the table of the design, the first that applies", () => {
    const last = (shown: ReturnType<typeof shownOf>) => shown.at(-1)!.shown;
    assert.deepStrictEqual(
      [6, 7].map((i) => shownOf(active)[i]!.shown),
      ["too_new", "band"],
    );
    assert.strictEqual(last(shownOf(active, { model: sure })), "percent");
    assert.strictEqual(last(shownOf(active, { model: { ...sure, churns: 9 } })), "band");
    assert.strictEqual(last(shownOf(active, { model: { ...shippedModel, churns: 400 } })), "band");
    assert.strictEqual(last(shownOf(active, { model: sure, firm: () => "drifted" })), "rank");
    assert.strictEqual(last(shownOf(active, { said: { ...settings, confirmed: false } })), "activity");
    const seldom = courseOf("b", 60, (i) => ({ activeDays: i < 2 ? 1 : 0 }));
    assert.strictEqual(last(shownOf(seldom, { model: sure })), "too_new");
  });

  it("end with notice, in the week that it falls in", () => {
    const end = {
      noticeOn: dayOf(firstMonday + 7 * 50 + 6),
      endsOn: monday(70),
      cause: "client_left" as const,
    };
    const shown = shownOf({ ...active, end }, { model: sure }).map((score) => score.shown);
    assert.deepStrictEqual(shown.slice(48, 52), ["percent", "percent", "ended", "ended"]);
  });

  it("freeze while a source is silent for all", () => {
    const silent = courseOf("a", 60, (i) => ({ activeDays: i < 50 ? 2 : 0 }));
    const firm = (week: string): FirmState => (week >= monday(50) && week < monday(55) ? "stale" : "sound");
    const scores = shownOf(silent, { model: sure, firm });
    for (let i = 50; i < 55; i++)
      assert.deepStrictEqual(scores[i], { ...scores[49]!, week: monday(i), shown: "stale" });
    assert.isAbove(scores[55]!.logOdds, scores[49]!.logOdds);
  });

  it("of a week are the same whatever comes after it, in the whole firm", () => {
    const courses = madeCourses(31, 12, 130);
    const words = [{ validFrom: monday(90), model: fitModel(courses, monday(90)) }];
    const whole = scoreCourses(courses, words, settings);
    for (const until of [60, 101, 117]) {
      const cut = courses.map((course) => ({
        ...course,
        weeks: course.weeks.slice(0, until),
        end: course.end !== null && course.end.noticeOn < monday(until) ? course.end : null,
      }));
      const then = scoreCourses(cut, words, settings);
      assert.deepStrictEqual(
        then,
        whole.filter(({ week }) => week < monday(until)),
      );
    }
  });

  it("are made with the model that was in force on the week's last day", () => {
    const [early, late] = [shippedModel, sure].map((model, i) => ({ ...model, model: `m${i}` }));
    const at = modelInForce([
      { validFrom: dayOf(firstMonday + 7 * 20 + 7), model: late! },
      { validFrom: dayOf(firstMonday + 7 * 10 + 6), model: early! },
      { validFrom: dayOf(firstMonday), model: { ...sure, formula: "hazard-0" } },
    ]);
    const used = [9, 10, 20, 21].map((i) => at(monday(i)).model);
    assert.deepStrictEqual(used, [shippedModel.model, "m0", "m0", "m1"]);
  });

  it("are in bands of the odds of the base rate", () => {
    assert.deepStrictEqual(
      [0.02, 0.05, 0.11, 0.2].map((chance) => bandOf(chance, 0.05, settings)),
      ["low", "usual", "raised", "high"],
    );
    const odds = 0.05 / 0.95;
    bandEdges(0.05, settings).forEach((edge, i) =>
      assert.closeTo(Math.exp(edge), [0.5, 2, 4][i]! * odds, 1e-12),
    );
  });
});
