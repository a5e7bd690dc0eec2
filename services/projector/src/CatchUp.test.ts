import { assert, describe, it } from "@effect/vitest";
import { encodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { runVirtual } from "@rapport/testing/virtualTime";
import { Clock, Effect, Fiber, Layer } from "effect";
import { TestClock } from "effect/testing";
import { catchUp } from "./CatchUp.ts";
import { defaultOptions } from "./config.ts";
import { total } from "./Positions.ts";
import { layerMemoryProjection, makeMemoryProjection } from "./MemoryProjectionStore.ts";
import { ProjectionStore } from "./ProjectionStore.ts";
import { runProjector } from "./Projector.ts";
import { ShadowProjection } from "./ShadowProjection.ts";
import { StuckConsumer } from "./Watchdog.ts";

const quiet = () => Effect.void;
const append = (numbers: ReadonlyArray<number>) =>
  Effect.flatMap(EventLog, (log) =>
    log.append(
      topics.interactions.name,
      numbers.map((n) => ({ key: String(n), value: encodeEvent(sampleEmail(n)) })),
    ),
  );

describe("catchUp", () => {
  it.effect("ends only when what stood in the log is projected and derived, by another process too", () => {
    const storage = MemoryEventLog.makeStorage();
    const projection = makeMemoryProjection();
    const asker = MemoryEventLog.layer({ storage });
    const owner = Layer.merge(MemoryEventLog.layer({ storage }), layerMemoryProjection(projection));
    return Effect.gen(function* () {
      yield* append([1, 2, 3]);
      const waiting = yield* Effect.forkChild(catchUp(quiet));
      yield* TestClock.adjust("1 minute");
      assert.isUndefined(waiting.pollUnsafe());
      const projecting = yield* Effect.forkChild(Effect.provide(runProjector(), owner));
      yield* runVirtual(Fiber.join(waiting));
      assert.strictEqual(projection.tables().facts.size, 3);
      yield* Fiber.interrupt(projecting);
    }).pipe(Effect.provide(asker));
  });

  it.effect("waits for the dead letters of what was refused on the way", () => {
    const projection = makeMemoryProjection();
    return Effect.gen(function* () {
      const log = yield* EventLog;
      yield* log.append(topics.interactions.name, [{ key: "x", value: Buffer.from("{") }]);
      yield* runVirtual(Effect.raceFirst(catchUp(quiet), runProjector()));
      const held = [...projection.tables().logRecords].map(([key, rows]) => [key.split("/")[0], rows.size]);
      assert.deepInclude(held, [topics.deadLetters.name, 1]);
    }).pipe(Effect.provide(Layer.merge(MemoryEventLog.layer(), layerMemoryProjection(projection))));
  });
});

/** A projector whose books take `costMs` each time; what it was asked for, and when it began. */
const bookkeeping = (costMs: number, projection = makeMemoryProjection()) => {
  const asked: Array<{ readonly at: number; readonly records: number }> = [];
  const store: ProjectionStore["Service"] = {
    ...projection.store,
    refreshBooks: ({ positions, at }) =>
      Effect.andThen(
        Effect.sync(() => asked.push({ at, records: total(positions) })),
        Effect.sleep(costMs),
      ),
  };
  const ports = Layer.mergeAll(
    MemoryEventLog.layer(),
    Layer.succeed(ProjectionStore, store),
    Layer.succeed(ShadowProjection, projection.shadow),
  );
  return { asked, ports };
};

describe("the books", () => {
  it.effect("are waited for: those of what stood in the log, and of today", () => {
    const { asked, ports } = bookkeeping(20_000);
    return Effect.gen(function* () {
      // A minute before midnight.
      yield* TestClock.setTime(86_400_000 - 60_000);
      yield* append([1, 2, 3]);
      const projecting = yield* Effect.forkChild(runProjector());
      const waiting = yield* Effect.forkChild(catchUp(quiet));
      yield* TestClock.adjust("19 seconds");
      assert.isUndefined(waiting.pollUnsafe(), "the books were not there yet");
      yield* runVirtual(Fiber.join(waiting));
      assert.deepStrictEqual(
        asked.map(({ records }) => records),
        [3],
      );
      // Nothing moves but the day: what has fallen due since is missing.
      yield* TestClock.adjust("1 minute");
      const tomorrow = yield* Effect.forkChild(catchUp(quiet));
      yield* TestClock.adjust("19 seconds");
      assert.isUndefined(tomorrow.pollUnsafe(), "they are yesterday's");
      yield* runVirtual(Fiber.join(tomorrow));
      yield* Fiber.interrupt(projecting);
    }).pipe(Effect.provide(ports));
  });

  it.effect("follow a log that never pauses, but seldom, and one that does at once", () => {
    const { asked, ports } = bookkeeping(1000);
    return Effect.gen(function* () {
      const projecting = yield* Effect.forkChild(runProjector());
      for (let n = 0; n < 300; n++) {
        yield* append([n]);
        // Less than deriving what was told before takes.
        yield* TestClock.adjust(150);
      }
      const duringIt = asked.length;
      assert.isAtLeast(duringIt, 2, "in 45 seconds");
      assert.isAtMost(duringIt, 6, "in 45 seconds, a second each");
      yield* runVirtual(catchUp(quiet));
      assert.strictEqual(asked.at(-1)?.records, 300);
      yield* Fiber.interrupt(projecting);
    }).pipe(Effect.provide(ports));
  });
});

describe("the projector's pace", () => {
  it.effect("spends little of its time on deriving while there is a backlog", () => {
    const projection = makeMemoryProjection();
    let derivingMs = 0;
    const slow: ProjectionStore["Service"] = {
      ...projection.store,
      write: (batch) => Effect.andThen(Effect.sleep("1 second"), projection.store.write(batch)),
      refreshConversations: Effect.gen(function* () {
        const from = yield* Clock.currentTimeMillis;
        yield* Effect.sleep("700 millis");
        derivingMs += (yield* Clock.currentTimeMillis) - from;
      }),
    };
    const ports = Layer.mergeAll(
      MemoryEventLog.layer(),
      Layer.succeed(ProjectionStore, slow),
      Layer.succeed(ShadowProjection, projection.shadow),
    );
    return Effect.gen(function* () {
      const log = yield* EventLog;
      const mail = sampleMailbox(seededRandom(1), 100);
      // One key: one partition, 100 batches of a second.
      yield* log.append(
        topics.interactions.name,
        mail.map((e) => ({ key: "k", value: encodeEvent(e) })),
      );
      yield* runVirtual(
        Effect.timeoutOption(runProjector({ ...defaultOptions, maxRecords: 1 }), "80 seconds"),
      );
      assert.isAbove(derivingMs, 5 * 700);
      assert.isBelow(derivingMs, 80_000 * 0.12);
    }).pipe(Effect.provide(ports));
  });

  it.effect("ends when records wait and none is projected", () => {
    const deaf = Layer.effect(
      EventLog,
      Effect.map(EventLog, (log) => EventLog.of({ ...log, consume: () => Effect.never })),
    ).pipe(Layer.provide(MemoryEventLog.layer()));
    return Effect.gen(function* () {
      const options = { ...defaultOptions, stuckAfterMs: 60_000 };
      const projecting = yield* Effect.forkChild(Effect.flip(runProjector(options)));
      yield* TestClock.adjust("10 minutes");
      assert.isUndefined(projecting.pollUnsafe());
      yield* append([1]);
      yield* TestClock.adjust("2 minutes");
      assert.instanceOf(yield* Fiber.join(projecting), StuckConsumer);
    }).pipe(Effect.provide(Layer.merge(deaf, layerMemoryProjection())));
  });
});
