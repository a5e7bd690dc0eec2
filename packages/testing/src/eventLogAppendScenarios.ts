import { Effect } from "effect";
import {
  findDuplicates,
  findGaps,
  findInvented,
  findLost,
  findReordered,
  findSplitKeys,
} from "./eventLogCheckers.ts";
import { differs, numberedRecords, outcomeOf, positionsOf, readAll, valued } from "./eventLogProbe.ts";
import { contractTopics, type LogUnderTest, type SubjectReceipt } from "./eventLogSubject.ts";
import { seededRandom } from "./seededRandom.ts";

/** A part of the contract: what it promises, and an effect that returns the problems found on an empty log. */
export interface Scenario {
  readonly promise: string;
  readonly findProblems: (log: LogUnderTest) => Effect.Effect<ReadonlyArray<string>, unknown>;
}

const wide = contractTopics.wide.name;
const single = contractTopics.single.name;
const keys = Array.from({ length: 20 }, (_, index) => `org-${index}.example`);
const mebibyte = 1024 * 1024;

const keyedOrder: Scenario = {
  promise: "keeps the order of a key, a key's partition, and offsets without gaps",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const random = seededRandom(11);
        const records = numberedRecords("p", 600, keys);
        const receipts: SubjectReceipt[] = [];
        for (let at = 0; at < records.length;) {
          const size = random.int(1, 60);
          receipts.push(yield* log.append(wide, valued(records.slice(at, at + size))));
          at += size;
        }
        const stored = yield* readAll(log, wide, 37);
        const received = positionsOf(receipts);
        const ends = yield* log.endOffsets(wide);
        return [
          ...findLost(records, stored),
          ...findInvented(records, stored),
          ...findDuplicates(stored),
          ...findReordered(stored),
          ...findSplitKeys(stored),
          ...findGaps(stored),
          ...findGaps(received).map((problem) => `receipts: ${problem}`),
          ...differs(
            "sum of end offsets",
            ends.reduce((sum, end) => sum + end, 0),
            records.length,
          ),
          ...differs("partitions used", ends.filter((end) => end > 0).length, ends.length),
        ];
      }),
    ),
};

const durable: Scenario = {
  promise: "has everything acknowledged after a restart, keys in the same partitions",
  findProblems: ({ open }) =>
    Effect.gen(function* () {
      const first = numberedRecords("p", 200, keys);
      const second = numberedRecords("p", 200, keys, 200);
      const endsBefore = yield* Effect.scoped(
        Effect.gen(function* () {
          const log = yield* open;
          yield* log.append(wide, valued(first), [{ name: "source", value: "200" }]);
          return yield* log.endOffsets(wide);
        }),
      );
      return yield* Effect.scoped(
        Effect.gen(function* () {
          const log = yield* open;
          const endsAfter = yield* log.endOffsets(wide);
          const checkpoints = yield* log.checkpoints(["source"]);
          yield* log.append(wide, valued(second));
          const stored = yield* readAll(log, wide);
          return [
            ...differs("end offsets after the restart", endsAfter, endsBefore),
            ...differs("checkpoint after the restart", checkpoints.get("source"), "200"),
            ...findLost([...first, ...second], stored),
            ...findDuplicates(stored),
            ...findReordered(stored),
            ...findSplitKeys(stored),
            ...findGaps(stored),
          ];
        }),
      );
    }),
};

const checkpoints: Scenario = {
  promise: "moves checkpoints with their records or not at all",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const [a, b] = [
          { name: "a", value: "1" },
          { name: "b", value: "β" },
        ];
        yield* log.append(wide, valued(numberedRecords("p", 3, keys)), [a, b]);
        yield* log.append(wide, [], [{ name: "a", value: "2" }]);
        const tooLarge = [
          ...valued(numberedRecords("q", 1, keys)),
          { key: "k", value: new Uint8Array(mebibyte + 1) },
        ];
        const outcome = yield* outcomeOf(log.append(wide, tooLarge, [{ name: "a", value: "3" }]));
        const found = yield* log.checkpoints(["a", "b", "never"]);
        const stored = yield* readAll(log, wide);
        return [
          ...differs("append of a record that is too large", outcome, "EventLogError"),
          ...differs("checkpoints", [...found].toSorted(), [
            ["a", "2"],
            ["b", "β"],
          ]),
          ...differs("records", stored.length, 3),
          ...differs("no names asked", [...(yield* log.checkpoints([]))], []),
        ];
      }),
    ),
};

const replay: Scenario = {
  promise: "reads from any offset, up to the number asked, and nothing past the end",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const random = seededRandom(12);
        const records = numberedRecords("p", 500, ["one"]);
        for (let at = 0; at < records.length; at += 50)
          yield* log.append(single, valued(records.slice(at, at + 50)));
        const problems: string[] = [];
        for (let attempt = 0; attempt < 60; attempt++) {
          const offset = random.int(0, 499);
          const maxRecords = random.int(1, 130);
          const found = yield* log.read(single, 0, offset, maxRecords);
          const numbers = found.map((record) => record.offset);
          if (found.length === 0 || found.length > maxRecords)
            problems.push(`read(${offset}, ${maxRecords}) gave ${found.length}`);
          problems.push(
            ...differs(
              `read(${offset}, ${maxRecords})`,
              numbers,
              numbers.map((_, index) => offset + index),
            ),
          );
        }
        for (const offset of [500, 501, 10_000])
          problems.push(...differs(`read(${offset})`, yield* log.read(single, 0, offset, 10), []));
        return [...problems, ...differs("end", yield* log.endOffsets(single), [500])];
      }),
    ),
};

const unknownNames: Scenario = {
  promise: "refuses unknown topics and partitions by name",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const nowhere = "contract.nowhere";
        const attempts: Record<string, Effect.Effect<unknown, unknown>> = {
          append: log.append(nowhere, [{ key: "k", value: new Uint8Array(1) }]),
          read: log.read(nowhere, 0, 0, 1),
          endOffsets: log.endOffsets(nowhere),
          committed: log.committed("g", nowhere),
          consume: log.consume({ group: "g", topics: [nowhere], maxRecords: 1 }, () => Effect.void),
          "partition too high": log.read(single, 1, 0, 1),
          "partition below zero": log.read(single, -1, 0, 1),
        };
        const problems: string[] = [];
        for (const [name, attempt] of Object.entries(attempts)) {
          const error = yield* Effect.flip(attempt);
          const text = error instanceof Error ? error.message : String(error);
          if (!text.includes(nowhere) && !text.includes(single))
            problems.push(`${name}: the error does not name the topic: ${text}`);
          problems.push(...differs(`${name}: error`, yield* outcomeOf(Effect.fail(error)), "EventLogError"));
        }
        return problems;
      }),
    ),
};

export const appendScenarios: ReadonlyArray<Scenario> = [
  keyedOrder,
  durable,
  checkpoints,
  replay,
  unknownNames,
];
