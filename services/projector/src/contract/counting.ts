import { assert } from "@effect/vitest";
import { sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { projectRecord, recordId } from "../ProjectRecord.ts";
import { ProjectionStore } from "../ProjectionStore.ts";
import { digestOf, emptyDigest, idBits, joinDigests } from "../RangeDigest.ts";
import { batchOf, directory, hashOf, interactions, put, type Test } from "./support.ts";

/** `write` and `digest`: every record is held, and counted once. */
export const countingContract = (test: Test): void => {
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
};
