import { assert, describe, it } from "@effect/vitest";
import { encodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { sampleDirectory, sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect, Fiber, Layer } from "effect";
import { TestClock } from "effect/testing";
import { audit } from "./Audit.ts";
import { checkpointNames, readCheckpoint, writeCheckpoint } from "./Checkpoints.ts";
import { defaultOptions } from "./config.ts";
import { type MemoryProjection, makeMemoryProjection } from "./MemoryProjectionStore.ts";
import { ProjectionStore } from "./ProjectionStore.ts";
import { runProjector } from "./Projector.ts";
import { ShadowProjection } from "./ShadowProjection.ts";

const options = { ...defaultOptions, maxRecords: 20, gridSize: 10, shared: true };

/** One log and one projection; each projector is told apart by who refreshed. */
const world = () => {
  const storage = MemoryEventLog.makeStorage();
  const projection = makeMemoryProjection();
  const refreshedBy: Array<string> = [];
  const start = (name: string) => {
    const store: ProjectionStore["Service"] = {
      ...projection.store,
      refreshConversations: Effect.tap(projection.store.refreshConversations, () =>
        Effect.sync(() => refreshedBy.push(name)),
      ),
    };
    const ports = Layer.mergeAll(
      MemoryEventLog.layer({ storage }),
      Layer.succeed(ProjectionStore, store),
      Layer.succeed(ShadowProjection, projection.shadow),
    );
    return Effect.forkChild(Effect.provide(runProjector(options), ports), { startImmediately: true });
  };
  const ports = Layer.merge(
    MemoryEventLog.layer({ storage }),
    Layer.succeed(ProjectionStore, projection.store),
  );
  return { projection, refreshedBy, start, ports };
};

const append = (from: number, to: number) =>
  Effect.flatMap(EventLog, (log) =>
    log.append(
      topics.interactions.name,
      sampleMailbox(seededRandom(2), to)
        .slice(from)
        .map((event) => ({ key: event.id, value: encodeEvent(event) })),
    ),
  );

const fill = Effect.gen(function* () {
  const log = yield* EventLog;
  yield* append(0, 60);
  yield* log.append(
    topics.directory.name,
    sampleDirectory().map((event) => ({ key: "d", value: encodeEvent(event) })),
  );
});

/** What a process does that lost the chores without noticing, when its last statement arrives: old tables stand. */
const exchangeLate = (projection: MemoryProjection) =>
  Effect.sync(() => {
    const tables = projection.tables();
    tables.conversations = [];
    tables.derivations += 1;
  });

describe("the chores of several projectors", () => {
  it.effect("are done by one of them, and by the next one when it is gone", () => {
    const { projection, refreshedBy, start, ports } = world();
    return Effect.gen(function* () {
      const first = yield* start("first");
      const second = yield* start("second");
      yield* fill;
      yield* TestClock.adjust("20 seconds");
      assert.strictEqual(projection.tables().facts.size, 60);
      assert.deepStrictEqual([...new Set(refreshedBy)], ["first"]);
      yield* Fiber.interrupt(first);
      yield* append(60, 90);
      yield* TestClock.adjust("20 seconds");
      assert.strictEqual(projection.tables().facts.size, 90);
      assert.strictEqual(refreshedBy.at(-1), "second");
      yield* Fiber.interrupt(second);
    }).pipe(Effect.provide(ports));
  });

  it.effect(
    "derive anew what somebody exchanged too late, and what a dropped batch may have brought back",
    () => {
      const { projection, refreshedBy, start, ports } = world();
      return Effect.gen(function* () {
        const only = yield* start("only");
        yield* fill;
        yield* TestClock.adjust("20 seconds");
        const hash = yield* projection.store.stateHash;
        const derived = refreshedBy.length;
        yield* TestClock.adjust("1 minute");
        assert.strictEqual(refreshedBy.length, derived, "derived again though nothing happened");
        yield* exchangeLate(projection);
        assert.notStrictEqual(yield* projection.store.stateHash, hash);
        yield* TestClock.adjust("5 seconds");
        assert.strictEqual(yield* projection.store.stateHash, hash);
        const healed = refreshedBy.length;
        yield* writeCheckpoint(checkpointNames.disturbed, "somebody");
        yield* TestClock.adjust("5 seconds");
        assert.strictEqual(refreshedBy.length, healed + 1);
        yield* Fiber.interrupt(only);
      }).pipe(Effect.provide(ports));
    },
  );

  it.effect("repair what was written last when one ends without a word, and only then", () => {
    const { projection, start, ports } = world();
    return Effect.gen(function* () {
      const dead = `${checkpointNames.lives}dead`;
      const members = [yield* start("first"), yield* start("second")];
      yield* fill;
      yield* TestClock.adjust("2 minutes");
      const { lives } = checkpointNames;
      const log = yield* EventLog;
      const markers = Effect.map(log.checkpointsAfter(lives, 10), (found) =>
        found.filter(({ name }) => name.startsWith(lives) && name !== dead),
      );
      assert.deepStrictEqual(
        (yield* markers).map(({ value }) => value.replace(/\d+/, "n")),
        ["running:n", "running:n"],
      );

      const [key, rows] = [...projection.tables().logRecords].find(([k]) =>
        k.startsWith(topics.interactions.name),
      )!;
      rows.delete([...rows.keys()].at(-1)!);
      yield* writeCheckpoint(dead, "running:7");
      yield* TestClock.adjust("50 seconds");
      assert.deepStrictEqual(
        (yield* audit(options)).mismatches.map((m) => `${m.topic}/${m.partition}`),
        [key],
      );
      yield* TestClock.adjust("1 minute");
      assert.deepStrictEqual((yield* audit(options)).mismatches, []);
      assert.strictEqual(yield* readCheckpoint(dead), "repaired");
      for (const member of members) yield* Fiber.interrupt(member);
      assert.deepStrictEqual(
        (yield* markers).map(({ value }) => value),
        ["ended", "ended"],
      );
    }).pipe(Effect.provide(ports));
  });
});
