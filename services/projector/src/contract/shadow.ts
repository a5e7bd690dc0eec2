import { assert } from "@effect/vitest";
import { sampleDirectory, sampleMailbox } from "@rapport/testing/sampleEvents";
import { samplePeople } from "@rapport/testing/samplePeople";
import { sampleSources } from "@rapport/testing/sampleSources";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect, Exit } from "effect";
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
      yield* put(abandoned.store, batchOf(events.slice(20)));
      const filled = yield* shadow.begin;
      const next = filled.store;
      assert.deepStrictEqual(yield* next.digest(interactions, 0, 0, 99), emptyDigest);
      const all = batchOf(events, { epoch: 2 });
      const rebuilt = yield* hashOf(next, [all, ...others]);
      assert.notStrictEqual(rebuilt, before);
      assert.strictEqual(yield* live.stateHash, before);
      assert.deepStrictEqual(yield* live.digest(interactions, 0, 0, 99), digestOf(few.records));

      const old = yield* live.standing;
      yield* filled.exchange;
      const now = yield* live.standing;
      assert.notStrictEqual(now.recorded, old.recorded);
      assert.notStrictEqual(now.derived, old.derived);
      assert.strictEqual(yield* live.stateHash, rebuilt);
      assert.deepStrictEqual(yield* live.digest(interactions, 0, 0, 99), digestOf(all.records));
      yield* filled.discard;
      yield* filled.discard;
      assert.deepStrictEqual(yield* live.standing, now);
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
      yield* put(next.store, batchOf(events.slice(0, 3)));
      yield* next.store.refreshConversations;
      yield* live.refreshConversations;
      yield* live.refreshDirectory;
      assert.strictEqual(yield* live.stateHash, before);
      yield* next.discard;
    }),
  );
};

/** What tells and stops those who believe, wrongly, that the tables are still theirs to exchange. */
export const takeOverContract = (test: Test): void => {
  test(
    "cannot be shown any more once somebody else has taken over",
    Effect.gen(function* () {
      const live = yield* ProjectionStore;
      const shadow = yield* ShadowProjection;
      const events = sampleMailbox(seededRandom(12), 30);
      const before = yield* hashOf(live, [batchOf(events)]);
      const theirs = yield* shadow.begin;
      yield* put(theirs.store, batchOf(events.slice(0, 3)));
      yield* shadow.fence;
      const ours = yield* shadow.begin;
      assert.isTrue(Exit.isFailure(yield* Effect.exit(theirs.exchange)));
      assert.strictEqual(yield* live.stateHash, before);
      assert.deepStrictEqual(yield* ours.store.digest(interactions, 0, 0, 99), emptyDigest);
      yield* ours.discard;
    }),
  );

  test(
    "tells by their identity when other tables stand than those that were derived last",
    Effect.gen(function* () {
      const live = yield* ProjectionStore;
      yield* hashOf(live, [batchOf(sampleMailbox(seededRandom(13), 10))]);
      const first = yield* live.standing;
      assert.deepStrictEqual(yield* live.standing, first);
      yield* put(live, batchOf(sampleMailbox(seededRandom(13), 12)));
      assert.deepStrictEqual(yield* live.standing, first);
      yield* live.refreshConversations;
      const second = yield* live.standing;
      yield* live.refreshDirectory;
      const third = yield* live.standing;
      assert.deepStrictEqual([second.recorded, third.recorded], [first.recorded, first.recorded]);
      assert.strictEqual(new Set([first.derived, second.derived, third.derived]).size, 3);
    }),
  );
};
