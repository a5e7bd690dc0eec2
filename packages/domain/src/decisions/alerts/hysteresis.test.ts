import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "../../seededRandom.ts";
import { transitions, type WeekLevel } from "./hysteresis.ts";

const patience = { openWeeks: 1, closeWeeks: 4 };
const changes = (levels: ReadonlyArray<WeekLevel>, over = patience) =>
  transitions(levels, over).map(({ index, from, to }) => [index, from, to]);

describe("a state with hysteresis", () => {
  it("rises at once and falls after enough weeks below", () => {
    assert.deepStrictEqual(changes([0, 2, 0, 0, 0, 0, 0, 2]), [
      [1, 0, 2],
      [5, 2, 0],
      [7, 0, 2],
    ]);
  });

  it("changes once on a series that flaps", () => {
    const flapping = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 2 : 0));
    assert.deepStrictEqual(changes(flapping), [[0, 0, 2]]);
    const slower = Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? 2 : 0));
    assert.deepStrictEqual(changes(slower), [[0, 0, 2]]);
  });

  it("rises from step to step, and falls to the highest of the weeks below", () => {
    assert.deepStrictEqual(changes([1, 2, 1, 0, 1, 0]), [
      [0, 0, 1],
      [1, 1, 2],
      [5, 2, 1],
    ]);
  });

  it("waits for a row of weeks where it has to, and takes the least of them", () => {
    assert.deepStrictEqual(changes([2, 0, 1, 2, 1], { openWeeks: 3, closeWeeks: 4 }), [[4, 0, 1]]);
  });

  it("stays through weeks that say nothing, and ends when there is nothing to have a state", () => {
    assert.deepStrictEqual(changes([2, 0, 0, "unknown", "unknown", 0, 2]), [[0, 0, 2]]);
    assert.deepStrictEqual(changes([2, "over", "over", 2]), [
      [0, 0, 2],
      [1, 2, 0],
      [3, 0, 2],
    ]);
  });

  it("never rises twice within the weeks that a fall takes", () => {
    const random = seededRandom(7);
    for (let run = 0; run < 300; run++) {
      const levels = Array.from({ length: 120 }, () => (random.chance(0.3) ? 1 : 0));
      const rises = transitions(levels, patience).filter(({ to }) => to === 1);
      for (const [i, { index }] of rises.entries())
        assert.isTrue(i === 0 || index - rises[i - 1]!.index > patience.closeWeeks);
    }
  });

  it("looks at no week to come", () => {
    const random = seededRandom(8);
    for (let run = 0; run < 100; run++) {
      const levels = Array.from({ length: 60 }, () => Math.floor(random.next() * 3));
      const all = transitions(levels, patience);
      for (const length of [10, 25, 59])
        assert.deepStrictEqual(
          transitions(levels.slice(0, length), patience),
          all.filter(({ index }) => index < length),
        );
    }
  });
});
