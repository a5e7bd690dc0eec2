import { assert, describe, it } from "@effect/vitest";
import { factor, inverse, solve } from "./cholesky.ts";

// 4 2 1 / 2 5 3 / 1 3 6: by hand, lower triangle 2 / 1 2 / 0.5 1.25 √(6 − 0.25 − 1.5625).
const matrix = Float64Array.of(4, 2, 1, 2, 5, 3, 1, 3, 6);

describe("cholesky", () => {
  it("takes the root by hand", () => {
    const { lower } = factor(matrix, 3)!;
    assert.deepStrictEqual(Array.from(lower.subarray(0, 8)), [2, 0, 0, 1, 2, 0, 0.5, 1.25]);
    assert.closeTo(lower[8]!, Math.sqrt(4.1875), 1e-15);
  });

  it("solves and inverts", () => {
    const root = factor(matrix, 3)!;
    const x = solve(root, Float64Array.of(4 + 4 + 3, 2 + 10 + 9, 1 + 6 + 18));
    for (const [i, value] of [1, 2, 3].entries()) assert.closeTo(x[i]!, value, 1e-14);
    const inverted = inverse(root);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        const sum = [0, 1, 2].reduce((all, k) => all + matrix[i * 3 + k]! * inverted[k * 3 + j]!, 0);
        assert.closeTo(sum, i === j ? 1 : 0, 1e-14);
      }
  });

  it("says that a matrix is not positive definite", () => {
    assert.isNull(factor(Float64Array.of(1, 2, 2, 1), 2));
  });
});
