import { Deferred, Effect, Fiber, Queue } from "effect";
import type { Scenario } from "./eventLogAppendScenarios.ts";
import { findDuplicates, findGaps, findLost, findReordered } from "./eventLogCheckers.ts";
import {
  commitAll,
  consumeCount,
  consumedRecords,
  differs,
  numberedRecords,
  outcomeOf,
  valued,
} from "./eventLogProbe.ts";
import { contractTopics } from "./eventLogSubject.ts";

const wide = contractTopics.wide.name;
const single = contractTopics.single.name;
const keys = Array.from({ length: 20 }, (_, index) => `org-${index}.example`);

const delivery: Scenario = {
  promise: "delivers every record once, in order, one batch at a time per partition",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const records = numberedRecords("p", 500, keys);
        yield* log.append(wide, valued(records));
        const inHand = new Set<number>();
        const problems: string[] = [];
        const batches = yield* consumeCount(log, {
          group: "g",
          topic: wide,
          maxRecords: 17,
          count: 500,
          onBatch: (batch) =>
            Effect.gen(function* () {
              if (inHand.has(batch.partition))
                problems.push(`two batches of partition ${batch.partition} at once`);
              inHand.add(batch.partition);
              if (batch.records.length === 0 || batch.records.length > 17)
                problems.push(`a batch of ${batch.records.length}`);
              yield* Effect.yieldNow;
              yield* batch.heartbeat;
              yield* commitAll(batch);
              inHand.delete(batch.partition);
            }),
        });
        const seen = consumedRecords(batches);
        const ends = yield* log.endOffsets(wide);
        const wrongEnds = batches.filter(
          (batch) => batch.topic !== wide || batch.endOffset !== ends[batch.partition],
        );
        const committed = yield* log.committed("g", wide);
        return [
          ...problems,
          ...findLost(records, seen),
          ...findDuplicates(seen),
          ...findReordered(seen),
          ...findGaps(seen),
          ...differs("batches with a wrong end or topic", wrongEnds.length, 0),
          ...differs(
            "committed",
            committed.map(({ offset }) => offset),
            ends,
          ),
        ];
      }),
    ),
};

const metadata: Scenario = {
  promise:
    "keeps metadata with the committed position, also for a commit of the present position, over a restart",
  findProblems: ({ open }) =>
    Effect.gen(function* () {
      const before = yield* Effect.scoped(
        Effect.gen(function* () {
          const log = yield* open;
          yield* log.append(single, valued(numberedRecords("p", 10, ["k"])));
          const [none] = yield* log.committed("g", single);
          const [first, second] = yield* consumeCount(log, {
            group: "g",
            topic: single,
            maxRecords: 4,
            count: 8,
            onBatch: (batch) =>
              batch.records[0]!.offset === 0
                ? batch.commit(4, "")
                : batch.commit(batch.committed.offset, "7,1,ütf"),
          });
          const [last] = yield* log.committed("g", single);
          return [
            ...differs("position of a group that never committed", none, {
              partition: 0,
              offset: 0,
              metadata: "",
            }),
            ...differs("position with the first batch", first?.committed, {
              partition: 0,
              offset: 0,
              metadata: "",
            }),
            ...differs("position with the second batch", second?.committed, {
              partition: 0,
              offset: 4,
              metadata: "",
            }),
            ...differs("position in the end", last, { partition: 0, offset: 4, metadata: "7,1,ütf" }),
          ];
        }),
      );
      return yield* Effect.scoped(
        Effect.gen(function* () {
          const log = yield* open;
          const [batch] = yield* consumeCount(log, { group: "g", topic: single, maxRecords: 4, count: 4 });
          const [last] = yield* log.committed("g", single);
          return [
            ...before,
            ...differs("position after the restart", batch?.committed, {
              partition: 0,
              offset: 4,
              metadata: "7,1,ütf",
            }),
            ...differs("first offset after the restart", batch?.records[0]?.offset, 4),
            ...differs("position after a commit without metadata", last, {
              partition: 0,
              offset: 8,
              metadata: "",
            }),
          ];
        }),
      );
    }),
};

const restart: Scenario = {
  promise: "starts again at the committed position, and repeats what was not committed only then",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        yield* log.append(single, valued(numberedRecords("p", 30, ["k"])));
        const commitFirst = (batch: Parameters<typeof commitAll>[0]) =>
          batch.records[0]!.offset === 0 ? commitAll(batch) : Effect.void;
        const settings = { group: "g", topic: single, maxRecords: 10 };
        const first = consumedRecords(
          yield* consumeCount(log, { ...settings, count: 30, onBatch: commitFirst }),
        );
        const second = consumedRecords(yield* consumeCount(log, { ...settings, count: 20 }));
        yield* log.append(single, valued(numberedRecords("p", 5, ["k"], 30)));
        const third = consumedRecords(yield* consumeCount(log, { ...settings, count: 5 }));
        return [
          ...findGaps(first).map((problem) => `first run: ${problem}`),
          ...findDuplicates(first).map((problem) => `first run: ${problem}`),
          ...findGaps(second, 10).map((problem) => `second run: ${problem}`),
          ...findGaps(third, 30).map((problem) => `third run: ${problem}`),
        ];
      }),
    ),
};

const independentGroups: Scenario = {
  promise: "gives every group everything, whatever other groups committed",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const records = numberedRecords("p", 100, keys);
        yield* log.append(wide, valued(records));
        const one = consumedRecords(yield* consumeCount(log, { group: "one", topic: wide, count: 100 }));
        const two = consumedRecords(
          yield* consumeCount(log, { group: "two", topic: wide, count: 100, onBatch: () => Effect.void }),
        );
        const positions = yield* log.committed("two", wide);
        return [
          ...findLost(records, one),
          ...findLost(records, two),
          ...differs(
            "positions of the group that committed nothing",
            positions.map(({ offset }) => offset),
            [0, 0, 0, 0],
          ),
        ];
      }),
    ),
};

const waking: Scenario = {
  promise: "delivers what is appended while a consumer waits, also through another opening of the log",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const other = yield* open;
        const records = numberedRecords("p", 40, ["k"]);
        const waiting = yield* Effect.forkChild(consumeCount(log, { group: "g", topic: single, count: 40 }));
        const appendRest = Effect.gen(function* () {
          for (let at = 1; at < 40; at++)
            yield* (at % 2 === 0 ? log : other).append(single, valued([records[at]!]));
        });
        const idle = yield* Deferred.make<void>();
        yield* Effect.forkScoped(
          log.consume({ group: "watcher", topics: [single], maxRecords: 10 }, () =>
            Deferred.succeed(idle, undefined),
          ),
        );
        yield* log.append(single, valued([records[0]!]));
        // Once the watcher has its record, the consumer is up as well or about to be: both orders must work.
        yield* Deferred.await(idle);
        yield* appendRest;
        const seen = consumedRecords(yield* Fiber.join(waiting));
        return [
          ...findLost(records, seen),
          ...findDuplicates(seen),
          ...findReordered(seen),
          ...findGaps(seen),
        ];
      }),
    ),
};

const pingPong: Scenario = {
  promise: "wakes a consumer that waits in the same process, again and again",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const handled = yield* Queue.unbounded<number>();
        yield* Effect.forkScoped(
          log.consume({ group: "g", topics: [single], maxRecords: 10 }, (batch) =>
            Effect.asVoid(
              Queue.offerAll(
                handled,
                batch.records.map(({ offset }) => offset),
              ),
            ),
          ),
        );
        const problems: string[] = [];
        for (const [offset, record] of numberedRecords("p", 20, ["k"]).entries()) {
          yield* log.append(single, valued([record]));
          problems.push(...differs("offset handled", yield* Queue.take(handled), offset));
        }
        return problems;
      }).pipe(Effect.timeout("20 seconds")),
    ),
};

const failures: Scenario = {
  promise: "ends consumption with the handler's failure, and leaves the batch for the next run",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        yield* log.append(single, valued(numberedRecords("p", 5, ["k"])));
        const options = { group: "g", topics: [single], maxRecords: 10 };
        const boom = { _tag: "Boom" };
        const failed = yield* outcomeOf(log.consume(options, () => Effect.fail(boom)));
        const died = yield* Effect.exit(log.consume(options, () => Effect.die("defect")));
        const zero = yield* outcomeOf(log.consume({ ...options, maxRecords: 0 }, () => Effect.void));
        const again = consumedRecords(yield* consumeCount(log, { group: "g", topic: single, count: 5 }));
        return [
          ...differs("failure", failed, "Boom"),
          ...differs("exit after a defect", died._tag, "Failure"),
          ...differs("maxRecords 0", zero, "EventLogError"),
          ...findGaps(again),
        ];
      }),
    ),
};

export const groupScenarios: ReadonlyArray<Scenario> = [
  delivery,
  metadata,
  restart,
  independentGroups,
  waking,
  pingPong,
  failures,
];
