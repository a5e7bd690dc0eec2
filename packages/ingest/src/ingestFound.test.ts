import { expect, it } from "@effect/vitest";
import type { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { ingestFound } from "./ingestFound.ts";
import { readLog, stateOf } from "./readLog.ts";
import { type SampleItem, sampleInput } from "./sampleInput.ts";

type Files = Readonly<Record<string, ReadonlyArray<SampleItem>>>;

const options = { codeVersion: "test" };
const again = { ...options, again: true };
const onLog = <A, E>(program: Effect.Effect<A, E, EventLog>, storage = MemoryEventLog.makeStorage()) =>
  Effect.provide(program, MemoryEventLog.layer({ storage }));

const ledgerOf = (key: string) =>
  Effect.map(readLog, (events) =>
    events.flatMap((event) =>
      (event.type === "contract.started" || event.type === "contract.changed") && event.data.contract === key
        ? [{ type: event.type, revision: event.data.document.revision, fee: event.data.feeMinor }]
        : [],
    ),
  );

it.effect("an input that is done and unchanged is skipped, one that changed is read", () =>
  onLog(
    Effect.gen(function* () {
      const files: Files = { "a.csv": [{ key: "k1", says: 1 }], "b.csv": [{ key: "k2", says: 2 }] };
      const first = yield* ingestFound(sampleInput(files), options);
      expect(first).toMatchObject({ files: 2, documents: 2, newRecords: 2, revisions: 0, skippedFiles: 0 });
      expect(yield* ingestFound(sampleInput(files), options)).toMatchObject({
        skippedFiles: 2,
        documents: 0,
        newRecords: 0,
      });
      const changed = { ...files, "b.csv": [...files["b.csv"]!, { key: "k3", says: 3 }] };
      expect(yield* ingestFound(sampleInput(changed), options)).toMatchObject({
        skippedFiles: 0,
        documents: 3,
        newRecords: 1,
        unchanged: 2,
      });
      const otherReader = { ...sampleInput(changed), reader: "sample-2" };
      expect((yield* ingestFound(otherReader, options)).skippedFiles).toBe(0);
      const laterHorizon = { ...otherReader, depends: "until 2027" };
      expect((yield* ingestFound(laterHorizon, options)).skippedFiles).toBe(0);
      expect((yield* ingestFound(laterHorizon, options)).skippedFiles).toBe(2);
    }),
  ),
);

it.effect("A, then B, then A again in one file are three revisions, the type told by the one before", () =>
  onLog(
    Effect.gen(function* () {
      for (const says of [1, 2, 1])
        yield* ingestFound(sampleInput({ "a.csv": [{ key: "k", says }] }), options);
      expect(yield* ledgerOf("k")).toEqual([
        { type: "contract.started", revision: 1, fee: 1 },
        { type: "contract.changed", revision: 2, fee: 2 },
        { type: "contract.changed", revision: 3, fee: 1 },
      ]);
    }),
  ),
);

it.effect("files that contradict each other, and a file that contradicts itself, can be read for ever", () =>
  onLog(
    Effect.gen(function* () {
      const files: Files = {
        "jan.csv": [
          { key: "k", says: 1 },
          { key: "twice", says: 5 },
          { key: "twice", says: 6 },
        ],
        "feb.csv": [{ key: "k", says: 2 }],
      };
      yield* ingestFound(sampleInput(files), options);
      const before = yield* readLog;
      expect(stateOf(before).documents.size).toBe(2);
      for (let time = 0; time < 3; time++) {
        const { newRecords, unchanged } = yield* ingestFound(sampleInput(files), again);
        expect({ newRecords, unchanged }).toEqual({ newRecords: 0, unchanged: 4 });
        const parts = Object.entries(files).map(([file, items]) => sampleInput({ [file]: items }));
        for (const part of parts.toReversed()) expect((yield* ingestFound(part, again)).newRecords).toBe(0);
      }
      expect(yield* readLog).toEqual(before);
    }),
  ),
);

it.effect("what a record may not hold is a dead letter with its reason, and no document", () =>
  onLog(
    Effect.gen(function* () {
      const long = { key: "x".repeat(2_000), says: 1 };
      const summary = yield* ingestFound(sampleInput({ "a.csv": [long, { key: "k", says: 1 }] }), options);
      expect(summary).toMatchObject({ documents: 1, deadLetters: 1, newRecords: 1 });
      const letter = (yield* readLog).find((event) => event.type === "dead_letter.raised");
      expect(letter).toMatchObject({
        code: "invalid_document",
        source: { file: "a.csv", position: "1" },
        readWith: { source: "samples", paths: "/in" },
      });
      expect(letter?.type === "dead_letter.raised" && letter.reason).toContain("data.document.key");
    }),
  ),
);

it.effect(
  "a dead letter is raised once, again when it says otherwise, and resolved when its place can be read",
  () =>
    onLog(
      Effect.gen(function* () {
        const rows = (bad: string | undefined): Files => ({
          "a.csv": [
            { key: "k1", says: 1 },
            { key: "k2", says: 1, ...(bad === undefined ? {} : { bad }) },
            { key: "k3", says: 1, bad: "no day" },
          ],
        });
        const letters = Effect.map(readLog, (events) =>
          events.flatMap((e) =>
            e.type === "dead_letter.raised"
              ? [`raised ${e.source?.position} ${e.reason} ${e.attempt}`]
              : e.type === "dead_letter.resolved"
                ? ["resolved"]
                : [],
          ),
        );
        expect(yield* ingestFound(sampleInput(rows("no fee")), options)).toMatchObject({
          deadLetters: 2,
          resolved: 0,
        });
        expect(yield* ingestFound(sampleInput(rows("no fee")), again)).toMatchObject({
          deadLetters: 2,
          resolved: 0,
        });
        expect(yield* letters).toEqual(["raised 2 no fee 1", "raised 3 no day 1"]);
        yield* ingestFound(sampleInput(rows("fee of 12,")), options);
        expect((yield* letters).slice(2)).toEqual(["raised 2 fee of 12, 2"]);
        expect(yield* ingestFound(sampleInput(rows(undefined)), options)).toMatchObject({
          deadLetters: 1,
          resolved: 1,
          newRecords: 1,
        });
        expect((yield* letters).slice(3)).toEqual(["resolved"]);
        expect(stateOf(yield* readLog).open).toHaveLength(1);
        yield* ingestFound(sampleInput(rows("no fee")), options);
        expect(stateOf(yield* readLog).open).toHaveLength(2);
        yield* ingestFound(sampleInput({ "a.csv": [] }), options);
        expect(stateOf(yield* readLog).open).toHaveLength(0);
      }),
    ),
);

it.effect("two files of one name do not take each other's letters", () =>
  onLog(
    Effect.gen(function* () {
      const good = sampleInput({ "a.csv": [{ key: "k", says: 1 }] });
      const elsewhere = (input: typeof good) => ({
        ...input,
        inputs: { ...input.inputs, files: input.inputs.files.map((f) => ({ ...f, path: "/else/a.csv" })) },
      });
      yield* ingestFound(sampleInput({ "a.csv": [{ key: "k", says: 1, bad: "no fee" }] }), options);
      expect((yield* ingestFound(elsewhere(good), options)).resolved).toBe(0);
      expect((yield* ingestFound(good, options)).resolved).toBe(1);
    }),
  ),
);

/** Files as a help desk or a ledger might export them: overlapping, in pages, with and without revisions. */
const randomFiles = (seed: number): Files => {
  const random = seededRandom(seed);
  const files: Record<string, Array<SampleItem>> = {};
  for (let file = 0; file < random.int(1, 4); file++)
    files[`f${file}.csv`] = Array.from({ length: random.int(0, 40) }, () => {
      const number = random.int(0, 12);
      const topic = number % 2 === 0 ? ("ledger" as const) : ("interactions" as const);
      const versioned = number % 3 === 0;
      const says = random.int(1, 4);
      return {
        key: `k${number}`,
        says,
        topic,
        revision: versioned ? random.int(1, 4) * 10 : null,
        ...(random.int(0, 9) === 0 ? { bad: "no fee" } : {}),
      };
    });
  return files;
};

it.effect(
  "law: reading again, in parts or in another order, appends nothing; items are events or dead letters",
  () =>
    Effect.gen(function* () {
      for (let seed = 1; seed <= 60; seed++) {
        const files = randomFiles(seed);
        const items = Object.values(files).flat().length;
        yield* onLog(
          Effect.gen(function* () {
            const first = yield* ingestFound(sampleInput(files), options);
            expect(first.documents + first.deadLetters, `seed ${seed}`).toBe(items);
            expect(first.newRecords + first.unchanged, `seed ${seed}`).toBe(first.documents);
            const before = yield* readLog;
            expect((yield* ingestFound(sampleInput(files), again)).newRecords, `seed ${seed}`).toBe(0);
            for (const [file, rows] of Object.entries(files).toReversed())
              expect(
                (yield* ingestFound(sampleInput({ [file]: rows }), again)).newRecords,
                `seed ${seed}`,
              ).toBe(0);
            expect(yield* readLog, `seed ${seed}`).toEqual(before);
          }),
        );
      }
    }),
);

it.effect("law: whatever the order of files with the source's own revisions, the same versions hold", () =>
  Effect.gen(function* () {
    for (let seed = 1; seed <= 40; seed++) {
      // A source that gives revisions says one thing per revision.
      const files = Object.entries(randomFiles(seed)).map(
        ([file, rows]) =>
          [
            file,
            rows.map(({ key, says, topic = "ledger" }) => ({ key, says, topic, revision: says * 10 })),
          ] as const,
      );
      const read = (order: ReadonlyArray<(typeof files)[number]>) =>
        onLog(
          Effect.gen(function* () {
            for (const [file, rows] of order) yield* ingestFound(sampleInput({ [file]: rows }), options);
            return stateOf(yield* readLog).documents;
          }),
        );
      const state = yield* read(files);
      expect(yield* read(files.toReversed()), `seed ${seed}`).toEqual(state);
      expect(yield* read([...files, ...seededRandom(seed).shuffle(files)]), `seed ${seed}`).toEqual(state);
    }
  }),
);
