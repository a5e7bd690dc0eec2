import { assert, describe, it } from "@effect/vitest";
import { Effect } from "effect";
import { TestClock } from "effect/testing";
import { resolveSpan } from "./Span.ts";

describe("the days of a request", () => {
  it.effect("are the twelve months up to the as-of day's when nothing is said", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2026-10-14T23:59:00Z"));
      const { asOf, ...span } = yield* resolveSpan({});
      assert.strictEqual(asOf.day, "2026-10-14");
      assert.deepStrictEqual(span, { from: "2025-11-01", to: "2026-10-14", last: "2026-10-14" });
      const past = yield* resolveSpan({ asOf: "2024-12-31" });
      assert.strictEqual(past.from, "2024-01-01");
    }),
  );

  it.effect("end on the as-of day, whatever is asked for, and are refused the wrong way round", () =>
    Effect.gen(function* () {
      const span = yield* resolveSpan({ asOf: "2024-02-10", from: "2024-02-01", to: "2024-02-29" });
      assert.deepStrictEqual([span.to, span.last], ["2024-02-29", "2024-02-10"]);
      const wrong = yield* Effect.flip(resolveSpan({ from: "2024-03-01", to: "2024-02-29" }));
      assert.strictEqual(wrong.message, "from: 2024-03-01 is after the last day, 2024-02-29");
    }),
  );
});
