import { assert, describe, it } from "@effect/vitest";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { Effect, Fiber } from "effect";
import { TestClock } from "effect/testing";
import { defaultOptions, projectorGroup } from "./config.ts";
import { makeProjectorState, partitionKey } from "./ProjectorState.ts";
import { StuckConsumer, watchProgress } from "./Watchdog.ts";

const options = { ...defaultOptions, stuckAfterMs: 60_000, shared: true };
const [moving, still] = [topics.directory.name, topics.deadLetters.name];
const one = [{ key: "k", value: new Uint8Array(1) }];

/** One partition moves all the time; of the other a record waits, and nobody takes it. */
const watchAmid = (ours: boolean) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    yield* log.append(still, one);
    const state = yield* makeProjectorState;
    if (ours) state.positions.set(partitionKey(still, 0), 0);
    const watching = yield* Effect.forkChild(Effect.flip(watchProgress(state, options)), {
      startImmediately: true,
    });
    yield* Effect.forkChild(
      log.consume({ group: projectorGroup, topics: [moving], maxRecords: 1 }, (batch) =>
        batch.commit(batch.records[0]!.offset + 1),
      ),
    );
    const after = (seconds: number) =>
      Effect.gen(function* () {
        for (let s = 0; s < seconds; s += 5) {
          yield* log.append(moving, one);
          yield* TestClock.adjust("5 seconds");
        }
        return watching.pollUnsafe() === undefined;
      });
    return { after, watching };
  });

describe("watchProgress", () => {
  it.effect("ends the process whose partition stands still, though others move", () =>
    Effect.gen(function* () {
      const { after, watching } = yield* watchAmid(true);
      assert.isTrue(yield* after(55));
      assert.isFalse(yield* after(30));
      const stuck = yield* Fiber.join(watching);
      assert.instanceOf(stuck, StuckConsumer);
      assert.include(String(stuck), `${still}/0`);
    }).pipe(Effect.provide(MemoryEventLog.layer())),
  );

  it.effect("gives the one whose it is twice as long before another process ends for it", () =>
    Effect.gen(function* () {
      const { after } = yield* watchAmid(false);
      assert.isTrue(yield* after(115));
      assert.isFalse(yield* after(30));
    }).pipe(Effect.provide(MemoryEventLog.layer())),
  );
});
