import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "../../seededRandom.ts";
import { calibrate, type ClientMonth, predictionInterval, shadowSeconds } from "./calibrate.ts";
import { normalQuantile } from "./normalQuantile.ts";

const hours = (logged: number, estimated: number): ClientMonth => ({
  loggedSeconds: logged * 3600,
  estimatedSeconds: estimated * 3600,
});

/** Client-months whose logged time is `factor` times the estimate, with a spread of their own. */
const monthsOf = (count: number, factor: number, sd: number, seed: number): ReadonlyArray<ClientMonth> => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const estimated = random.int(2, 40);
    return hours(
      estimated * factor * Math.exp(sd * normalQuantile((random.int(0, 9999) + 0.5) / 10_000)),
      estimated,
    );
  });
};

describe("calibrate", () => {
  it("is the prior where nothing can be compared", () => {
    const nothing = [hours(0, 5), hours(5, 0), hours(5, 0.49)];
    assert.deepStrictEqual(calibrate(nothing, 0.35), {
      factorMicro: 1_000_000,
      sdMicro: 350_000,
      spreadMicro: 350_000,
      clientMonths: 0,
    });
  });

  it("is the posterior by hand", () => {
    // ln 2 twice: σ² = (4 × 0.35² + 0) ÷ 5 = 0.098; precision 2 ÷ 0.098 + 1 ÷ 0.1225 = 28.571; μ = 14.146 ÷ 28.571.
    const { factorMicro, sdMicro, spreadMicro, clientMonths } = calibrate([hours(4, 2), hours(2, 1)], 0.35);
    assert.strictEqual(factorMicro, 1_641_000);
    assert.strictEqual(sdMicro, 187_083);
    // Both are 0.198 away from it: 0.1545 standard deviations of 1.2816; (4 × 0.1225 + 0.0239) ÷ 5 = 0.1028.
    assert.strictEqual(spreadMicro, 320_587);
    assert.strictEqual(clientMonths, 2);
  });

  it("finds the factor and the spread, surer the more there is, whatever the order", () => {
    const few = calibrate(monthsOf(10, 0.7, 0.2, 1), 0.35);
    const months = monthsOf(900, 0.7, 0.2, 2);
    const many = calibrate(months, 0.35);
    assert.closeTo(many.factorMicro, 700_000, 15_000);
    assert.closeTo(many.spreadMicro, 200_000, 15_000);
    assert.isBelow(many.sdMicro, few.sdMicro);
    assert.strictEqual(many.factorMicro % 1000, 0);
    for (let seed = 0; seed < 20; seed++)
      assert.deepStrictEqual(calibrate(seededRandom(seed).shuffle(months), 0.35), many);
  });

  it("holds eight of ten client-months in its interval", () => {
    const calibration = calibrate(monthsOf(400, 1.3, 0.3, 3), 0.35);
    const inside = monthsOf(2000, 1.3, 0.3, 4).filter(({ loggedSeconds, estimatedSeconds }) => {
      const { lowSeconds, highSeconds } = predictionInterval(estimatedSeconds, calibration);
      return lowSeconds <= loggedSeconds && loggedSeconds <= highSeconds;
    });
    assert.closeTo(inside.length / 2000, 0.8, 0.03);
  });

  it("is not widened for all by a few months that are far out", () => {
    const months = monthsOf(400, 1, 0.15, 5);
    const odd = Array.from({ length: 20 }, () => hours(0.5, 10));
    const { spreadMicro } = calibrate([...months, ...odd], 0.35);
    assert.isBelow(spreadMicro, calibrate(months, 0.35).spreadMicro * 1.7);
  });

  it("says what was worked and not logged, negative where more was logged", () => {
    assert.strictEqual(shadowSeconds(hours(1, 2), { factorMicro: 800_000 }), 2160);
    assert.strictEqual(shadowSeconds(hours(2, 2), { factorMicro: 800_000 }), -1440);
  });
});
