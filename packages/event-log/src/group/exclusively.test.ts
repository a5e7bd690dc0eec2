import { assert, describe, it } from "@effect/vitest";
import { Deferred, Effect, Exit, Fiber, Ref } from "effect";
import { TestClock } from "effect/testing";
import { EventLog, EventLogError } from "../EventLog.ts";
import { MemoryEventLog } from "../MemoryEventLog.ts";
import { runExclusively } from "./exclusively.ts";
import { exclusiveTopic, type GroupStore } from "./GroupStore.ts";
import { makePulse } from "./Pulse.ts";

const topics = [{ name: "t", partitions: 1 }];

/** A store whose signs of life can be made to fail or to hang. */
const storeWith = (beat: GroupStore["beat"]): GroupStore => ({
  sessionMs: 10_000,
  newMemberId: () => "m",
  beat,
  leases: () => Effect.succeed([{ topic: exclusiveTopic, partition: 0, generation: 1 }]),
  leave: () => Effect.void,
  fetch: () => Effect.never,
  commit: () => Effect.never,
  appended: () => makePulse(),
  regrouped: makePulse(),
});
const failure = (retriable: boolean) =>
  new EventLogError({ operation: "beat", detail: "out of reach", retriable });
const mine = Effect.succeed([{ topic: exclusiveTopic, partition: 0, generation: 1 }]);

/** The beats in turn; the last one again and again. */
const inTurn = (beats: ReadonlyArray<ReturnType<GroupStore["beat"]>>): GroupStore["beat"] => {
  let at = 0;
  return () => Effect.suspend(() => beats[Math.min(at++, beats.length - 1)]!);
};

describe("exclusive work", () => {
  it.effect("goes on through failures that pass within a session", () =>
    Effect.gen(function* () {
      const out = Effect.fail(failure(true));
      const store = storeWith(inTurn([mine, out, out, out, mine]));
      const fiber = yield* Effect.forkChild(
        runExclusively(store, "n", Effect.as(Effect.sleep("1 hour"), 1)),
        {
          startImmediately: true,
        },
      );
      yield* TestClock.adjust("1 hour");
      assert.strictEqual(yield* Fiber.join(fiber), 1);
    }),
  );

  for (const [how, beat] of [
    ["fail", Effect.fail(failure(true))],
    ["hang", Effect.never],
  ] as const) {
    it.effect(
      `is interrupted nearly a session after the last sign of life that got through when they ${how}`,
      () =>
        Effect.gen(function* () {
          const store = storeWith(inTurn([mine, mine, beat]));
          const interrupted = yield* Ref.make(false);
          const work = Effect.onInterrupt(Effect.never, () => Ref.set(interrupted, true));
          const fiber = yield* Effect.forkChild(Effect.flip(runExclusively(store, "n", work)), {
            startImmediately: true,
          });
          // The second sign of life was given after a quarter of a session.
          yield* TestClock.adjust("11 seconds");
          assert.isFalse(yield* Ref.get(interrupted));
          // To the moment: the session is over only a second later.
          yield* TestClock.adjust("500 millis");
          assert.isTrue(yield* Ref.get(interrupted));
          assert.strictEqual((yield* Fiber.join(fiber))._tag, "StaleOwner");
        }),
    );
  }

  it.effect("waits through failures that pass, and fails when none has passed for two sessions", () =>
    Effect.gen(function* () {
      const out = Effect.fail(failure(true));
      const passing = storeWith(inTurn([out, out, mine]));
      const started = yield* Effect.forkChild(runExclusively(passing, "n", Effect.succeed(1)), {
        startImmediately: true,
      });
      yield* TestClock.adjust("6 seconds");
      assert.strictEqual(yield* Fiber.join(started), 1);
      const lasting = yield* Effect.forkChild(
        Effect.flip(
          runExclusively(
            storeWith(() => out),
            "n",
            Effect.never,
          ),
        ),
        { startImmediately: true },
      );
      yield* TestClock.adjust("19 seconds");
      assert.isUndefined(lasting.pollUnsafe());
      yield* TestClock.adjust("4 seconds");
      assert.strictEqual((yield* Fiber.join(lasting))._tag, "EventLogError");
    }),
  );

  it.effect("fails at once with what cannot get better", () =>
    Effect.gen(function* () {
      const store = storeWith(inTurn([mine, Effect.fail(failure(false))]));
      const fiber = yield* Effect.forkChild(Effect.flip(runExclusively(store, "n", Effect.never)), {
        startImmediately: true,
      });
      yield* TestClock.adjust("3 seconds");
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "EventLogError");
    }),
  );

  it.effect("is free for the next at once when it is interrupted", () =>
    Effect.gen(function* () {
      const log = yield* EventLog;
      const began = yield* Deferred.make<void>();
      const first = yield* Effect.forkChild(
        log.exclusively("n", Effect.andThen(Deferred.succeed(began, undefined), Effect.never)),
      );
      yield* Deferred.await(began);
      const second = yield* Effect.forkChild(log.exclusively("n", Effect.succeed(2)), {
        startImmediately: true,
      });
      yield* Fiber.interrupt(first);
      // No time passes: the clock stands still.
      assert.deepStrictEqual(yield* Fiber.await(second), Exit.succeed(2));
    }).pipe(Effect.provide(MemoryEventLog.layer({ topics }))),
  );
});
