import { RiskModel } from "@rapport/contracts/RiskModel";
import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "../../seededRandom.ts";
import { aucOf } from "../../statistics/ranking.ts";
import { driversOf } from "../explain/driversOf.ts";
import { type FeatureName, featureNames, features } from "../features/featureDefinitions.ts";
import { madeCourses, monday } from "../support/madeCourses.ts";
import { chanceOf } from "./chance.ts";
import { fitModel, fitToRows } from "./fitModel.ts";
import { type LabelledRow, labelledRows } from "./labelledRows.ts";
import { columnsOf, modelReader, quadratic } from "./ModelReader.ts";
import { beliefOf } from "./prior.ts";
import { shippedModel } from "./shippedModel.ts";

const asOf = monday(130);
const courses = madeCourses(11, 40, 130, { weeklyLogit: -5, moodWeight: -2 });
const model = fitModel(courses, asOf);

const forecasts = (of: RiskModel, rows: ReadonlyArray<LabelledRow>) => {
  const read = modelReader(of);
  return rows.map(({ features, happened }) => {
    const { logOdds, variance } = read(features.values);
    return { chance: chanceOf(logOdds, variance).chance, happened };
  });
};

/** Values anywhere within reach of every feature. */
const anywhere = (random: ReturnType<typeof seededRandom>): Float64Array =>
  Float64Array.from(features, ({ mean, sd }) => mean + sd * (8 * random.next() - 4));

describe("fitModel", () => {
  it("is the same to the bit, and what the contract allows", () => {
    assert.deepStrictEqual(fitModel(courses, asOf), model);
    assert.deepStrictEqual(RiskModel.parse(JSON.parse(JSON.stringify(model))), model);
    assert.isAbove(model.churns, 10);
  });

  it("does not know what comes after the day", () => {
    const early = monday(100);
    const cut = courses.map((course) => ({
      ...course,
      weeks: course.weeks.filter(({ week }) => week < early),
      end: course.end !== null && course.end.noticeOn < early ? course.end : null,
    }));
    assert.deepStrictEqual(fitModel(courses, monday(99)), fitModel(cut, monday(99)));
  });

  it("keeps every sign: no single move of a feature takes the odds the other way", () => {
    const read = modelReader(model);
    const random = seededRandom(5);
    for (let move = 0; move < 10_000; move++) {
      const values = anywhere(random);
      const feature = random.int(0, features.length - 1);
      const { mean, sd, sign } = features[feature]!;
      const before = read(values).contributions[feature]!;
      const from = values[feature]!;
      values[feature] = mean + sd * (8 * random.next() - 4);
      const risen = Math.sign(values[feature] - from) * (read(values).contributions[feature]! - before);
      assert.isAtLeast(sign * risen, 0, featureNames[feature]!);
    }
  });

  it("adds up: base and contributions are the log-odds, and the terms say the same as the contributions", () => {
    const read = modelReader(model);
    const random = seededRandom(6);
    const weights = [model.intercept, ...model.terms.map(({ weight }) => weight)];
    for (let i = 0; i < 200; i++) {
      const values = anywhere(random);
      if (random.chance(0.3)) values[random.int(0, values.length - 1)] = Number.NaN;
      const { logOdds, base, contributions } = read(values);
      assert.closeTo(
        contributions.reduce((sum, one) => sum + one, base),
        logOdds,
        1e-12,
      );
      const plain = columnsOf(values).reduce((sum, x, j) => sum + x * weights[j]!, 0);
      assert.closeTo(model.calibration.intercept + model.calibration.slope * plain, logOdds, 1e-4);
    }
  });

  it("is surer than before it saw anything, of every feature", () => {
    for (const [j, { sd }] of driversOf(model).entries())
      assert.isAtMost(sd, driversOf(shippedModel)[j]!.sd * (1 + 1e-9), featureNames[j]!);
  });

  it("foretells better than chance on clients it has not seen", () => {
    const others = madeCourses(12, 100, 130, { weeklyLogit: -5, moodWeight: -2 });
    const rows = labelledRows(others, asOf, model.activity);
    assert.isAbove(aucOf(forecasts(model, rows))!, 0.6);
  });

  it("names what drives where something does, and nothing where labels are dealt out at random", () => {
    const many = madeCourses(13, 150, 130, { weeklyLogit: -5, moodWeight: -2 });
    const rows = labelledRows(many, asOf, model.activity);
    const strong = (of: ReadonlyArray<LabelledRow>): ReadonlyArray<FeatureName> =>
      driversOf(fitToRows(of, model.activity, asOf)).flatMap((one) => (one.strong ? [one.term] : []));
    assert.include(strong(rows), "tone");
    const dealt = seededRandom(7).shuffle(rows.map(({ happened }) => happened));
    assert.deepStrictEqual(strong(rows.map((row, i) => ({ ...row, happened: dealt[i]! }))), []);
  });

  it("believes of released signals no more than of others where that is wanted", () => {
    const [plain, cautious] = [fitModel(courses, asOf), fitModel(courses, asOf, "cautious")];
    const differing = plain.terms.filter(({ priorMean }, j) => priorMean !== cautious.terms[j]!.priorMean);
    assert.deepStrictEqual(
      differing.map(({ term, priorMean }) => ({ term, priorMean })),
      [{ term: "tone", priorMean: -0.3 }],
    );
    const weightOf = ({ terms }: RiskModel) => terms.find(({ term }) => term === "tone")!;
    assert.strictEqual(weightOf(cautious).priorMean, -0.1);
    assert.isBelow(weightOf(plain).weight, weightOf(cautious).weight);
    assert.strictEqual(beliefOf(new Map()), "released");
    assert.strictEqual(beliefOf(new Map([["risk.prior", "cautious"]])), "cautious");
  });

  it("is the prior without labels", () => {
    const none = fitModel([], asOf);
    assert.strictEqual(none.churns, 0);
    none.terms.forEach(({ weight, priorMean }) => assert.closeTo(weight, priorMean, 1e-9));
    for (const [name, value] of Object.entries(shippedModel.activity))
      assert.closeTo(none.activity[name as keyof typeof none.activity], value, 1e-6 * value);
  });
});

describe("quadratic", () => {
  it("is xᵀ Σ x by hand", () => {
    // Σ = 2 1 / 1 3; x = 1 2: 2 + 2·2 + 12.
    assert.strictEqual(quadratic([2, 1, 3], Float64Array.of(1, 2)), 18);
  });
});
