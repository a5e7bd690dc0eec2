import { assert, describe, it } from "@effect/vitest";
import { covers, formatPositions, moved, parsePositions, total } from "./Positions.ts";

describe("Positions", () => {
  it("covers what is nowhere ahead, partitions it never saw included", () => {
    assert.isTrue(covers({ a: [3, 4], b: [1] }, { a: [3, 4] }));
    assert.isFalse(covers({ a: [9, 3] }, { a: [3, 4] }));
    assert.isFalse(covers({}, { a: [0, 1] }));
    assert.isTrue(covers({}, { a: [0, 0] }));
  });

  it("adds up, and sees a topic move", () => {
    assert.strictEqual(total({ a: [3, 4], b: [1] }), 8);
    assert.isTrue(moved({ a: [3, 4] }, { a: [3, 5] }, "a"));
    assert.isFalse(moved({ a: [3, 4] }, { a: [3, 4], b: [1] }, "a"));
    assert.isTrue(moved({}, { b: [1] }, "b"));
    assert.isFalse(moved({}, { b: [0] }, "b"));
  });

  it("survives being written down; anything else is the very beginning", () => {
    const positions = { "rapport.interactions": [1, 0, 3, 2], "rapport.directory": [0] };
    assert.deepStrictEqual(parsePositions(formatPositions(positions)), positions);
    assert.deepStrictEqual(parsePositions(undefined), {});
    assert.deepStrictEqual(parsePositions('{"a":["x"],"b":[1]}'), { b: [1] });
  });
});
