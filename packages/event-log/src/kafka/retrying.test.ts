import { assert, describe, it } from "@effect/vitest";
import { Effect, Fiber, Random } from "effect";
import { TestClock } from "effect/testing";
import { KafkaFailure } from "./KafkaFailure.ts";
import { retrying } from "./retrying.ts";

const failure = (retriable: boolean) =>
  new KafkaFailure({ code: "SOME_CODE", retriable, detail: "it broke" });

/** A chance that always falls the same way, 0 to 1. */
const steady = (next: number): Random.Random => ({
  nextIntUnsafe: () => 0,
  nextDoubleUnsafe: () => next,
});

describe("retrying", () => {
  it.effect("goes on after failures that pass, ever more slowly", () =>
    Effect.gen(function* () {
      let tries = 0;
      const attempt = Effect.suspend(() =>
        ++tries < 8 ? Effect.fail(failure(true)) : Effect.succeed("done"),
      );
      const fiber = yield* Effect.forkChild(retrying("it", 60_000, attempt));
      yield* TestClock.adjust(20);
      assert.strictEqual(tries, 1);
      yield* TestClock.adjust(1000);
      assert.isAtMost(tries, 7);
      yield* TestClock.adjust(5000);
      assert.strictEqual(yield* Fiber.join(fiber), "done");
    }),
  );

  for (const jitter of [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.999])
    it.effect(`gives up in time, with the last failure, jitter ${jitter}`, () =>
      Effect.gen(function* () {
        let tries = 0;
        const attempt = Effect.suspend(() => {
          tries++;
          return Effect.fail(failure(true));
        });
        const fiber = yield* Effect.forkChild(Effect.flip(retrying("it", 10_000, attempt)));
        // Whatever the jitter: no pause goes beyond the end.
        yield* TestClock.adjust(10_000);
        const last = yield* Fiber.join(fiber);
        assert.deepStrictEqual([last.code, last.retriable], ["SOME_CODE", true]);
        assert.match(last.detail, /^it broke; tried for (9|10) s$/);
        assert.isAbove(tries, 8);
      }).pipe(Effect.provideService(Random.Random, steady(jitter))),
    );

  it.effect("does not try again what cannot pass", () =>
    Effect.gen(function* () {
      let tries = 0;
      const attempt = Effect.suspend(() => {
        tries++;
        return Effect.fail(failure(false));
      });
      assert.strictEqual((yield* Effect.flip(retrying("it", 10_000, attempt))).detail, "it broke");
      assert.strictEqual(tries, 1);
    }),
  );
});
