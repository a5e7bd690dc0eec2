import { assert, describe, it } from "@effect/vitest";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { Deferred, Effect, Fiber } from "effect";
import { TestClock } from "effect/testing";
import { checkpointNames, writeCheckpoint } from "./Checkpoints.ts";
import { projectorGroup } from "./config.ts";
import { liftHold, passHold, takeHold } from "./Hold.ts";
import { committedPositions, positionsUnderWay } from "./Positions.ts";
import { makeProjectorState } from "./ProjectorState.ts";

describe("a hold", () => {
  it.effect("keeps the batches of others back until it is lifted, and tells them the epoch", () =>
    Effect.gen(function* () {
      const [holder, other] = [yield* makeProjectorState, yield* makeProjectorState];
      yield* passHold(other);
      yield* takeHold(holder);
      yield* writeCheckpoint(checkpointNames.epoch, "5");
      const waiting = yield* Effect.forkChild(passHold(other), { startImmediately: true });
      yield* TestClock.adjust("10 seconds");
      assert.isUndefined(waiting.pollUnsafe());
      yield* liftHold;
      yield* TestClock.adjust("1 second");
      yield* Fiber.join(waiting);
      assert.strictEqual(other.epoch, 5);
    }).pipe(Effect.provide(MemoryEventLog.layer())),
  );

  it.effect(
    "lets its holder's own batches pass while the gate keeps them, and not when the work was lost",
    () =>
      Effect.gen(function* () {
        const holder = yield* makeProjectorState;
        yield* takeHold(holder);
        holder.holding = true;
        yield* passHold(holder);
        holder.holding = false;
        const waiting = yield* Effect.forkChild(passHold(holder), { startImmediately: true });
        yield* TestClock.adjust("10 seconds");
        assert.isUndefined(waiting.pollUnsafe());
        yield* Fiber.interrupt(waiting);
      }).pipe(Effect.provide(MemoryEventLog.layer())),
  );

  it.effect("is no stall: after 20 s whoever waits goes on", () =>
    Effect.gen(function* () {
      const [holder, other] = [yield* makeProjectorState, yield* makeProjectorState];
      yield* takeHold(holder);
      const waiting = yield* Effect.forkChild(passHold(other), { startImmediately: true });
      yield* TestClock.adjust("19 seconds");
      assert.isUndefined(waiting.pollUnsafe());
      yield* TestClock.adjust("2 seconds");
      yield* Fiber.join(waiting);
    }).pipe(Effect.provide(MemoryEventLog.layer())),
  );

  it.effect("is taken by one who sees every range that is being inserted already", () =>
    Effect.gen(function* () {
      const log = yield* EventLog;
      const topic = topics.deadLetters.name;
      yield* log.append(
        topic,
        Array.from({ length: 9 }, () => ({ key: "k", value: new Uint8Array(1) })),
      );
      const begun = yield* Deferred.make<void>();
      const consumer = yield* Effect.forkChild(
        log.consume({ group: projectorGroup, topics: [topic], maxRecords: 5 }, (batch) =>
          Effect.andThen(
            batch.commit(2, "6,1,1"),
            Effect.andThen(Deferred.succeed(begun, undefined), Effect.never),
          ),
        ),
        { startImmediately: true },
      );
      yield* TestClock.adjust("1 second");
      yield* Deferred.await(begun);
      assert.deepStrictEqual((yield* committedPositions)[topic], [2]);
      assert.deepStrictEqual((yield* positionsUnderWay)[topic], [7]);
      yield* Fiber.interrupt(consumer);
    }).pipe(Effect.provide(MemoryEventLog.layer())),
  );
});
