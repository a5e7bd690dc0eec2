import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "../seededRandom.ts";
import * as BgNbd from "./BgNbd.ts";
import { fitBgNbd, purchasePatterns } from "./fitBgNbd.ts";
import { expectedValue, fitGammaGamma, mayUseGammaGamma, valueCorrelation } from "./GammaGamma.ts";
import * as ParetoNbd from "./ParetoNbd.ts";

const near = (actual: number, expected: number, within: number) =>
  assert.approximately(actual, expected, within);
const seen = (repeats: number, lastAt: number, watched: number) => ({ repeats, lastAt, watched });

/** Parameters of CDNOW as published (Fader, Hardie and Lee 2005; vignette of the package BTYD). */
const cdnow: BgNbd.BgNbdModel = { afterFirst: false, k: 1, r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const vignette = { ...cdnow, r: 0.2425965, alpha: 4.413685, a: 0.7929888, b: 2.426166 };
const pareto = { r: 0.5533, alpha: 10.578, s: 0.6062, beta: 11.669 };

describe("BG/NBD and MBG/NBD", () => {
  it("expect what was published", () => {
    near(BgNbd.expectedEvents(cdnow, seen(2, 30.43, 38.86), 39), 1.226, 0.001);
    near(BgNbd.chanceAlive(vignette, seen(26, 30.857142857, 31)), 0.9688522, 1e-5);
    near(BgNbd.expectedEvents(vignette, seen(26, 30.857142857, 31), 52), 25.7566, 0.002);
    near(BgNbd.expectedRepeats(vignette, 52), 1.444, 0.001);
    assert.strictEqual(BgNbd.chanceAlive(cdnow, seen(0, 0, 500)), 1);
    const mbg: BgNbd.BgNbdModel = { afterFirst: true, k: 1, r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 };
    near(BgNbd.chanceAlive(mbg, seen(0, 0, 38.86)), 0.3897245, 1e-6);
    near(BgNbd.chanceActive(mbg, seen(2, 30.43, 38.86), 39), 0.5599087, 1e-6);
    near(BgNbd.expectedEvents(mbg, seen(2, 30.43, 38.86), 39), 1.2626267, 1e-6);
  });

  it("likelihoods of one week's histories add up to one", () => {
    // The chance of no event within a time t, and of at least one: ∫ over when the last one was.
    for (const afterFirst of [false, true]) {
      const model = { ...cdnow, afterFirst, r: 1.5 };
      const none = Math.exp(BgNbd.logLikelihood(model, seen(0, 0, 1)));
      const steps = 2_000;
      let some = 0;
      for (let repeats = 1; repeats < 60; repeats++) {
        // x events with the last at t: the others lie anywhere before, t^(x−1)/(x−1)! of volume.
        for (let i = 0; i < steps; i += 10) {
          const at = (i + 5) / steps;
          const volume = (repeats - 1) * Math.log(at) - logFactorial(repeats - 1);
          some += (10 / steps) * Math.exp(volume + BgNbd.logLikelihood(model, seen(repeats, at, 1)));
        }
      }
      near(none + some, 1, 1e-4);
    }
  });

  it("P(active) tends to P(alive), and expectation to nothing with the horizon", () => {
    for (const afterFirst of [false, true]) {
      const model = { ...cdnow, afterFirst };
      const history = seen(3, 20, 30);
      near(BgNbd.chanceActive(model, history, 1e15), BgNbd.chanceAlive(model, history), 1e-4);
      near(BgNbd.expectedEvents(model, history, 1e-6), 0, 1e-6);
      near(BgNbd.expectedEvents(model, history, 1e-4) / BgNbd.chanceActive(model, history, 1e-4), 1, 1e-4);
      // Within the hole of the formula there is no jump.
      const at = (a: number) => BgNbd.expectedEvents({ ...model, a }, history, 10);
      near(at(1), (at(1 - 1e-4) + at(1 + 1e-4)) / 2, 1e-5);
    }
  });

  it("a regular buyer who is late is more surely gone than an irregular one", () => {
    const history = seen(10, 50, 65);
    const of = (k: number) =>
      BgNbd.chanceAlive({ ...cdnow, afterFirst: true, k, r: 1, alpha: 5 / k }, history);
    assert.isBelow(of(3), of(1));
    near(BgNbd.gapConstant(2, [1, Math.E]), 1, 1e-12);
  });

  it("twenty clients do not lead astray: the prior holds what maximum likelihood lets go", () => {
    const clients = purchasePatterns(Array.from({ length: 20 }, () => seen(1, 10, 39)));
    const { model } = fitBgNbd(clients, { afterFirst: true, k: 1 });
    for (const value of [model.r, model.alpha, model.a, model.b]) {
      assert.isAbove(value, 0.1);
      assert.isBelow(value, 50);
    }
    const { model: likeliest } = fitBgNbd(clients, { afterFirst: true, k: 1 }, null);
    assert.isAbove(Math.max(likeliest.r, likeliest.alpha, likeliest.a, likeliest.b), 1_000);
  });
});

const logFactorial = (n: number): number => {
  let sum = 0;
  for (let i = 2; i <= n; i++) sum += Math.log(i);
  return sum;
};

describe("Pareto/NBD", () => {
  it("expects what independent scripts do", () => {
    near(ParetoNbd.expectedEvents(pareto, seen(2, 30.43, 38.86), 39), 1.4551353, 1e-6);
    near(ParetoNbd.chanceAlive(pareto, seen(2, 30.43, 38.86)), 0.8691243, 1e-6);
    near(ParetoNbd.expectedEvents(pareto, seen(26, 30.857142857, 31), 52), 25.455, 0.005);
    near(ParetoNbd.expectedRepeats(pareto, 52), 1.473434, 0.001);
  });
  it("is the same whichever of α and β is larger, as they come together", () => {
    const history = seen(3, 12, 30);
    const at = (beta: number) => ParetoNbd.logLikelihood({ ...pareto, beta }, history);
    near(at(pareto.alpha - 1e-9), at(pareto.alpha + 1e-9), 1e-8);
    near(at(pareto.alpha), at(pareto.alpha + 1e-9), 1e-8);
  });
  it("holds for very many events", () => {
    const value = ParetoNbd.logLikelihood(pareto, seen(400, 250, 260));
    assert.isTrue(Number.isFinite(value));
    assert.isBelow(ParetoNbd.chanceAlive(pareto, seen(400, 250, 260)), 1e-3);
  });
});

describe("gamma-gamma", () => {
  it("draws a client's mean towards that of all, the less the more it is of", () => {
    const model = { p: 6.25, q: 3.74, gamma: 15.44 };
    near(expectedValue(model, { events: 0, meanValue: 0 }), 35.22, 0.01);
    const own = (events: number) => expectedValue(model, { events, meanValue: 100 });
    assert.isBelow(own(1), own(5));
    near(own(1e6), 100, 0.01);
    assert.isNaN(expectedValue({ ...model, q: 0.9 }, { events: 0, meanValue: 0 }));
  });
  it("finds what values were drawn with", () => {
    const random = seededRandom(8);
    // p 1 (exponential values), rates of gamma(3, 20): sums of exponentials.
    const exponential = (rate: number) => -Math.log(1 - random.next()) / rate;
    const clients = Array.from({ length: 1_500 }, () => {
      const rate = exponential(20) + exponential(20) + exponential(20);
      const events = random.int(1, 8);
      const total = Array.from({ length: events }, () => exponential(rate)).reduce((a, b) => a + b, 0);
      return { events, meanValue: total / events };
    });
    const { model } = fitGammaGamma(clients, null);
    near(model.p, 1, 0.2);
    near(model.q, 3, 0.5);
    near((model.p * model.gamma) / (model.q - 1), 10, 0.6);
  });
  it("is not for clients whose many events are their large ones", () => {
    const clients = [1, 2, 3, 4].map((events) => ({ events, meanValue: 10 * events }));
    near(valueCorrelation(clients), 1, 1e-12);
    assert.isFalse(mayUseGammaGamma(clients));
    assert.isTrue(mayUseGammaGamma(clients.map(({ events }) => ({ events, meanValue: 10 }))));
    assert.isFalse(mayUseGammaGamma([]));
  });
});
