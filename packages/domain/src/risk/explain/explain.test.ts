import { assert, describe, it } from "@effect/vitest";
import type { ClientScore } from "../ClientScore.ts";
import { features, featureNames } from "../features/featureDefinitions.ts";
import { featuresOf } from "../features/featuresOf.ts";
import { chanceOf } from "../model/chance.ts";
import { modelReader } from "../model/ModelReader.ts";
import { shippedModel } from "../model/shippedModel.ts";
import { bandOf } from "../score/bandOf.ts";
import { scoreCourse } from "../score/scoreCourse.ts";
import { scoreSettings } from "../score/ScoreSettings.ts";
import { courseOf, madeCourses } from "../support/madeCourses.ts";
import { observedRanges, smallestMove } from "./counterfactual.ts";
import { driversOf } from "./driversOf.ts";
import { reasonsOf } from "./reasonsOf.ts";

const settings = { ...scoreSettings(new Map()), confirmed: true };
const courses = madeCourses(41, 10, 120, { weeklyLogit: -20 });
const fading = courseOf("fading", 120, (i) => ({
  ...courses[0]!.weeks[i]!,
  activeDays: i < 100 ? 3 : 0,
}));
const scoresOf = (course: (typeof courses)[number]): ReadonlyArray<ClientScore> =>
  scoreCourse(course, () => shippedModel, { settings, firmIn: () => "sound" });
const scores = scoresOf(fading);
const peers = courses.map((course) => scoresOf(course).at(-1)!);

describe("reasonsOf", () => {
  const { base, all, up, down } = reasonsOf(scores.at(-1)!, scores.slice(-53, -1), peers);

  it("adds up, against the network, the own year and the peers", () => {
    const score = scores.at(-1)!;
    const sum = (of: (reason: (typeof all)[number]) => number) =>
      all.reduce((total, reason) => total + of(reason), 0);
    assert.closeTo(base + sum(({ logOdds }) => logOdds), score.logOdds, 1e-12);
    const mean = (list: ReadonlyArray<ClientScore>) =>
      list.reduce((total, { logOdds }) => total + logOdds, 0) / list.length;
    assert.closeTo(
      sum((one) => one.againstPeers!),
      score.logOdds - mean(peers),
      1e-12,
    );
    assert.closeTo(
      sum((one) => one.againstPast!),
      score.logOdds - mean(scores.slice(-53, -1)),
      1e-12,
    );
  });

  it("names the silence of one that has fallen silent first, as odds", () => {
    assert.strictEqual(up[0]!.group, "silence");
    assert.closeTo(up[0]!.odds, Math.exp(up[0]!.logOdds), 1e-12);
    assert.isAbove(up[0]!.oddsAgainstPast!, 1.5);
    assert.isAtMost(up.length, 3);
    assert.isAtMost(down.length, 2);
    assert.isTrue(down.every(({ againstPeers }) => againstPeers! < 0));
    const [first, second] = up[0]!.terms;
    assert.isAtLeast(Math.abs(first!.logOdds), Math.abs(second?.logOdds ?? 0));
  });

  it("compares with nobody where there is nobody, and not with scores of another model", () => {
    const alone = reasonsOf(scores.at(-1)!, [], peers.slice(0, 2));
    assert.isTrue(alone.all.every((one) => one.againstPast === null && one.oddsAgainstPeers === null));
    const others = peers.map((peer) => ({ ...peer, model: "another" }));
    assert.isNull(reasonsOf(scores.at(-1)!, [], others).all[0]!.againstPeers);
  });

  it("taking away the first reason always lowers the chance", () => {
    for (const score of peers) {
      const first = reasonsOf(score, [], []).up[0];
      if (first !== undefined) assert.isAbove(score.logOdds, score.logOdds - first.logOdds);
    }
  });
});

describe("smallestMove", () => {
  const rows = [fading, ...courses].map((course) => featuresOf(course, shippedModel.activity, [119])[0]!);
  const ranges = observedRanges([...rows, ...featuresOf(fading, shippedModel.activity)]);
  const bandAt = (values: Float64Array) => {
    const { logOdds, variance } = modelReader(shippedModel)(values);
    return bandOf(chanceOf(logOdds, variance).chance, shippedModel.baseRate, settings);
  };

  it("crosses into another band, stays within what was observed, and a little less does not cross", () => {
    for (const { values } of rows) {
      const present = bandAt(values);
      const move = smallestMove(values, shippedModel, ranges, settings);
      if (move === null) continue;
      const at = featureNames.indexOf(move.term);
      const moved = Float64Array.from(values);
      moved[at] = move.to;
      assert.strictEqual(bandAt(moved), move.band);
      assert.notStrictEqual(move.band, present);
      assert.isAtLeast(move.to, ranges[at]!.least);
      assert.isAtMost(move.to, ranges[at]!.most);
      moved[at] = move.from + 0.99 * (move.to - move.from);
      assert.strictEqual(bandAt(moved), present);
      assert.closeTo(move.far, Math.abs(move.to - move.from) / features[at]!.sd, 1e-12);
    }
  });

  it("brings one that is high down, against the sign of the feature", () => {
    const at = scores.findIndex(({ band }, i) => i > 100 && band === "high");
    const [row] = featuresOf(fading, shippedModel.activity, [at]);
    const move = smallestMove(row!.values, shippedModel, ranges, settings)!;
    assert.strictEqual(move.band, "raised");
    const { sign } = features[featureNames.indexOf(move.term)]!;
    assert.isBelow(sign * (move.to - move.from), 0);
  });

  it("is none where nothing was ever otherwise", () => {
    const only = observedRanges([rows[0]!]);
    assert.isNull(smallestMove(rows[0]!.values, shippedModel, only, settings));
  });
});

describe("driversOf", () => {
  it("of the model that ships are what is believed, and nothing is strong", () => {
    for (const [j, driver] of driversOf(shippedModel).entries()) {
      assert.closeTo(driver.logOdds, features[j]!.priorMean, 1e-12);
      assert.strictEqual(driver.evidence, 0);
      assert.isFalse(driver.strong);
    }
  });
});
