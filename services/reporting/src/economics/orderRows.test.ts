import { assert, describe, it } from "@effect/vitest";
import { Effect } from "effect";
import { orderRows, pageOfRows } from "./orderRows.ts";

const row = (id: string, amount: number | null, state = "client") => ({ id, name: id, state, amount });
const rows = [
  row("b", 1),
  row("a", 1),
  row("", null, "internal"),
  row("c", -2),
  row("d", null),
  row("a", 1, "unused"),
];
const idsOf = (order: "asc" | "desc") =>
  orderRows(rows, (one) => one.amount, order).map(({ id, state }) => `${state}:${id}`);

describe("rows of the economics", () => {
  it("stand by a figure, those without it last either way, ties by state and id", () => {
    const without = ["client:d", "internal:"];
    assert.deepStrictEqual(idsOf("desc"), ["client:a", "client:b", "unused:a", "client:c", ...without]);
    assert.deepStrictEqual(idsOf("asc"), ["client:c", "client:a", "client:b", "unused:a", ...without]);
  });

  it.effect("come page by page without a gap, also where one id stands in two states", () =>
    Effect.gen(function* () {
      const ordered = orderRows(rows, (one) => one.amount, "desc");
      const seen: Array<unknown> = [];
      for (let cursor: string | undefined; ;) {
        const page = yield* pageOfRows(ordered, 2, cursor);
        seen.push(...page.rows);
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      assert.deepStrictEqual(seen, [...ordered]);
      const lost = yield* Effect.flip(pageOfRows(ordered, 2, "e30"));
      assert.strictEqual(lost._tag, "InvalidCursor");
    }),
  );
});
