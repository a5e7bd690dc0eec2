import { assert, describe, it } from "@effect/vitest";
import { Deferred, Effect, Fiber } from "effect";
import { KeptAnswers } from "./KeptAnswers.ts";
import { clockOf } from "./keepReports.ts";

/** A warehouse that says where it is and counts how often it is read. */
const counting = (mostCharacters = 1_000) => {
  const kept = new KeptAnswers(mostCharacters);
  const state = { position: "one" as string | null, reads: 0 };
  const ask = (key: string, answer: unknown = { of: key }) =>
    kept.keep(
      Effect.sync(() => state.position),
      key,
      Effect.sync(() => {
        state.reads++;
        return answer;
      }),
    );
  return { kept, state, ask };
};

describe("kept answers", () => {
  it.effect("are read once for each question, until the warehouse has moved", () =>
    Effect.gen(function* () {
      const { state, ask } = counting();
      assert.deepStrictEqual(yield* ask("a"), { of: "a" });
      assert.deepStrictEqual(yield* ask("a"), { of: "a" });
      yield* ask("b");
      assert.strictEqual(state.reads, 2);
      state.position = "two";
      yield* ask("a");
      assert.strictEqual(state.reads, 3);
      state.position = "one";
      yield* ask("a");
      assert.strictEqual(state.reads, 4);
    }),
  );

  it.effect("are nobody's to change", () =>
    Effect.gen(function* () {
      const { ask } = counting();
      (yield* ask("a", { rows: [2, 1] })) as { rows: Array<number> };
      const mine = (yield* ask("a")) as { rows: Array<number> };
      mine.rows.sort();
      assert.deepStrictEqual(yield* ask("a"), { rows: [2, 1] });
    }),
  );

  it.effect("are not kept where nobody knows whether the warehouse moved", () =>
    Effect.gen(function* () {
      const { kept, state, ask } = counting();
      state.position = null;
      yield* ask("a");
      yield* ask("a");
      assert.deepStrictEqual([state.reads, kept.size], [2, 0]);
    }),
  );

  it.effect("are not kept of a position that was left while they were read", () =>
    Effect.gen(function* () {
      const { kept, state, ask } = counting();
      const slow = yield* Deferred.make<string>();
      const old = yield* Effect.forkChild(kept.keep(Effect.succeed("one"), "slow", Deferred.await(slow)));
      yield* Effect.yieldNow;
      state.position = "two";
      yield* ask("quick");
      yield* Deferred.succeed(slow, "of one");
      assert.strictEqual(yield* Fiber.join(old), "of one");
      assert.strictEqual(kept.size, 1);
    }),
  );

  it.effect(
    "are read once however many ask at the same time, and once more when the one who reads goes",
    () =>
      Effect.gen(function* () {
        const kept = new KeptAnswers(1_000);
        const slow = yield* Deferred.make<number>();
        let reads = 0;
        const ask = kept.keep(
          Effect.succeed("one"),
          "slow",
          Effect.suspend(() => {
            reads++;
            return Deferred.await(slow);
          }),
        );
        const gone = yield* Effect.forkChild(ask);
        yield* Effect.yieldNow;
        const others = yield* Effect.forkChild(Effect.all([ask, ask, ask], { concurrency: 3 }));
        yield* Effect.yieldNow;
        yield* Fiber.interrupt(gone);
        yield* Deferred.succeed(slow, 7);
        assert.deepStrictEqual(yield* Fiber.join(others), [7, 7, 7]);
        assert.strictEqual(reads, 2);
      }),
  );

  it.effect("are dropped, those asked for longest ago first, where they take too much room", () =>
    Effect.gen(function* () {
      const { kept, state, ask } = counting(30);
      yield* ask("a", "x".repeat(10));
      yield* ask("b", "x".repeat(10));
      yield* ask("a");
      yield* ask("c", "x".repeat(10));
      assert.deepStrictEqual([state.reads, kept.size], [3, 2]);
      yield* ask("a");
      assert.strictEqual(state.reads, 3);
      yield* ask("b", "x".repeat(10));
      assert.strictEqual(state.reads, 4);
      yield* ask("huge", "x".repeat(31));
      yield* ask("huge", "x".repeat(31));
      assert.strictEqual(state.reads, 6);
    }),
  );
});

describe("the clock of an answer", () => {
  const at = Date.parse("2026-11-02T00:00:30Z");
  it("stands still once its day is over, and goes by the minute before", () => {
    assert.strictEqual(clockOf("2026-11-01", at), null);
    assert.strictEqual(clockOf("2026-11-02", at), Math.floor(at / 60_000));
    assert.strictEqual(clockOf(undefined, at), clockOf("2026-11-03", at));
    assert.notStrictEqual(clockOf(undefined, at), clockOf(undefined, at + 30_000));
    // Of yesterday, while it was today.
    assert.notStrictEqual(clockOf("2026-11-01", at - 30_001), null);
  });
});
