import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "../seededRandom.ts";
import { betaQuantile } from "./betaQuantile.ts";
import { hypergeometric } from "./hypergeometric.ts";
import { nelderMead } from "./nelderMead.ts";
import { normalCdf, twoSidedChance } from "./normalCdf.ts";
import { countInterval } from "./poissonBinomial.ts";
import {
  log1pExp,
  logAddExp,
  logBeta,
  logDiffExp,
  logGamma,
  logistic,
  logit,
  logSumExp,
} from "./specialFunctions.ts";

const near = (actual: number, expected: number, relative: number) =>
  assert.isAtMost(Math.abs(actual - expected), relative * Math.max(1e-300, Math.abs(expected)), `${actual}`);

describe("special functions", () => {
  it("gamma and beta are of factorials", () => {
    near(logGamma(11), Math.log(3_628_800), 1e-14);
    near(logGamma(0.5), Math.log(Math.PI) / 2, 1e-14);
    near(logBeta(3, 4), Math.log(1 / 60), 1e-14);
  });
  it("sums of exponentials do not overflow, and −∞ adds nothing", () => {
    near(logAddExp(1000, 1000), 1000 + Math.log(2), 1e-15);
    assert.strictEqual(logAddExp(-Infinity, 3), 3);
    assert.strictEqual(logAddExp(-Infinity, -Infinity), -Infinity);
    near(logSumExp([-2000, -2000, -2000]), -2000 + Math.log(3), 1e-15);
    assert.strictEqual(logSumExp([]), -Infinity);
    near(logDiffExp(Math.log(5), Math.log(2)), Math.log(3), 1e-14);
    assert.strictEqual(logDiffExp(1, -Infinity), 1);
  });
  it("log-odds and back, at both ends", () => {
    for (const p of [1e-12, 0.3, 0.5, 1 - 1e-12]) near(logistic(logit(p)), p, 1e-12);
    assert.strictEqual(logistic(800), 1);
    assert.strictEqual(logistic(-800), 0);
    near(log1pExp(-40), Math.exp(-40), 1e-15);
    assert.strictEqual(log1pExp(800), 800);
  });
  it("2F1 has its closed forms", () => {
    near(hypergeometric(2.3, 1.7, 1.7, 0.6), 0.4 ** -2.3, 1e-13);
    near(hypergeometric(1, 1, 2, 0.99), -Math.log(0.01) / 0.99, 1e-12);
    near(hypergeometric(0.5, 1, 1.5, -0.25), Math.atan(0.5) / 0.5, 1e-14);
    assert.strictEqual(hypergeometric(3, 4, 5, 0), 1);
    assert.isNaN(hypergeometric(2, 2, 1, 1.1));
  });
  it("the normal's tails", () => {
    near(normalCdf(1.96), 0.9750021048517795, 1e-14);
    near(normalCdf(-4), 3.167124183311986e-5, 1e-12);
    near(normalCdf(-8), 6.22096057427178e-16, 1e-11);
    near(normalCdf(-2.999999999), normalCdf(-3.000000001), 1e-8);
    near(twoSidedChance(-1.959963984540054), 0.05, 1e-13);
    assert.strictEqual(normalCdf(0), 0.5);
  });
  it("a beta's quantile", () => {
    near(betaQuantile(0.25, 1, 2), 1 - Math.sqrt(0.75), 1e-12);
    near(betaQuantile(0.5, 7, 7), 0.5, 1e-12);
  });
});

describe("Nelder and Mead", () => {
  it("finds the end of Rosenbrock's valley", () => {
    const { at, value } = nelderMead(([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2, [-1.2, 1]);
    near(at[0]!, 1, 1e-6);
    near(at[1]!, 1, 1e-6);
    assert.isBelow(value, 1e-12);
  });
  it("goes round where there is no value", () => {
    const { at } = nelderMead(([x]) => (x! < 0 ? Number.NaN : (x! - 2) ** 2), [0.1], { step: -0.5 });
    near(at[0]!, 2, 1e-4);
  });
  it("ends at its limit", () => {
    const { evaluations } = nelderMead(([x]) => -x!, [0], { evaluationLimit: 50 });
    assert.isAtMost(evaluations, 52);
  });
});

describe("how many of several chances come", () => {
  it("is a binomial when they are equal", () => {
    // 20 at ½: P(≤ 5) = .0207, P(≤ 6) = .0577; P(≤ 13) = .9423, P(≤ 14) = .9793.
    assert.deepStrictEqual(countInterval(Array.from({ length: 20 }, () => 0.5)), { low: 6, high: 14 });
  });
  it("is sure when the chances are", () => {
    assert.deepStrictEqual(countInterval([1, 1, 0]), { low: 2, high: 2 });
    assert.deepStrictEqual(countInterval([]), { low: 0, high: 0 });
  });
  it("holds 95 of 100 draws, by terms and by the normal", () => {
    for (const [size, most] of [
      [300, 1],
      [6_000, 0.4],
    ] as const) {
      const random = seededRandom(size);
      const chances = Array.from({ length: size }, () => most * random.next());
      const { low, high } = countInterval(chances);
      let inside = 0;
      for (let draw = 0; draw < 400; draw++) {
        const count = chances.reduce((sum, p) => sum + (random.next() < p ? 1 : 0), 0);
        if (low <= count && count <= high) inside += 1;
      }
      assert.isAbove(inside, 366);
      assert.isBelow(inside, 397);
    }
  });
});
