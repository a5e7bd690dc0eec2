import { assert } from "@effect/vitest";
import { sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { ProjectionStore } from "../ProjectionStore.ts";
import { cutAtRandom, type HashOfFresh, type Test } from "./support.ts";

/** `rollUp` and `rollUpAll` come to the same. */
export const rollUpContract = (test: Test, hashOfFresh: HashOfFresh): void => {
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
      yield* store.refreshConversations;
      assert.strictEqual(yield* store.stateHash, byBatch);
    }),
  );
};
