import { maxMinor } from "@rapport/contracts/Ledger";
import { assert } from "@effect/vitest";
import { contentHash } from "@rapport/contracts/contentHash";
import type { RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { type DocumentEvent, differingCopy, sampleSources, underItsId } from "@rapport/testing/sampleSources";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { ProjectionStore } from "../ProjectionStore.ts";
import { digestOf } from "../RangeDigest.ts";
import { batchesOf, batchOf, cutAtRandom, type HashOfFresh, hashOf, put, type Test } from "./support.ts";

/** One event of each type. */
const oneOfEach = (events: ReadonlyArray<DocumentEvent>): ReadonlyArray<DocumentEvent> => [
  ...new Map(events.map((event) => [event.type, event])).values(),
];

/** The copies that hold: of each id the one with the higher hash. */
const winners = (copies: ReadonlyArray<DocumentEvent>): ReadonlyArray<DocumentEvent> => [
  ...new Map(
    copies.toSorted((a, b) => contentHash(a) - contentHash(b)).map((copy) => [copy.id, copy]),
  ).values(),
];

/** The same events with every number and day at an end of what their contracts allow. */
const atTheEnds = (events: ReadonlyArray<DocumentEvent>): ReadonlyArray<DocumentEvent> =>
  events.map((event, i) => {
    const low = i % 2 === 0;
    const day = low ? "1900-01-01" : "2299-12-31";
    const text = JSON.stringify({ ...event, occurredAt: low ? -1e15 : 1e15 })
      .replace(/"(\w+Minor)":-?\d+/g, `"$1":${low ? -maxMinor : maxMinor}`)
      .replace(/"(durationSeconds)":-?\d+/g, `"$1":${low ? -(2 ** 53) + 1 : 2 ** 53 - 1}`)
      .replace(/"(revision|seriesRevision)":\d+/g, `"$1":${low ? 0 : 2 ** 53 - 1}`)
      .replace(/"\d{4}-\d\d-\d\d"/g, `"${day}"`);
    return underItsId(JSON.parse(text) as DocumentEvent);
  });

/** Tickets, meetings and the books: what holds of mail holds of them. */
export const sourcesContract = (test: Test, hashOfFresh: HashOfFresh): void => {
  test(
    "keeps every type of event of every source",
    Effect.gen(function* () {
      const store = yield* ProjectionStore;
      const events = oneOfEach(sampleSources(seededRandom(20), 40));
      const hashes = new Set([yield* store.stateHash]);
      for (const [i, event] of events.entries()) {
        for (const batch of batchesOf([event], { partition: i })) yield* put(store, batch);
        hashes.add(yield* store.stateHash);
      }
      assert.strictEqual(hashes.size, events.length + 1);
    }),
  );

  test(
    "lets one copy of a document's event win, in whatever order, cut or partition",
    Effect.gen(function* () {
      const events = sampleSources(seededRandom(21), 14);
      const copies = events.map((event, i) => differingCopy(event, 40 + (i % 3) * 400));
      const settled = yield* hashOfFresh(batchesOf(winners([...events, ...copies])));
      const store = yield* ProjectionStore;
      const mixed = cutAtRandom(seededRandom(22).shuffle([...events, ...copies, ...events]), 23, 3);
      assert.strictEqual(yield* hashOf(store, mixed), settled);
      assert.notStrictEqual(yield* hashOfFresh(batchesOf(events)), settled);
    }),
  );

  test(
    "takes the largest amounts and the first and last days, and counts them once",
    Effect.gen(function* () {
      const store = yield* ProjectionStore;
      const extreme = atTheEnds(sampleSources(seededRandom(24), 14));
      const batches = batchesOf(extreme);
      const hash = yield* hashOf(store, batches);
      for (const batch of batches) {
        assert.isTrue(batch.records.every(({ outcome }) => outcome.kind === "event"));
        assert.deepStrictEqual(yield* store.digest(batch.topic, 0, 0, batch.hi), digestOf(batch.records));
        yield* put(store, { ...batch, attempt: 2 });
      }
      assert.strictEqual(yield* store.stateHash, hash);
    }),
  );

  test(
    "keeps letters of the ledger's records that no contract accepts",
    Effect.gen(function* () {
      const store = yield* ProjectionStore;
      const [event] = sampleSources(seededRandom(25), 1).filter(
        (e) => "status" in e.data && "currency" in e.data,
      );
      const wrong = { ...event, data: { ...event?.data, currency: "euro" } } as RapportEvent;
      const batch = batchOf([wrong], { topic: topics.ledger.name });
      assert.deepStrictEqual(
        batch.records.map(({ outcome }) => outcome.kind),
        ["dead_letter"],
      );
      const before = yield* store.stateHash;
      yield* put(store, batch);
      assert.deepStrictEqual(yield* store.digest(topics.ledger.name, 0, 0, 9), digestOf(batch.records));
      assert.strictEqual(yield* store.stateHash, before);
    }),
  );
};
