import { assert } from "@effect/vitest";
import { sampleDirectory, sampleMailbox } from "@rapport/testing/sampleEvents";
import { samplePeople } from "@rapport/testing/samplePeople";
import { sampleSources } from "@rapport/testing/sampleSources";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { ProjectionStore } from "../ProjectionStore.ts";
import { digestOf, emptyDigest } from "../RangeDigest.ts";
import { ShadowProjection } from "../ShadowProjection.ts";
import { batchesOf, batchOf, hashOf, interactions, put, type Test } from "./support.ts";

/** `ShadowProjection`: filled unseen, shown whole. */
export const shadowContract = (test: Test): void => {
  test(
    "fills shadow tables unseen, and shows them whole",
    Effect.gen(function* () {
      const live = yield* ProjectionStore;
      const shadow = yield* ShadowProjection;
      const events = sampleMailbox(seededRandom(10), 40);
      const others = batchesOf(
        [...sampleDirectory(), ...samplePeople(), ...sampleSources(seededRandom(10), 14)],
        { epoch: 2, partition: 1 },
      );
      const few = batchOf(events.slice(0, 15));
      const before = yield* hashOf(live, [few]);

      const abandoned = yield* shadow.begin;
      yield* put(abandoned, batchOf(events.slice(20)));
      const next = yield* shadow.begin;
      assert.deepStrictEqual(yield* next.digest(interactions, 0, 0, 99), emptyDigest);
      const all = batchOf(events, { epoch: 2 });
      const rebuilt = yield* hashOf(next, [all, ...others]);
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
