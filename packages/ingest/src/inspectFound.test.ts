import { expect, it } from "@effect/vitest";
import type { RapportEvent } from "@rapport/contracts/EventCodec";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { Data, Duration, Effect, Fiber, Stream } from "effect";
import { TestClock } from "effect/testing";
import type { IngestSummary } from "./FoundInput.ts";
import { ingestFound } from "./ingestFound.ts";
import { inspectFound } from "./inspectFound.ts";
import { readLog, stateOf } from "./readLog.ts";
import { type SampleItem, sampleInput } from "./sampleInput.ts";
import { watchFound } from "./watchFound.ts";

const options = { codeVersion: "test" };
const withLog = Effect.provide(MemoryEventLog.layer({ storage: MemoryEventLog.makeStorage() }));

const files: Readonly<Record<string, ReadonlyArray<SampleItem>>> = {
  "a.csv": [
    { key: "k1", says: 1 },
    { key: "k1", says: 2 },
    { key: "k2", says: 1, bad: "no fee" },
  ],
  "b.csv": [
    { key: "k1", says: 2 },
    { key: "k3", says: 1, topic: "interactions" },
  ],
};

it.effect("inspect sees what an ingest into an empty log would append, over several inputs", () =>
  Effect.gen(function* () {
    const seen: Array<RapportEvent> = [];
    const inputs = Object.entries(files).map(([file, items]) => sampleInput({ [file]: items }));
    const add = (event: RapportEvent) => void seen.push(event);
    const fold = { event: add, letter: add, result: (summary: IngestSummary) => summary };
    const looked = yield* inspectFound(inputs, fold, options);
    let read = { documents: 0, newRecords: 0 };
    for (const input of inputs) {
      const { documents, newRecords } = yield* ingestFound(input, options);
      read = { documents: read.documents + documents, newRecords: read.newRecords + newRecords };
    }
    expect(looked).toMatchObject({ ...read, deadLetters: 1, files: 2 });
    expect(stateOf(seen)).toEqual(stateOf(yield* readLog));
    expect(seen).toHaveLength(read.newRecords + 1);
  }).pipe(withLog),
);

class NotThere extends Data.TaggedError("NotThere")<{ readonly message: string }> {}

it.effect("a watch reads what is new at every look, and lives through an input that is gone", () =>
  Effect.gen(function* () {
    let now = files["a.csv"]!;
    let looks = 0;
    const ingest = () =>
      Effect.gen(function* () {
        looks++;
        if (looks === 2) return yield* new NotThere({ message: "gone" });
        return yield* ingestFound(sampleInput({ "a.csv": now }), options);
      });
    const watching = watchFound(
      { source: "samples", paths: ["/in"], pollEvery: Duration.seconds(30) },
      ingest,
    );
    const fiber = yield* Effect.forkChild(watching);
    yield* TestClock.adjust("1 second");
    expect(stateOf(yield* readLog).documents.size).toBe(1);
    now = [...now, { key: "k9", says: 1 }];
    yield* TestClock.adjust("30 seconds");
    expect(stateOf(yield* readLog).documents.size).toBe(1);
    yield* TestClock.adjust("30 seconds");
    expect(looks).toBe(3);
    expect(stateOf(yield* readLog).documents.size).toBe(2);
    yield* Fiber.interrupt(fiber);
  }).pipe(Effect.provide(MemoryEventLog.layer({ storage: MemoryEventLog.makeStorage() }))),
);

it.effect("an interrupted ingest has kept what it read, and is not taken for done", () =>
  Effect.gen(function* () {
    const whole = sampleInput({
      "a.csv": Array.from({ length: 600 }, (_, i) => ({ key: `k${i}`, says: 1 })),
    });
    const stuck = { ...whole, found: Stream.concat(Stream.take(whole.found, 520), Stream.never) };
    const fiber = yield* Effect.forkChild(ingestFound(stuck, options));
    // One second ends the batch that is under way, the rest lets it be written.
    yield* TestClock.adjust("2 seconds");
    yield* TestClock.adjust("2 seconds");
    yield* Fiber.interrupt(fiber);
    expect(stateOf(yield* readLog).documents.size).toBe(520);
    expect(yield* ingestFound(whole, options)).toMatchObject({
      documents: 600,
      newRecords: 80,
      unchanged: 520,
    });
  }).pipe(Effect.provide(MemoryEventLog.layer({ storage: MemoryEventLog.makeStorage() }))),
);
