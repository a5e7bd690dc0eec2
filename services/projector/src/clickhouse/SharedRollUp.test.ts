import { assert, describe, it } from "@effect/vitest";
import { Deferred, Effect, Exit, Fiber } from "effect";
import { makeSharedRollUp } from "./SharedRollUp.ts";

/** A recomputation that tells which days it was given, and lasts until it is let go. */
const held = () => {
  const rounds: Array<{ days: ReadonlyArray<number>; done: Deferred.Deferred<void, string> }> = [];
  const rollUp = makeSharedRollUp((days) =>
    Effect.suspend(() => {
      const done = Deferred.makeUnsafe<void, string>();
      rounds.push({ days, done });
      return Deferred.await(done);
    }),
  );
  const begun = (n: number) =>
    Effect.yieldNow.pipe(Effect.repeat({ until: () => rounds.length >= n, times: 100 }));
  const start = (days: ReadonlyArray<number>) => Effect.forkChild(rollUp(days), { startImmediately: true });
  return { rounds, start, begun };
};

describe("makeSharedRollUp", () => {
  it.effect("takes everybody who waits into the next round, and nobody into one that has begun", () =>
    Effect.gen(function* () {
      const { rounds, start, begun } = held();
      const first = yield* start([1, 5]);
      const second = yield* start([5, 2]);
      const third = yield* start([3]);
      yield* begun(1);
      yield* Deferred.succeed(rounds[0]!.done, undefined);
      yield* Fiber.join(first);
      yield* begun(2);
      assert.deepStrictEqual(
        [second.pollUnsafe(), third.pollUnsafe(), rounds.map((r) => r.days)],
        [
          undefined,
          undefined,
          [
            [1, 5],
            [2, 3, 5],
          ],
        ],
      );
      yield* Deferred.succeed(rounds[1]!.done, undefined);
      yield* Fiber.join(second);
      yield* Fiber.join(third);
      assert.strictEqual(rounds.length, 2);
    }),
  );

  it.effect("leaves those who wait to try for themselves when a round fails or is interrupted", () =>
    Effect.gen(function* () {
      const { rounds, start, begun } = held();
      const first = yield* start([1]);
      const second = yield* start([2]);
      const third = yield* start([3]);
      const fourth = yield* start([4]);
      yield* begun(1);
      yield* Fiber.interrupt(first);
      yield* begun(2);
      yield* Deferred.fail(rounds[1]!.done, "lost");
      assert.isTrue(Exit.isFailure(yield* Fiber.await(second)));
      yield* begun(3);
      assert.deepStrictEqual(
        rounds.map((r) => r.days),
        [[1], [2, 3, 4], [3, 4]],
      );
      yield* Deferred.succeed(rounds[2]!.done, undefined);
      yield* Fiber.join(third);
      yield* Fiber.join(fourth);
      assert.strictEqual(rounds.length, 3);
    }),
  );
});
