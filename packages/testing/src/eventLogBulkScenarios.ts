import { Effect } from "effect";
import type { Scenario } from "./eventLogAppendScenarios.ts";
import { findDuplicates, findGaps, findLost, findReordered } from "./eventLogCheckers.ts";
import { differs, numberedRecords, outcomeOf, positionsOf, readAll, valued } from "./eventLogProbe.ts";
import { contractTopics, type SubjectReceipt } from "./eventLogSubject.ts";
import { seededRandom } from "./seededRandom.ts";

const wide = contractTopics.wide.name;
const single = contractTopics.single.name;
const keys = Array.from({ length: 20 }, (_, index) => `org-${index}.example`);
const mebibyte = 1024 * 1024;

const sizes: Scenario = {
  promise: "takes a record of 1 MiB, refuses a larger one, and keeps batches of many mebibytes whole",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const largest = { key: "key", value: new Uint8Array(mebibyte - 3).fill(7) };
        yield* log.append(single, [largest]);
        const refused = yield* outcomeOf(
          log.append(single, [{ key: "key", value: new Uint8Array(mebibyte - 2) }]),
        );
        const [back] = yield* log.read(single, 0, 0, 1);
        const records = numberedRecords("p", 6000, keys);
        const padding = "x".repeat(2000);
        for (let at = 0; at < records.length; at += 3000)
          yield* log.append(wide, valued(records.slice(at, at + 3000), padding));
        const stored = yield* readAll(log, wide, 997);
        return [
          ...differs("record over the limit", refused, "EventLogError"),
          ...differs("bytes of the largest record", back?.value.length, largest.value.length),
          ...differs(
            "content of the largest record",
            back?.value.every((byte) => byte === 7),
            true,
          ),
          ...findLost(records, stored),
          ...findDuplicates(stored),
          ...findReordered(stored),
          ...findGaps(stored),
        ];
      }),
    ),
};

const alphabet = ["a", "Z", "0", " ", "\u0000", "é", "ß", "漢", "🙂", "\u{10FFFF}", "\r\n", '"', "#", "/"];

const values: Scenario = {
  promise: "gives back keys in any script and values of any bytes",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const random = seededRandom(13);
        const records = Array.from({ length: 300 }, () => ({
          key: Array.from({ length: random.int(0, 12) }, () => random.pick(alphabet)).join(""),
          value: Uint8Array.from({ length: random.chance(0.1) ? 0 : random.int(0, 700) }, () =>
            random.int(0, 255),
          ),
        }));
        const given = records.map(({ key, value }) => [key, Buffer.from(value).toString("hex")]);
        for (let at = 0; at < records.length; at += 30) yield* log.append(single, records.slice(at, at + 30));
        // What the producer does to its bytes afterwards, or a reader to those it got, must not reach the log.
        for (const { value } of records) value.fill(0);
        const read = (yield* log.read(single, 0, 0, 300)).map(({ key, value }) => [
          key,
          Buffer.from(value).toString("hex"),
        ]);
        for (const { value } of yield* log.read(single, 0, 0, 300)) value.fill(0);
        const again = (yield* log.read(single, 0, 0, 300)).map(({ key, value }) => [
          key,
          Buffer.from(value).toString("hex"),
        ]);
        return [...differs("records", read, given), ...differs("records read again", again, given)];
      }),
    ),
};

const manyAtOnce: Scenario = {
  promise: "takes many appends at once, each producer in its order, waiting when too much is under way",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const padding = "x".repeat(10_000);
        const producers = Array.from({ length: 20 }, (_, index) => numberedRecords(`p${index}`, 60, keys));
        const receipts: SubjectReceipt[] = [];
        const appendAll = (records: (typeof producers)[number]) =>
          Effect.gen(function* () {
            for (let at = 0; at < records.length; at += 6) {
              receipts.push(yield* log.append(wide, valued(records.slice(at, at + 6), padding)));
            }
          });
        yield* Effect.forEach(producers, appendAll, { concurrency: "unbounded" });
        const stored = yield* readAll(log, wide);
        const received = positionsOf(receipts).toSorted((a, b) => a.offset - b.offset);
        return [
          ...findLost(producers.flat(), stored),
          ...findDuplicates(stored),
          ...findReordered(stored),
          ...findGaps(stored),
          ...findGaps(received).map((problem) => `receipts: ${problem}`),
          ...differs("records in receipts", received.length, stored.length),
        ];
      }),
    ),
};

export const bulkScenarios: ReadonlyArray<Scenario> = [sizes, values, manyAtOnce];
