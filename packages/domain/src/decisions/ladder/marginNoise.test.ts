import { assert, it } from "@effect/vitest";
import { marginNoise } from "./marginNoise.ts";

const steady = { marginsMinor: [100, 100, 100, 100], revenueMinor: 4_000 };
const wild = { marginsMinor: [700, -500, 700, -500], revenueMinor: 4_000 };

it("clients that never vary have no noise", () => {
  assert.deepStrictEqual(marginNoise([steady, steady]), [0, 0]);
});
it("is the standard error of the mean, drawn towards what is usual by revenue", () => {
  // Usual: the upper of the two relative variances, 480,000 by a quarter's revenue of 1,000 squared.
  const [quiet, noisy] = marginNoise([steady, wild]);
  assert.closeTo(noisy!, Math.sqrt((1_440_000 + 3 * 480_000) / 6 / 4), 1e-9);
  assert.closeTo(quiet!, Math.sqrt((3 * 480_000) / 6 / 4), 1e-9);
});
it("a client without a quarter has the noise of one with a single one", () => {
  const [, , none] = marginNoise([wild, wild, { marginsMinor: [], revenueMinor: 1_000 }]);
  assert.closeTo(none!, Math.sqrt((3 * 480_000) / 3), 1e-9);
});
