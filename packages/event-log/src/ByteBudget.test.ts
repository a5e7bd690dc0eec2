import { assert, describe, it } from "@effect/vitest";
import { Effect, Exit, Fiber } from "effect";
import { makeByteBudget } from "./ByteBudget.ts";

describe("ByteBudget", () => {
  it.effect("lets in what fits, then waits for room, first come first served", () =>
    Effect.gen(function* () {
      const budget = makeByteBudget(100);
      const admitted: number[] = [];
      const ask = (bytes: number) => Effect.map(budget.take(bytes), () => void admitted.push(bytes));
      yield* ask(60);
      yield* ask(40);
      const large = yield* Effect.forkChild(ask(90), { startImmediately: true });
      const small = yield* Effect.forkChild(ask(5), { startImmediately: true });
      budget.release(40);
      yield* Effect.yieldNow;
      // 5 bytes would fit, but the large one was first: otherwise small ones could keep it out for ever.
      assert.deepStrictEqual(admitted, [60, 40]);
      budget.release(60);
      yield* Fiber.join(large);
      yield* Fiber.join(small);
      assert.deepStrictEqual(admitted, [60, 40, 90, 5]);
      assert.strictEqual(budget.inFlightBytes(), 95);
    }),
  );

  it.effect("lets in alone what is larger than the whole budget", () =>
    Effect.gen(function* () {
      const budget = makeByteBudget(100);
      yield* budget.take(10);
      const huge = yield* Effect.forkChild(budget.take(1000), { startImmediately: true });
      assert.strictEqual(budget.inFlightBytes(), 10);
      budget.release(10);
      yield* Fiber.join(huge);
      assert.strictEqual(budget.inFlightBytes(), 1000);
    }),
  );

  it.effect("forgets a waiter that was interrupted", () =>
    Effect.gen(function* () {
      const budget = makeByteBudget(100);
      yield* budget.take(100);
      const gone = yield* Effect.forkChild(budget.take(80), { startImmediately: true });
      const next = yield* Effect.forkChild(budget.take(30), { startImmediately: true });
      yield* Fiber.interrupt(gone);
      budget.release(100);
      yield* Fiber.join(next);
      assert.strictEqual(budget.inFlightBytes(), 30);
    }),
  );

  it.effect("has its bytes back when an interruption meets the admission, in either order", () =>
    Effect.gen(function* () {
      for (const interruptFirst of [true, false]) {
        const budget = makeByteBudget(100);
        yield* budget.take(100);
        const fiber = yield* Effect.forkChild(budget.take(80), { startImmediately: true });
        if (interruptFirst) fiber.interruptUnsafe();
        budget.release(100);
        if (!interruptFirst) fiber.interruptUnsafe();
        const exit = yield* Fiber.await(fiber);
        assert.strictEqual(budget.inFlightBytes(), Exit.isSuccess(exit) ? 80 : 0);
      }
    }),
  );
});
