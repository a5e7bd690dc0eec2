import { assert, describe, it } from "@effect/vitest";
import { CoverageState } from "@rapport/contracts/http/Coverage";
import { coverageFigures } from "./coverageFigures.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { hoursOf, part, shareOf } from "./rounding.ts";

describe("coverageFigures", () => {
  it("adds attributed and unattributed to all, and lists every state", () => {
    const figures = coverageFigures(
      [
        { state: "client", share_micro: 333_334 },
        { state: "one_way", share_micro: 666_666 },
      ],
      [],
    );
    assert.strictEqual(figures.total, 1);
    assert.deepStrictEqual(figures.attributed, { messages: 0.333334, share: 0.3333 });
    assert.deepStrictEqual(figures.unattributed, { messages: 0.666666, share: 0.6667 });
    assert.deepStrictEqual(
      figures.states.map((s) => s.state),
      CoverageState.options,
    );
  });
});

describe("rounding", () => {
  it("is in integers, halves up", () => {
    assert.deepStrictEqual([0, 1_799, 1_800, 6_775_200].map(hoursOf), [0, 0, 0.001, 1.882]);
    assert.deepStrictEqual([shareOf(1, 3), shareOf(2, 3), shareOf(0, 0)], [0.3333, 0.6667, null]);
    assert.deepStrictEqual(part(921, 2500), { count: 921, of: 2500, share: 0.3684 });
  });
});

describe("cursor", () => {
  it("comes back as it was, and is null when it is not ours", () => {
    assert.deepStrictEqual(decodeCursor(encodeCursor(["domain:müller.example", 7])), [
      "domain:müller.example",
      7,
    ]);
    for (const text of ["", "abc", encodeCursor([]).slice(1), Buffer.from("{}").toString("base64url")])
      assert.isNull(decodeCursor(text));
  });
});
