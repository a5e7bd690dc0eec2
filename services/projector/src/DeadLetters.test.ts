import { assert, describe, it } from "@effect/vitest";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { encodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { sampleEmail } from "@rapport/testing/sampleEvents";
import { Effect } from "effect";
import {
  projectReplayer,
  readDeadLetters,
  recordOf,
  replayDeadLetters,
  resolveDeadLetter,
} from "./DeadLetters.ts";
import { projectRecord } from "./ProjectRecord.ts";

const topic = topics.interactions.name;
const broken = Buffer.from("{");

/** A letter about a record, as an older version that could not read it would have raised it. */
const letterAt = (partition: number, offset: number): DeadLetterRaised => {
  const { outcome } = projectRecord(
    topic,
    partition,
    { key: "k", offset, appendedAt: 0, value: broken },
    "old",
  );
  assert(outcome.kind === "dead_letter");
  return outcome.letter;
};

const appendAll = (values: ReadonlyArray<Uint8Array>, key = "k") =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const { partitions } = yield* log.append(
      topic,
      values.map((value) => ({ key, value })),
    );
    return partitions[0]!;
  });

const raise = (letters: ReadonlyArray<DeadLetterRaised>) =>
  Effect.flatMap(EventLog, (log) =>
    log.append(
      topics.deadLetters.name,
      letters.map((l) => ({ key: l.id, value: encodeEvent(l) })),
    ),
  );

const kinds = (replayed: ReadonlyArray<{ outcome: { kind: string } }>) => replayed.map((r) => r.outcome.kind);

describe("dead letters", () => {
  it.effect("are told with how often they were raised, and whether they are resolved", () =>
    Effect.gen(function* () {
      const [one, two] = [letterAt(0, 0), letterAt(0, 1)];
      yield* raise([one, two, one]);
      yield* resolveDeadLetter(one.id);
      yield* resolveDeadLetter("f".repeat(32));
      const read = () =>
        Effect.map(readDeadLetters, (all) =>
          [...all.values()].map((e) => [e.letter.id, e.raised, e.resolved]),
        );
      assert.deepStrictEqual(yield* read(), [
        [one.id, 2, true],
        [two.id, 1, false],
      ]);
      yield* raise([one]);
      assert.deepStrictEqual((yield* read())[0], [one.id, 3, false]);
    }).pipe(Effect.provide(MemoryEventLog.layer())),
  );

  it.effect("are replayed once a contract accepts their record; a dry run writes nothing", () =>
    Effect.gen(function* () {
      const log = yield* EventLog;
      const event = sampleEmail(1);
      const { partition } = yield* appendAll([encodeEvent(event)]);
      const letter = letterAt(partition, 0);
      yield* raise([letter]);
      const before = yield* log.endOffsets(topic);
      const dry = yield* replayDeadLetters([letter], [projectReplayer], { dryRun: true });
      assert.deepStrictEqual(dry[0]!.outcome, { kind: "resolved", eventIds: [event.id] });
      assert.deepStrictEqual(yield* log.endOffsets(topic), before);
      assert.isFalse((yield* readDeadLetters).get(letter.id)!.resolved);

      yield* replayDeadLetters([letter], [projectReplayer], { dryRun: false });
      assert.isTrue((yield* readDeadLetters).get(letter.id)!.resolved);
      const [again] = yield* log.read(topic, partition, 1, 10);
      assert.deepStrictEqual([again!.key, JSON.parse(String(Buffer.from(again!.value)))], ["k", event]);
    }).pipe(Effect.provide(MemoryEventLog.layer())),
  );

  it.effect("of one key keep their order: what comes after a refused one waits", () =>
    Effect.gen(function* () {
      const mine = yield* appendAll([encodeEvent(sampleEmail(1)), broken, encodeEvent(sampleEmail(2))]);
      const letters = [2, 1, 0].map((offset) => letterAt(mine.partition, offset));
      const replayed = yield* replayDeadLetters(letters, [projectReplayer], { dryRun: true });
      assert.deepStrictEqual(kinds(replayed), ["resolved", "still_refused", "blocked"]);
      assert.deepStrictEqual(
        replayed.map((r) => r.letter.record!.offset),
        [0, 1, 2],
      );
      const other = yield* appendAll([encodeEvent(sampleEmail(3))], "other");
      const both = [...letters, letterAt(other.partition, other.firstOffset)];
      assert.include(
        kinds((yield* replayDeadLetters(both, [projectReplayer], { dryRun: true })).slice(-2)),
        "resolved",
      );
    }).pipe(Effect.provide(MemoryEventLog.layer())),
  );

  it.effect("whose record is not in this log are unavailable", () =>
    Effect.gen(function* () {
      const letter = letterAt(3, 99);
      assert.isNull(yield* recordOf(letter));
      const replayed = yield* replayDeadLetters([letter], [projectReplayer], { dryRun: false });
      assert.deepStrictEqual(kinds(replayed), ["unavailable"]);
    }).pipe(Effect.provide(MemoryEventLog.layer())),
  );
});
