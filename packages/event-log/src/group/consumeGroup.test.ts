import { assert, describe, it } from "@effect/vitest";
import { Deferred, Effect, Exit, Fiber, Ref } from "effect";
import { TestClock } from "effect/testing";
import { EventLog, EventLogError } from "../EventLog.ts";
import { MemoryEventLog } from "../MemoryEventLog.ts";
import { consumeGroup } from "./consumeGroup.ts";
import type { GroupStore } from "./GroupStore.ts";
import { makePulse } from "./Pulse.ts";

const topics = [{ name: "t", partitions: 1 }];
const record = { key: "k", value: new Uint8Array([1]) };
const options = { group: "g", topics: ["t"], maxRecords: 10 };
const position = Effect.flatMap(EventLog, (log) =>
  Effect.map(log.committed("g", "t"), ([only]) => only!.offset),
);

describe("a member of a group", () => {
  it.effect("keeps its partition while idle for hours, by its own signs of life", () =>
    Effect.gen(function* () {
      const log = yield* EventLog;
      const got = yield* Ref.make<string[]>([]);
      const member = (name: string) =>
        log.consume(options, (batch) =>
          Effect.andThen(
            Ref.update(got, (all) => [...all, name]),
            batch.commit(batch.endOffset),
          ),
        );
      yield* Effect.forkChild(member("first"), { startImmediately: true });
      yield* TestClock.adjust("1 second");
      yield* Effect.forkChild(member("second"), { startImmediately: true });
      yield* TestClock.adjust("3 hours");
      yield* log.append("t", [record]);
      yield* TestClock.adjust("1 second");
      assert.deepStrictEqual(yield* Ref.get(got), ["first"]);
    }).pipe(Effect.provide(MemoryEventLog.layer({ topics }))),
  );

  it.effect("loses its partition when its handler is stuck, within two session times", () =>
    Effect.gen(function* () {
      const log = yield* EventLog;
      yield* log.append("t", [record]);
      const stuck = yield* Effect.forkChild(
        log.consume(options, () => Effect.never),
        { startImmediately: true },
      );
      yield* TestClock.adjust("1 second");
      const taken = yield* Deferred.make<void>();
      yield* Effect.forkChild(
        log.consume(options, (batch) => Effect.andThen(batch.commit(1), Deferred.succeed(taken, undefined))),
        { startImmediately: true },
      );
      yield* TestClock.adjust("8 seconds");
      assert.isFalse(yield* Deferred.isDone(taken));
      yield* TestClock.adjust("12 seconds");
      assert.isTrue(yield* Deferred.isDone(taken));
      assert.strictEqual(yield* position, 1);
      yield* Fiber.interrupt(stuck);
    }).pipe(Effect.provide(MemoryEventLog.layer({ topics }))),
  );

  it.effect("gives its partition up at once when it stops", () =>
    Effect.gen(function* () {
      const log = yield* EventLog;
      const first = yield* Effect.forkChild(
        log.consume(options, () => Effect.void),
        { startImmediately: true },
      );
      yield* TestClock.adjust("1 second");
      const taken = yield* Deferred.make<void>();
      yield* Effect.forkChild(
        log.consume(options, () => Deferred.succeed(taken, undefined)),
        { startImmediately: true },
      );
      yield* log.append("t", [record]);
      yield* Fiber.interrupt(first);
      // No time passes: the clock stands still.
      yield* Deferred.await(taken);
    }).pipe(Effect.provide(MemoryEventLog.layer({ topics }))),
  );

  it.effect("interrupts the batch in hand when consumption is interrupted", () =>
    Effect.gen(function* () {
      const log = yield* EventLog;
      yield* log.append("t", [record]);
      const started = yield* Deferred.make<void>();
      const interrupted = yield* Ref.make(false);
      const consumer = yield* Effect.forkChild(
        log.consume(options, () =>
          Effect.andThen(Deferred.succeed(started, undefined), Effect.never).pipe(
            Effect.onInterrupt(() => Ref.set(interrupted, true)),
          ),
        ),
      );
      yield* Deferred.await(started);
      assert.isTrue(
        Exit.isFailure(yield* Fiber.interrupt(consumer).pipe(Effect.andThen(Fiber.await(consumer)))),
      );
      assert.isTrue(yield* Ref.get(interrupted));
    }).pipe(Effect.provide(MemoryEventLog.layer({ topics }))),
  );
});

describe("a group that is out of reach", () => {
  const out = Effect.fail(new EventLogError({ operation: "beat", detail: "out of reach", retriable: true }));
  /** A store with one record that answers `beat` as told and never moves a lease. */
  const storeWith = (beat: GroupStore["beat"]): GroupStore => ({
    sessionMs: 10_000,
    newMemberId: () => "m",
    beat,
    leases: () => Effect.succeed([{ topic: "t", partition: 0, generation: 1 }]),
    leave: () => Effect.void,
    fetch: ({ offset }) =>
      Effect.succeed({
        records: offset === null ? [{ ...record, offset: 0, appendedAt: 0 }] : [],
        committed: { partition: 0, offset: 0, metadata: "" },
        endOffset: 1,
      }),
    commit: () => Effect.void,
    appended: () => makePulse(),
    regrouped: makePulse(),
  });
  const mine = Effect.succeed([{ topic: "t", partition: 0, generation: 1 }]);

  it.effect("ends the consumption after two sessions, not before", () =>
    Effect.gen(function* () {
      let beats = 0;
      const store = storeWith(() => Effect.suspend(() => (beats++ === 0 ? mine : out)));
      const consumer = yield* Effect.forkChild(Effect.flip(consumeGroup(store, options, () => Effect.void)), {
        startImmediately: true,
      });
      yield* TestClock.adjust("22 seconds");
      assert.isUndefined(consumer.pollUnsafe());
      yield* TestClock.adjust("2 seconds");
      assert.include((yield* Fiber.join(consumer)).message, "out of reach");
    }),
  );

  it.effect("does not end a batch in hand whose heartbeat does not get through", () =>
    Effect.gen(function* () {
      let beats = 0;
      const store = storeWith(() => Effect.suspend(() => (beats++ === 0 ? mine : out)));
      const outcome = yield* Deferred.make<string>();
      const consumer = yield* Effect.forkChild(
        Effect.flip(
          consumeGroup(store, options, (batch) =>
            Effect.gen(function* () {
              for (let beat = 0; beat < 5; beat++) yield* Effect.delay(batch.heartbeat, "2 seconds");
              yield* Deferred.succeed(outcome, "handled");
              return yield* Effect.never;
            }),
          ),
        ),
        { startImmediately: true },
      );
      yield* TestClock.adjust("12 seconds");
      assert.strictEqual(yield* Deferred.await(outcome), "handled");
      assert.isUndefined(consumer.pollUnsafe());
      yield* Fiber.interrupt(consumer);
    }),
  );
});

describe("MemoryEventLog under a stopped clock", () => {
  it.effect("holds appends back when too much is under way", () =>
    Effect.gen(function* () {
      const log = yield* EventLog;
      const append = log.append("t", [{ key: "k", value: new Uint8Array(600) }]);
      const fibers = yield* Effect.forEach([1, 2, 3], () =>
        Effect.forkChild(append, { startImmediately: true }),
      );
      const stored = Effect.map(log.endOffsets("t"), ([end]) => end);
      yield* TestClock.adjust("1 second");
      assert.strictEqual(yield* stored, 1);
      yield* TestClock.adjust("1 second");
      assert.strictEqual(yield* stored, 2);
      yield* TestClock.adjust("1 second");
      assert.strictEqual(yield* stored, 3);
      yield* Effect.forEach(fibers, Fiber.join);
    }).pipe(Effect.provide(MemoryEventLog.layer({ topics, inFlightBytes: 1000, appendDelay: "1 second" }))),
  );

  it.effect("keeps everything in its storage for the next layer", () =>
    Effect.gen(function* () {
      const storage = MemoryEventLog.makeStorage();
      const use = <A, E>(body: (log: EventLog["Service"]) => Effect.Effect<A, E>) =>
        Effect.provide(Effect.flatMap(EventLog, body), MemoryEventLog.layer({ topics, storage }), {
          local: true,
        });
      yield* use((log) => log.append("t", [record], [{ name: "c", value: "1" }]));
      assert.deepStrictEqual(yield* use((log) => log.endOffsets("t")), [1]);
      assert.strictEqual((yield* use((log) => log.checkpoints(["c"]))).get("c"), "1");
    }),
  );
});
