import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "../seededRandom.ts";
import {
  type BgBbParameters,
  chanceActive,
  chanceAlive,
  expectedActive,
  logLikelihood as logLikelihoodOf,
  surpriseOf,
} from "./BgBb.ts";
import { activityPatterns, fitBgBb } from "./fitBgBb.ts";

const history = (active: number, lastActive: number, opportunities: number) => ({
  active,
  lastActive,
  opportunities,
});

/** Donations of 11,104 people (Fader, Hardie and Shang 2010), as design 04 §1.2 fitted them. */
const donations: BgBbParameters = { alpha: 1.2035, beta: 0.7497, gamma: 0.6567, delta: 2.7834 };
const near = (actual: number, expected: number, within: number) =>
  assert.approximately(actual, expected, within);

describe("BG/BB", () => {
  it("knows who is alive and how often they come back, as published", () => {
    near(chanceAlive(donations, history(0, 0, 6), 1), 0.1081, 5e-5);
    near(chanceAlive(donations, history(2, 4, 6), 1), 0.5897, 5e-5);
    near(chanceAlive(donations, history(6, 6, 6), 1), 0.9304, 5e-5);
    near(expectedActive(donations, history(0, 0, 6), 5), 0.0729, 5e-5);
    near(expectedActive(donations, history(6, 6, 6), 5), 3.7525, 5e-4);
    near(chanceActive(donations, history(2, 4, 6), 5), 0.480552, 5e-5);
  });

  it("likelihoods of all histories of a length add up to one", () => {
    let sum = 0;
    for (let bits = 0; bits < 2 ** 7; bits++) {
      const weeks = Array.from({ length: 7 }, (_, i) => (bits >> i) & 1);
      const x = weeks.reduce((a, b) => a + b, 0);
      sum += Math.exp(logLikelihoodOf(donations, history(x, weeks.lastIndexOf(1) + 1, 7)));
    }
    near(sum, 1, 1e-12);
  });

  it("one week ahead, to be active and the expected number are the same", () => {
    const random = seededRandom(3);
    for (let n = 0; n < 200; n++) {
      const at = {
        alpha: 0.2 + 3 * random.next(),
        beta: 0.2 + 3 * random.next(),
        gamma: 0.2 + 2 * random.next(),
        delta: 1 + 100 * random.next(),
      };
      const opportunities = random.int(1, 260);
      const last = random.int(0, opportunities);
      const seen = history(last === 0 ? 0 : random.int(1, last), last, opportunities);
      near(chanceActive(at, seen, 1), expectedActive(at, seen, 1), 1e-10);
    }
  });

  it("is more than enough for a life's worth of weeks", () => {
    const at = { alpha: 1.2, beta: 0.8, gamma: 0.5, delta: 100 };
    const chance = chanceActive(at, history(1_900, 1_990, 2_000), 8);
    assert.isAbove(chance, 0);
    assert.isBelow(chance, 0.001);
    assert.isAbove(chanceActive(at, history(1_900, 2_000, 2_000), 8), 0.999);
  });

  it("a longer silence never makes contact likelier, and surprises more", () => {
    const at = { alpha: 1.2, beta: 0.8, gamma: 0.5, delta: 100 };
    let [chance, surprise] = [1, -1];
    for (let silent = 0; silent < 60; silent++) {
      const seen = history(20, 40, 40 + silent);
      assert.isBelow(chanceActive(at, seen, 8), chance);
      assert.isAbove(surpriseOf(at, seen), surprise);
      [chance, surprise] = [chanceActive(at, seen, 8), surpriseOf(at, seen)];
    }
    assert.strictEqual(surpriseOf(at, history(20, 40, 40)), 0);
  });

  it("agrees with drawing clients' lives", () => {
    const at = { alpha: 1.2, beta: 0.8, gamma: 1, delta: 12 };
    const random = seededRandom(11);
    let [matching, active] = [0, 0];
    // α + β = 2 and integers would be drawn simply; the rest by rejection from the likelihood of the history itself.
    for (let n = 0; n < 60_000; n++) {
      const p = betaDraw(random.next, at.alpha, at.beta);
      const q = betaDraw(random.next, at.gamma, at.delta);
      const weeks: Array<boolean> = [];
      let alive = true;
      for (let week = 0; week < 10; week++) {
        if (alive && random.next() < q) alive = false;
        weeks.push(alive && random.next() < p);
      }
      const seen = weeks.slice(0, 6);
      if (seen.filter(Boolean).length !== 2 || seen.lastIndexOf(true) !== 3) continue;
      matching += 1;
      if (weeks.slice(6).some(Boolean)) active += 1;
    }
    const expected = chanceActive(at, history(2, 4, 6), 4);
    assert.isAbove(matching, 1_000);
    near(active / matching, expected, 4 * Math.sqrt((expected * (1 - expected)) / matching));
  });
});

/** Jöhnk's beta. */
const betaDraw = (next: () => number, a: number, b: number): number => {
  for (;;) {
    const [u, v] = [next() ** (1 / a), next() ** (1 / b)];
    if (u + v <= 1 && u + v > 0) return u / (u + v);
  }
};

describe("fitBgBb", () => {
  it("finds what lives were drawn with", () => {
    const random = seededRandom(5);
    const at = { alpha: 1.5, beta: 1, gamma: 0.6, delta: 20 };
    const histories = Array.from({ length: 3_000 }, () => {
      const p = betaDraw(random.next, at.alpha, at.beta);
      const q = betaDraw(random.next, at.gamma, at.delta);
      const life = { active: 0, lastActive: 0, opportunities: 30 };
      for (let week = 1; week <= 30 && random.next() >= q; week++) {
        if (random.next() < p) {
          life.active += 1;
          life.lastActive = week;
        }
      }
      return life;
    });
    const { parameters, logLikelihood } = fitBgBb(activityPatterns(histories), null);
    near(parameters.alpha, 1.5, 0.15);
    near(parameters.beta, 1, 0.1);
    near(parameters.gamma / parameters.delta, 0.03, 0.005);
    const ofTruth = histories.reduce((sum, seen) => sum + logLikelihoodOf(at, seen), 0);
    assert.isAbove(logLikelihood, ofTruth);
    assert.isBelow(logLikelihood, ofTruth + 10);
  });

  it("without clients is what was believed before", () => {
    const { parameters } = fitBgBb([]);
    near(parameters.alpha, 1.2, 1e-3);
    near(parameters.delta, 100, 0.1);
  });
});
