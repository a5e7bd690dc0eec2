import { assert } from "@effect/vitest";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import type { RapportEvent } from "@rapport/contracts/EventCodec";
import { sampleDirectory, sampleMailbox } from "@rapport/testing/sampleEvents";
import { samplePeople } from "@rapport/testing/samplePeople";
import { sampleSources } from "@rapport/testing/sampleSources";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { ProjectionStore } from "../ProjectionStore.ts";
import {
  batchesOf,
  batchOf,
  cutAtRandom,
  directory,
  hashOf,
  type HashOfFresh,
  interactions,
  put,
  type Test,
} from "./support.ts";

/** `stateHash`: a function of the set of events, and of all of it. */
export const hashingContract = (test: Test, hashOfFresh: HashOfFresh): void => {
  test(
    "counts two records of one event as two records and one fact",
    Effect.gen(function* () {
      const store = yield* ProjectionStore;
      const events = sampleMailbox(seededRandom(2), 12);
      const once = yield* hashOfFresh([batchOf(events)]);
      const twice = yield* hashOf(store, [batchOf([...events, ...events])]);
      assert.strictEqual(twice, once);
      assert.strictEqual((yield* store.digest(interactions, 0, 0, 99)).count, 24);
    }),
  );

  test(
    "does not care about order, multiplicity, cuts or partitions",
    Effect.gen(function* () {
      const events: ReadonlyArray<RapportEvent> = [
        ...sampleMailbox(seededRandom(3), 100),
        ...sampleSources(seededRandom(3), 14),
        ...sampleDirectory(),
        ...samplePeople(),
      ];
      const sorted = yield* hashOfFresh(batchesOf(events));
      const random = seededRandom(4);
      const shuffled = random.shuffle([...events, ...events.filter(() => random.chance(0.1))]);
      const store = yield* ProjectionStore;
      const batches = cutAtRandom(shuffled, 5, 4);
      assert.strictEqual(yield* hashOf(store, batches), sorted);
      for (const batch of random.shuffle(batches).slice(0, 10)) yield* put(store, { ...batch, attempt: 7 });
      assert.strictEqual(yield* store.stateHash, sorted);
    }),
  );

  test(
    "tells different sets of events apart",
    Effect.gen(function* () {
      const events = sampleMailbox(seededRandom(6), 30);
      const changed: EmailEvent = { ...events[7]!, occurredAt: events[7]!.occurredAt + 1 };
      const hashes = yield* Effect.all([
        hashOfFresh([]),
        hashOfFresh([batchOf(events)]),
        hashOfFresh([batchOf(events.slice(1))]),
        hashOfFresh([batchOf(events.with(7, changed))]),
        hashOfFresh([batchOf(events), batchOf(sampleDirectory(), { topic: directory })]),
        hashOfFresh([batchOf(events), batchOf(sampleDirectory().slice(0, 3), { topic: directory })]),
      ]);
      assert.strictEqual(new Set(hashes).size, hashes.length);
    }),
  );

  test(
    "keeps times and places of recording out of the hash",
    Effect.gen(function* () {
      const events = [...sampleMailbox(seededRandom(7), 20), ...sampleSources(seededRandom(7), 14)];
      const elsewhere = events.map((event) => ({
        ...event,
        recordedAt: event.recordedAt + 86_400_000,
        source: { ...event.source, file: `other/${event.source.file}` },
      }));
      assert.strictEqual(
        yield* hashOfFresh(batchesOf(elsewhere, { partition: 3, lo: 500 })),
        yield* hashOfFresh(batchesOf(events)),
      );
    }),
  );
};
