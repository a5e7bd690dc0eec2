import { assert, describe, it } from "@effect/vitest";
import { encodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { sampleDirectory, sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { runVirtual } from "@rapport/testing/virtualTime";
import { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Cause, Effect, Exit, Layer } from "effect";
import { audit } from "./Audit.ts";
import { catchUp } from "./CatchUp.ts";
import { checkpointNames, readCheckpoint } from "./Checkpoints.ts";
import { defaultOptions, projectorGroup } from "./config.ts";
import { projectReplayer, readDeadLetters, replayDeadLetters } from "./DeadLetters.ts";
import { layerMemoryProjection, makeMemoryProjection } from "./MemoryProjectionStore.ts";
import { ProjectionStore } from "./ProjectionStore.ts";
import { runProjector } from "./Projector.ts";
import { requestRebuild } from "./RebuildRequest.ts";
import { ShadowProjection } from "./ShadowProjection.ts";

const quiet = () => Effect.void;
const options = { ...defaultOptions, maxRecords: 50, gridSize: 40 };

const append = (topic: string, events: ReadonlyArray<RapportEvent>) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    yield* log.append(
      topic,
      events.map((event) => ({ key: event.id.slice(0, 4), value: encodeEvent(event) })),
    );
  });

const fill = (count: number) =>
  Effect.gen(function* () {
    yield* append(topics.interactions.name, sampleMailbox(seededRandom(1), count));
    yield* append(topics.directory.name, sampleDirectory());
  });

/** Runs the projector beside `work`, until `work` ends. */
const withProjector = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  runVirtual(Effect.raceFirst(work, runProjector(options)));

const world = () => {
  const projection = makeMemoryProjection();
  return { projection, layer: Layer.merge(MemoryEventLog.layer(), layerMemoryProjection(projection)) };
};

describe("runProjector", () => {
  it.effect("projects facts, directory and conversations, and agrees with the log", () => {
    const { projection, layer } = world();
    return Effect.gen(function* () {
      yield* fill(300);
      yield* withProjector(catchUp(quiet));
      const tables = projection.tables();
      assert.strictEqual(tables.facts.size, 300);
      assert.isAbove(tables.conversations.length, 100);
      assert.include(tables.directory, "acme");
      const log = yield* EventLog;
      for (const { offset, metadata } of yield* log.committed(projectorGroup, topics.interactions.name))
        assert.deepStrictEqual({ metadata, some: offset > 0 }, { metadata: "", some: true });
      const report = yield* audit(options);
      assert.deepStrictEqual([report.records, report.mismatches], [304, []]);
    }).pipe(Effect.provide(layer));
  });

  it.effect("raises a dead letter for a record no contract accepts, and replays it once one does", () => {
    const { projection, layer } = world();
    return Effect.gen(function* () {
      const log = yield* EventLog;
      yield* fill(20);
      yield* log.append(topics.interactions.name, [{ key: "x", value: Buffer.from("{broken") }]);
      yield* withProjector(catchUp(quiet));
      const letters = [...(yield* readDeadLetters).values()];
      assert.deepStrictEqual(
        letters.map((l) => [l.letter.stage, l.letter.code, l.resolved]),
        [["project", "invalid_event", false]],
      );
      assert.isTrue(projection.tables().deadLetters.has(letters[0]!.letter.id));
      const replayed = yield* replayDeadLetters(
        letters.map((l) => l.letter),
        [projectReplayer],
        { dryRun: false },
      );
      assert.deepStrictEqual(
        replayed.map((r) => r.outcome.kind),
        ["still_refused"],
      );
      assert.deepStrictEqual((yield* audit(options)).mismatches, []);
    }).pipe(Effect.provide(layer));
  });

  it.effect("rebuilds into the same state while records keep coming", () => {
    const { projection, layer } = world();
    return Effect.gen(function* () {
      yield* fill(120);
      const outcome = yield* withProjector(
        Effect.gen(function* () {
          yield* catchUp(quiet);
          const before = projection.tables();
          const more = sampleMailbox(seededRandom(1), 200).slice(120);
          const [done] = yield* Effect.all([requestRebuild(quiet), append(topics.interactions.name, more)], {
            concurrency: "unbounded",
          });
          assert.notStrictEqual(projection.tables(), before);
          yield* catchUp(quiet);
          return done;
        }),
      );
      assert.strictEqual(outcome.epoch, 2);
      assert.strictEqual(projection.tables().facts.size, 200);
      assert.strictEqual(yield* readCheckpoint(checkpointNames.epoch), "2");
      const report = yield* audit(options);
      assert.deepStrictEqual(report.mismatches, []);

      const fresh = world();
      const hash = yield* Effect.gen(function* () {
        yield* fill(200);
        yield* withProjector(catchUp(quiet));
        return yield* fresh.projection.store.stateHash;
      }).pipe(Effect.provide(fresh.layer));
      assert.strictEqual(report.stateHash, hash);
    }).pipe(Effect.provide(layer));
  });

  it.effect("repairs, after an unclean end, what the warehouse lost", () => {
    const { projection, layer } = world();
    return Effect.gen(function* () {
      yield* fill(90);
      yield* withProjector(catchUp(quiet));
      const log = yield* EventLog;
      yield* log.append(topics.directory.name, [], [{ name: checkpointNames.life, value: "running" }]);
      const tables = projection.tables();
      const [key, rows] = [...tables.logRecords].find(([k]) => k.startsWith(topics.interactions.name))!;
      const [offset, id] = [...rows].at(-1)!;
      rows.delete(offset);
      tables.facts.delete(id);
      const { mismatches } = yield* audit(options);
      assert.deepStrictEqual(
        mismatches.flatMap((m) => m.records),
        [{ offset, eventId: id }],
      );
      assert.strictEqual(`${mismatches[0]!.topic}/${mismatches[0]!.partition}`, key);
      yield* withProjector(Effect.sleep("10 seconds"));
      assert.deepStrictEqual((yield* audit(options)).mismatches, []);
      assert.isTrue(projection.tables().facts.has(id));
    }).pipe(Effect.provide(layer));
  });

  it.effect("ends when the exchange of a rebuild is in doubt, and does not begin it again by itself", () => {
    const { projection } = world();
    const broken = new WarehouseError({ operation: "exchange", detail: "lost", code: 0, retriable: true });
    const { shadow: whole } = projection;
    const begin = Effect.map(whole.begin, (begun) => ({ ...begun, exchange: Effect.fail(broken) }));
    const shadow = { ...whole, begin };
    const layer = Layer.mergeAll(
      MemoryEventLog.layer(),
      Layer.succeed(ProjectionStore, projection.store),
      Layer.succeed(ShadowProjection, shadow),
    );
    return Effect.gen(function* () {
      yield* fill(30);
      const asked = yield* Effect.exit(withProjector(Effect.andThen(catchUp(quiet), requestRebuild(quiet))));
      assert.include(String(Exit.isFailure(asked) ? Cause.pretty(asked.cause) : "succeeded"), "exchange");
      yield* fill(40);
      yield* withProjector(catchUp(quiet));
      yield* withProjector(Effect.sleep("5 seconds"));
      assert.deepStrictEqual((yield* audit(options)).mismatches, []);
      assert.strictEqual(projection.tables().facts.size, 40);
    }).pipe(Effect.provide(layer));
  });
});
