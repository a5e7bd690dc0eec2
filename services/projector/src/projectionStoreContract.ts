import { assert, describe, it } from "@effect/vitest";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import { encodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { sampleDirectory, sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect, type Layer } from "effect";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { projectRecord, recordId } from "./ProjectRecord.ts";
import { type ProjectionBatch, ProjectionStore } from "./ProjectionStore.ts";
import { digestOf, emptyDigest, idBits, joinDigests } from "./RangeDigest.ts";
import { ShadowProjection } from "./ShadowProjection.ts";

type Store = ProjectionStore["Service"];
type Ports = ProjectionStore | ShadowProjection;

const interactions = topics.interactions.name;
const directory = topics.directory.name;

/** Events as consecutive records of one partition, from offset `lo` on. */
const batchOf = (
  events: ReadonlyArray<RapportEvent>,
  at: { topic?: string; partition?: number; lo?: number; attempt?: number; epoch?: number } = {},
): ProjectionBatch => {
  const { topic = interactions, partition = 0, lo = 0, attempt = 1, epoch = 1 } = at;
  const records = events.map((event, i) =>
    projectRecord(
      topic,
      partition,
      { key: "k", offset: lo + i, appendedAt: 0, value: encodeEvent(event) },
      "test",
    ),
  );
  return { topic, partition, lo, hi: lo + records.length - 1, epoch, attempt, records };
};

const put = (store: Store, batch: ProjectionBatch) => Effect.andThen(store.write(batch), store.rollUp(batch));

/** All events, in one batch per topic, everything derived, and the hash of it. */
const hashOf = (store: Store, batches: ReadonlyArray<ProjectionBatch>) =>
  Effect.gen(function* () {
    for (const batch of batches) yield* put(store, batch);
    yield* store.refreshDirectory;
    yield* store.refreshConversations;
    return yield* store.stateHash;
  });

/** Cuts events into batches of 1 to 9 over `partitions` partitions, offsets counting up in each. */
const cutAtRandom = (events: ReadonlyArray<RapportEvent>, seed: number, partitions: number) => {
  const random = seededRandom(seed);
  const next = Array.from({ length: partitions }, () => 0);
  const batches: Array<ProjectionBatch> = [];
  for (let i = 0; i < events.length;) {
    const size = random.int(1, 9);
    const partition = random.int(0, partitions - 1);
    const part = events.slice(i, i + size);
    batches.push(batchOf(part, { partition, lo: next[partition]! }));
    next[partition]! += part.length;
    i += size;
  }
  return batches;
};

/**
 * What every projection store must do, whichever engine is below. `fresh` gives an empty store, once per
 * test.
 */
export const projectionStoreContract = (
  name: string,
  fresh: () => Layer.Layer<Ports, WarehouseError>,
): void => {
  const test = (says: string, body: Effect.Effect<void, WarehouseError, Ports>) =>
    it.live(says, () => Effect.provide(body, fresh()));

  const hashOfFresh = (batches: ReadonlyArray<ProjectionBatch>) =>
    Effect.flatMap(ProjectionStore, (store) => hashOf(store, batches)).pipe(Effect.provide(fresh()));

  describe(`${name} keeps the projection store's contract`, () => {
    test(
      "counts every record of a range once, and adds the ids up",
      Effect.gen(function* () {
        const store = yield* ProjectionStore;
        const batch = batchOf(sampleMailbox(seededRandom(1), 40), { partition: 2, lo: 100 });
        assert.deepStrictEqual(yield* store.digest(interactions, 2, 0, 1000), emptyDigest);
        yield* store.write(batch);
        yield* store.write({ ...batch, attempt: 2 });
        assert.deepStrictEqual(yield* store.digest(interactions, 2, 100, 139), digestOf(batch.records));
        const left = yield* store.digest(interactions, 2, 100, 116);
        const right = yield* store.digest(interactions, 2, 117, 500);
        assert.strictEqual(left.count, 17);
        assert.deepStrictEqual(joinDigests(left, right), digestOf(batch.records));
        assert.deepStrictEqual(yield* store.digest(interactions, 1, 0, 1000), emptyDigest);
        assert.deepStrictEqual(yield* store.digest(directory, 2, 0, 1000), emptyDigest);
      }),
    );

    test(
      "rolls all days up at once into what batch by batch comes to",
      Effect.gen(function* () {
        const batches = cutAtRandom(sampleMailbox(seededRandom(12), 40), 12, 2);
        const byBatch = yield* hashOfFresh(batches);
        const store = yield* ProjectionStore;
        for (const batch of batches) yield* store.write(batch);
        const before = yield* store.stateHash;
        yield* store.rollUpAll;
        assert.notStrictEqual(yield* store.stateHash, before);
        yield* store.refreshDirectory;
        yield* store.refreshConversations;
        assert.strictEqual(yield* store.stateHash, byBatch);
      }),
    );

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
        const events = sampleMailbox(seededRandom(3), 150);
        const sorted = yield* hashOfFresh([
          batchOf(sampleDirectory(), { topic: directory }),
          batchOf(events.toSorted((a, b) => a.occurredAt - b.occurredAt)),
        ]);
        const random = seededRandom(4);
        const shuffled = random.shuffle([...events, ...events.filter(() => random.chance(0.1))]);
        const store = yield* ProjectionStore;
        const batches = cutAtRandom(shuffled, 5, 4);
        const mixed = yield* hashOf(store, [
          ...batches,
          batchOf(sampleDirectory().toReversed(), { topic: directory }),
        ]);
        assert.strictEqual(mixed, sorted);
        for (const batch of random.shuffle(batches).slice(0, 10)) yield* put(store, { ...batch, attempt: 7 });
        assert.strictEqual(yield* store.stateHash, sorted);
      }),
    );

    copiesThatDiffer(test, hashOfFresh);

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
        const events = sampleMailbox(seededRandom(7), 20);
        const elsewhere = events.map((event) => ({
          ...event,
          recordedAt: event.recordedAt + 86_400_000,
          source: { ...event.source, file: `other/${event.source.file}` },
        }));
        assert.strictEqual(
          yield* hashOfFresh([batchOf(elsewhere, { partition: 3, lo: 500 })]),
          yield* hashOfFresh([batchOf(events)]),
        );
      }),
    );

    test(
      "counts a refused record by its dead letter",
      Effect.gen(function* () {
        const store = yield* ProjectionStore;
        const refused = projectRecord(
          interactions,
          0,
          { key: "k", offset: 1, appendedAt: 5, value: Buffer.from("{") },
          "test",
        );
        const whole = batchOf(sampleMailbox(seededRandom(8), 3));
        const batch = { ...whole, records: whole.records.with(1, refused) };
        yield* put(store, batch);
        const digest = yield* store.digest(interactions, 0, 1, 1);
        assert.deepStrictEqual(digest, { count: 1, xor: idBits(recordId(refused)) });
        assert.deepStrictEqual(yield* store.digest(interactions, 0, 0, 2), digestOf(batch.records));
      }),
    );

    test(
      "takes times that cannot be true",
      Effect.gen(function* () {
        const store = yield* ProjectionStore;
        const odd = [-62_135_596_800_000, -1, 0, 4_102_444_800_000, 253_402_300_799_000].map(
          (occurredAt, i) => {
            const event = sampleEmail(i, { occurredAt });
            return { ...event, data: { ...event.data, timePlausible: false } };
          },
        );
        const batch = batchOf(odd);
        const hash = yield* hashOf(store, [batch]);
        assert.deepStrictEqual(yield* store.digest(interactions, 0, 0, 9), digestOf(batch.records));
        yield* put(store, { ...batch, attempt: 2 });
        assert.strictEqual(yield* store.stateHash, hash);
      }),
    );

    shadowContract(test);
  });
};

type Test = (says: string, body: Effect.Effect<void, WarehouseError, Ports>) => void;
type HashOfFresh = (batches: ReadonlyArray<ProjectionBatch>) => Effect.Effect<string, WarehouseError>;

/** Copies of one event id whose content differs: one wins, whichever came first, and is counted once. */
const copiesThatDiffer = (test: Test, hashOfFresh: HashOfFresh): void => {
  const others = sampleMailbox(seededRandom(9), 10).slice(1);
  const copy = sampleEmail(0, { from: "dan@acme.example", words: 5 });
  const bothOrders = (a: EmailEvent, b: EmailEvent) =>
    Effect.gen(function* () {
      const [first, second] = [
        [batchOf([...others, a], { partition: 0 }), batchOf([b], { partition: 1 })],
        [batchOf([b], { partition: 0 }), batchOf([a, ...others], { partition: 1 })],
      ] as const;
      const alone = yield* Effect.all([
        hashOfFresh([batchOf([...others, a])]),
        hashOfFresh([batchOf([...others, b])]),
      ]);
      const forth = yield* hashOfFresh(first);
      const back = yield* hashOfFresh(second);
      assert.strictEqual(forth, back);
      assert.include(alone, forth);
    });
  test(
    "lets one copy of an event win, whichever came first",
    bothOrders(copy, sampleEmail(0, { words: 900 })),
  );
  test(
    "lets one copy win when they name other people",
    bothOrders(copy, sampleEmail(0, { from: "eve@bolt.example", to: ["bob@rapport.example"] })),
  );
  test(
    "lets one copy win when they are of different days",
    bothOrders(copy, { ...copy, occurredAt: copy.occurredAt + 40 * 86_400_000 }),
  );
};

const shadowContract = (test: Test): void => {
  test(
    "fills shadow tables unseen, and shows them whole",
    Effect.gen(function* () {
      const live = yield* ProjectionStore;
      const shadow = yield* ShadowProjection;
      const events = sampleMailbox(seededRandom(10), 40);
      const few = batchOf(events.slice(0, 15));
      const before = yield* hashOf(live, [few]);

      const abandoned = yield* shadow.begin;
      yield* put(abandoned, batchOf(events.slice(20)));
      const next = yield* shadow.begin;
      assert.deepStrictEqual(yield* next.digest(interactions, 0, 0, 99), emptyDigest);
      const all = batchOf(events, { epoch: 2 });
      const rebuilt = yield* hashOf(next, [all, batchOf(sampleDirectory(), { topic: directory, epoch: 2 })]);
      assert.notStrictEqual(rebuilt, before);
      assert.strictEqual(yield* live.stateHash, before);
      assert.deepStrictEqual(yield* live.digest(interactions, 0, 0, 99), digestOf(few.records));

      yield* shadow.exchange;
      assert.strictEqual(yield* live.stateHash, rebuilt);
      assert.deepStrictEqual(yield* live.digest(interactions, 0, 0, 99), digestOf(all.records));
      yield* shadow.discard;
      yield* shadow.discard;
      assert.strictEqual(yield* live.stateHash, rebuilt);
      yield* put(live, { ...all, attempt: 2 });
      assert.strictEqual(yield* live.stateHash, rebuilt);
    }),
  );

  test(
    "can be refreshed while a shadow is being filled",
    Effect.gen(function* () {
      const live = yield* ProjectionStore;
      const shadow = yield* ShadowProjection;
      const events = sampleMailbox(seededRandom(11), 30);
      const before = yield* hashOf(live, [batchOf(events)]);
      const next = yield* shadow.begin;
      yield* put(next, batchOf(events.slice(0, 3)));
      yield* next.refreshConversations;
      yield* live.refreshConversations;
      yield* live.refreshDirectory;
      assert.strictEqual(yield* live.stateHash, before);
      yield* shadow.discard;
    }),
  );
};
