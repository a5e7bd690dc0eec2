import { assert, describe, it } from "@effect/vitest";
import { Clock, Data, Effect, Fiber } from "effect";
import { TestClock } from "effect/testing";
import { backoff, type BackoffPolicy, delayMs } from "./FailurePolicy.ts";

class Failure extends Data.TaggedError("Failure")<{ readonly retriable: boolean }> {}
const policy: BackoffPolicy = { firstDelayMs: 100, maxDelayMs: 1000, retries: 6 };

const run = (retriable: boolean) =>
  Effect.gen(function* () {
    const triedAt: Array<number> = [];
    const step = Effect.gen(function* () {
      triedAt.push(yield* Clock.currentTimeMillis);
      return yield* new Failure({ retriable });
    });
    const fiber = yield* Effect.forkChild(Effect.flip(Effect.retry(step, backoff<Failure>(policy))));
    for (let ms = 0; ms < 12_000; ms += 10) yield* TestClock.adjust("10 millis");
    return { triedAt, error: yield* Fiber.join(fiber) };
  });

describe("FailurePolicy", () => {
  it("doubles up to the cap", () => {
    assert.deepStrictEqual(
      [0, 1, 2, 3, 4, 5].map((n) => delayMs(policy, n)),
      [100, 200, 400, 800, 1000, 1000],
    );
    assert.strictEqual(delayMs(policy, 1e6), 1000);
  });

  it.effect("retries retriable errors with growing capped delays, then gives the error up", () =>
    Effect.gen(function* () {
      const { triedAt, error } = yield* run(true);
      assert.isTrue(error.retriable);
      assert.strictEqual(triedAt.length, policy.retries + 1);
      for (let i = 1; i < triedAt.length; i++) {
        const delay = triedAt[i]! - triedAt[i - 1]!;
        const nominal = delayMs(policy, i - 1);
        assert.isAtLeast(delay, nominal * 0.79 - 10);
        assert.isAtMost(delay, nominal * 1.21 + 10);
      }
    }),
  );

  it.effect("gives other errors up at once", () =>
    Effect.gen(function* () {
      const { triedAt } = yield* run(false);
      assert.strictEqual(triedAt.length, 1);
    }),
  );
});
