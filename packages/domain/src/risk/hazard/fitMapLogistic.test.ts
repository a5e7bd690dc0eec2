import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "../../seededRandom.ts";
import { logistic } from "../../statistics/specialFunctions.ts";
import { type Design, fitMapLogistic, type WeightPrior } from "./fitMapLogistic.ts";

const flat = (size: number, sure = 0): WeightPrior => ({
  mean: new Float64Array(size),
  precision: Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? sure : 0)),
});

/** Rows of an intercept and two variables whose weights are known. */
const rowsOf = (count: number, seed: number, truth: ReadonlyArray<number>): Design => {
  const random = seededRandom(seed);
  const columns = truth.length;
  const x = Float64Array.from({ length: count * columns }, (_, at) =>
    at % columns === 0 ? 1 : 4 * random.next() - 2,
  );
  const y = Float64Array.from({ length: count }, (_, row) => {
    const eta = truth.reduce((sum, w, j) => sum + w * x[row * columns + j]!, 0);
    return random.next() < logistic(eta) ? 1 : 0;
  });
  return { columns, x, y, weights: null };
};

describe("fitMapLogistic", () => {
  it("is the rate's log-odds with an intercept alone, and its information", () => {
    const design = {
      columns: 1,
      x: new Float64Array(10).fill(1),
      y: Float64Array.of(1, 1, 1, 0, 0, 0, 0, 0, 0, 0),
      weights: null,
    };
    const { weights, covariance, converged } = fitMapLogistic(design, flat(1));
    assert.isTrue(converged);
    assert.closeTo(weights[0]!, Math.log(3 / 7), 1e-12);
    // 10 · 0.3 · 0.7.
    assert.closeTo(covariance[0]!, 1 / 2.1, 1e-12);
  });

  it("counts rows by their weight", () => {
    const base = rowsOf(200, 4, [-1, 0.5]);
    const twice: Design = {
      ...base,
      x: Float64Array.of(...base.x, ...base.x),
      y: Float64Array.of(...base.y, ...base.y),
    };
    const half = { ...twice, weights: new Float64Array(400).fill(0.5) };
    const [one, other] = [fitMapLogistic(base, flat(2)), fitMapLogistic(half, flat(2))];
    one.weights.forEach((w, j) => assert.closeTo(other.weights[j]!, w, 1e-9));
    one.covariance.forEach((v, j) => assert.closeTo(other.covariance[j]!, v, 1e-9));
  });

  it("finds weights that are known, within their errors", () => {
    const truth = [-1, 0.8, -0.4];
    const { weights, covariance } = fitMapLogistic(rowsOf(20_000, 1, truth), flat(3));
    truth.forEach((w, j) => assert.isBelow(Math.abs(weights[j]! - w), 3.5 * Math.sqrt(covariance[j * 4]!)));
  });

  it("stands at a point where no direction that the signs allow is better", () => {
    const truth = [-1, 0.8, -0.4, 0.1];
    const design = rowsOf(300, 2, truth);
    const prior = flat(4, 1);
    const signs = [0, -1, -1, 1] as const;
    const { weights } = fitMapLogistic(design, prior, signs);
    // The first variable is said to lower what it raises: exactly 0, and the others the best beside it.
    assert.strictEqual(weights[1], 0);
    const objective = (w: Float64Array): number => {
      let sum = 0;
      for (let row = 0; row < 300; row++) {
        const eta = w.reduce((all, value, j) => all + value * design.x[row * 4 + j]!, 0);
        sum += design.y[row]! * eta - Math.log1p(Math.exp(eta));
      }
      return sum - w.reduce((all, value) => all + value ** 2, 0) / 2;
    };
    const top = objective(weights);
    for (let j = 0; j < 4; j++)
      for (const step of [-1e-4, 1e-4]) {
        const moved = Float64Array.from(weights);
        moved[j]! += step;
        if (signs[j]! * moved[j]! >= 0) assert.isBelow(objective(moved), top + 1e-12);
      }
  });

  it("is the prior where there are no rows", () => {
    const prior = { mean: Float64Array.of(-3, 0.25), precision: Float64Array.of(1, 0, 0, 16) };
    const none = { columns: 2, x: new Float64Array(0), y: new Float64Array(0), weights: null };
    const { weights, covariance } = fitMapLogistic(none, prior, [0, 1]);
    assert.deepStrictEqual([...weights], [-3, 0.25]);
    assert.deepStrictEqual([...covariance], [1, 0, 0, 1 / 16]);
  });

  it("refuses what neither rows nor prior determine", () => {
    const same = { columns: 2, x: Float64Array.of(1, 1, 1, 1), y: Float64Array.of(0, 1), weights: null };
    assert.throws(() => fitMapLogistic(same, flat(2)), /determine every weight/);
  });
});
