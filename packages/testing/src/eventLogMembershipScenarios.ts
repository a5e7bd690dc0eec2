import { Deferred, Effect, Fiber, Ref } from "effect";
import type { Scenario } from "./eventLogAppendScenarios.ts";
import { findLost, findSetbacks } from "./eventLogCheckers.ts";
import {
  commitAll,
  consumeCount,
  consumedRecords,
  differs,
  numberedRecords,
  outcomeOf,
  valued,
} from "./eventLogProbe.ts";
import { contractTopics, type EventLogSubject, type SubjectBatch } from "./eventLogSubject.ts";

const wide = contractTopics.wide.name;
const single = contractTopics.single.name;
const keys = Array.from({ length: 20 }, (_, index) => `org-${index}.example`);

/** A member that counts what it committed per partition and says when a condition over its batches holds. */
const startMember = Effect.fnUntraced(function* (log: EventLogSubject, topic: string) {
  const batches = yield* Ref.make<ReadonlyArray<SubjectBatch>>([]);
  const watchers = new Set<(all: ReadonlyArray<SubjectBatch>) => void>();
  const fiber = yield* Effect.forkChild(
    log.consume({ group: "g", topics: [topic], maxRecords: 5 }, (batch) =>
      Effect.gen(function* () {
        // Work first, then commit: a member may be stopped between the two, never the other way round.
        const all = yield* Ref.updateAndGet(batches, (before) => [...before, batch]);
        yield* commitAll(batch);
        for (const watcher of watchers) watcher(all);
      }),
    ),
  );
  const until = (condition: (all: ReadonlyArray<SubjectBatch>) => boolean) =>
    Effect.callback<void>((resume) => {
      const watcher = (all: ReadonlyArray<SubjectBatch>) => {
        if (condition(all)) resume(Effect.void);
      };
      watchers.add(watcher);
      watcher(Ref.getUnsafe(batches));
      return Effect.sync(() => watchers.delete(watcher));
    });
  return { batches, until, stop: Fiber.interrupt(fiber) };
});

const partitionsIn = (batches: ReadonlyArray<SubjectBatch>) =>
  new Set(batches.map(({ partition }) => partition)).size;

const sharing: Scenario = {
  promise: "shares the partitions out among members, hands them over, and loses nothing in between",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const other = yield* open;
        let sequence = 0;
        // Records keep coming until the members are where the scenario wants them.
        const feed = Effect.gen(function* () {
          yield* log.append(wide, valued(numberedRecords("p", 40, keys, sequence)));
          sequence += 40;
          yield* Effect.sleep("5 millis");
        });
        const feedUntil = (reached: Effect.Effect<void>) => Effect.raceFirst(Effect.forever(feed), reached);

        const one = yield* startMember(log, wide);
        yield* feedUntil(one.until((all) => partitionsIn(all) === 4));
        const two = yield* startMember(other, wide);
        yield* feedUntil(two.until((all) => partitionsIn(all) === 2));
        yield* one.stop;
        const before = (yield* Ref.get(two.batches)).length;
        yield* feedUntil(two.until((all) => partitionsIn(all.slice(before)) === 4));
        yield* two.stop;

        const rest = yield* log.committed("g", wide);
        const ends = yield* log.endOffsets(wide);
        const left = ends.reduce((sum, end, partition) => sum + end - rest[partition]!.offset, 0);
        const third = left === 0 ? [] : yield* consumeCount(log, { group: "g", topic: wide, count: left });
        const all = [...(yield* Ref.get(one.batches)), ...(yield* Ref.get(two.batches)), ...third];
        const setbacks = [0, 1, 2, 3].flatMap((partition) =>
          findSetbacks(
            positionsSeen(all, partition)
              .toSorted((a, b) => a.at - b.at)
              .map(({ offset }) => offset),
          ),
        );
        return [...findLost(numberedRecords("p", sequence, keys), consumedRecords(all)), ...setbacks];
      }),
    ),
};

/** Committed positions as the batches saw them, in the order of their own records. */
const positionsSeen = (batches: ReadonlyArray<SubjectBatch>, partition: number) =>
  batches
    .filter((batch) => batch.partition === partition)
    .map((batch) => ({ at: batch.records[0]!.offset, offset: batch.committed.offset }));

const fencing: Scenario = {
  promise: "takes a silent member's partition away and refuses its late commit and heartbeat",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const other = yield* open;
        yield* log.append(single, valued(numberedRecords("p", 10, ["k"])));
        const inHand = yield* Deferred.make<SubjectBatch>();
        const release = yield* Deferred.make<void>();
        // This handler is silent for longer than a session, as a stopped process would be.
        const silent = yield* Effect.forkChild(
          log.consume({ group: "g", topics: [single], maxRecords: 10 }, (batch) =>
            Effect.andThen(Deferred.succeed(inHand, batch), Deferred.await(release)),
          ),
        );
        const stale = yield* Deferred.await(inHand);
        const taken = consumedRecords(
          yield* consumeCount(other, {
            group: "g",
            topic: single,
            count: 10,
            onBatch: (batch) => batch.commit(7, "new owner"),
          }),
        );
        const commit = yield* outcomeOf(stale.commit(10, "old owner"));
        const heartbeat = yield* outcomeOf(stale.heartbeat);
        const [position] = yield* log.committed("g", single);
        yield* Deferred.succeed(release, undefined);
        yield* Fiber.interrupt(silent);
        return [
          ...differs(
            "records the new owner got",
            taken.map(({ offset }) => offset),
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
          ),
          ...differs("late commit", commit, "StaleOwner"),
          ...differs("late heartbeat", heartbeat, "StaleOwner"),
          ...differs("position", position, { partition: 0, offset: 7, metadata: "new owner" }),
        ];
      }),
    ),
};

const heartbeats: Scenario = {
  promise: "leaves a slow batch to its owner as long as that one gives signs of life",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const other = yield* open;
        yield* log.append(single, valued(numberedRecords("p", 10, ["k"])));
        const inHand = yield* Deferred.make<void>();
        const stolen = yield* Ref.make(0);
        const slow = yield* Effect.forkChild(
          consumeCount(log, {
            group: "g",
            topic: single,
            count: 10,
            onBatch: (batch) =>
              Effect.gen(function* () {
                yield* Deferred.succeed(inHand, undefined);
                for (let beat = 0; beat < 16; beat++) yield* Effect.delay(batch.heartbeat, "100 millis");
                yield* commitAll(batch);
              }),
          }),
        );
        yield* Deferred.await(inHand);
        const rival = yield* Effect.forkChild(
          other.consume({ group: "g", topics: [single], maxRecords: 10 }, () =>
            Ref.update(stolen, (n) => n + 1),
          ),
        );
        yield* Fiber.join(slow);
        yield* Fiber.interrupt(rival);
        const [position] = yield* log.committed("g", single);
        return [
          ...differs("position", position?.offset, 10),
          ...differs("batches stolen", yield* Ref.get(stolen), 0),
        ];
      }),
    ),
};

const droppedBatch: Scenario = {
  promise: "goes on after a batch was dropped for a stale owner",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const other = yield* open;
        yield* log.append(single, valued(numberedRecords("p", 4, ["k"])));
        const first = yield* Deferred.make<void>();
        const second = yield* Deferred.make<ReadonlyArray<number>>();
        const release = yield* Deferred.make<void>();
        const member = yield* Effect.forkChild(
          log.consume({ group: "g", topics: [single], maxRecords: 10 }, (batch) =>
            Effect.gen(function* () {
              if (yield* Deferred.succeed(first, undefined)) {
                yield* Deferred.await(release);
                return yield* commitAll(batch);
              }
              yield* commitAll(batch);
              yield* Deferred.succeed(
                second,
                batch.records.map(({ offset }) => offset),
              );
            }),
          ),
        );
        yield* Deferred.await(first);
        // The other takes the partition over, commits a part and leaves.
        yield* consumeCount(other, {
          group: "g",
          topic: single,
          count: 4,
          onBatch: (batch) => batch.commit(2),
        });
        yield* Deferred.succeed(release, undefined);
        const offsets = yield* Effect.raceFirst(Deferred.await(second), Fiber.join(member));
        yield* Fiber.interrupt(member);
        return differs("records after the hand-over and back", offsets, [2, 3]);
      }),
    ),
};

export const membershipScenarios: ReadonlyArray<Scenario> = [sharing, fencing, heartbeats, droppedBatch];
