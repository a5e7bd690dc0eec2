import { assert, describe, it } from "@effect/vitest";
import { Effect } from "effect";
import { TestClock } from "effect/testing";
import { KafkaFailure } from "../KafkaFailure.ts";
import { type Feed, fill, isHungry, makeFeed, takeFrom } from "./Feed.ts";
import { digest, noteFailure } from "./feedOutcome.ts";

const mebibyte = 1024 * 1024;
const newFeed = () => makeFeed({ topic: "t", partition: 0, generation: 1 }, 10);
const records = (from: number, count: number, bytes = 10) =>
  Array.from({ length: count }, (_, index) => ({
    key: "k",
    value: new Uint8Array(bytes),
    offset: from + index,
    appendedAt: 0,
  }));
const fetched = (from: number, count: number, nextOffset = from + count) => ({
  topic: "t",
  partition: 0,
  records: records(from, count),
  nextOffset,
  endOffset: 100,
  failure: null,
});
const offsets = (taken: ReadonlyArray<{ readonly offset: number }>) => taken.map(({ offset }) => offset);
const state = ({ headOffset, nextOffset, endOffset }: Feed) => [headOffset, nextOffset, endOffset];

describe("a partition's feed", () => {
  it("gives what came in order, at most so many", () => {
    const feed = newFeed();
    fill(feed, records(10, 3), 13);
    fill(feed, records(13, 2), 15);
    assert.deepStrictEqual(offsets(takeFrom(feed, 4)), [10, 11, 12, 13]);
    assert.deepStrictEqual(state(feed), [14, 15, 15]);
    assert.deepStrictEqual(offsets(takeFrom(feed, 4)), [14]);
    assert.deepStrictEqual([takeFrom(feed, 4), feed.bytes], [[], 0]);
  });

  it("gives at most 8 MiB at once, and at least one record", () => {
    const feed = newFeed();
    fill(feed, records(10, 3, 4 * mebibyte), 13);
    assert.lengthOf(takeFrom(feed, 10), 2);
    fill(feed, records(13, 1, 9 * mebibyte), 14);
    assert.lengthOf(takeFrom(feed, 10), 1);
    assert.lengthOf(takeFrom(feed, 10), 1);
  });

  it("is hungry until it holds enough, or all together do; an empty one always is", () => {
    const feed = newFeed();
    assert.isTrue(isHungry(feed, 1000 * mebibyte));
    fill(feed, records(10, 1), 11);
    assert.isTrue(isHungry(feed, mebibyte));
    assert.isFalse(isHungry(feed, 64 * mebibyte));
    fill(feed, records(11, 8, mebibyte), 19);
    assert.isFalse(isHungry(feed, mebibyte));
  });
});

describe("what a fetch brought", () => {
  it("goes into the feed, and ends a run of failures", () => {
    const feed = newFeed();
    feed.failures = 3;
    feed.failingSince = 5;
    assert.isNull(digest(feed, fetched(10, 2)));
    assert.deepStrictEqual([state(feed), feed.failures, feed.failingSince], [[10, 12, 100], 0, null]);
    assert.isNull(digest(feed, fetched(12, 0)));
  });

  for (const [what, found, gave] of [
    ["after the offset asked for", fetched(12, 2), 12],
    ["with a hole at the end, as a transaction's marker leaves", fetched(10, 2, 13), 13],
    ["not at all, though the broker went on", fetched(10, 0, 11), 11],
  ] as const) {
    it(`is refused by name when it comes ${what}`, () => {
      const feed = newFeed();
      const failure = digest(feed, found);
      assert.deepStrictEqual([failure?.code, failure?.retriable, state(feed)], ["GAP", false, [10, 10, 10]]);
      assert.include(failure!.detail, `the broker gave ${gave}`);
    });
  }

  it("says what to do when the offset is gone", () => {
    const gone = new KafkaFailure({ code: "OFFSET_OUT_OF_RANGE", retriable: false, detail: "" });
    const failure = digest(newFeed(), { ...fetched(10, 0), failure: gone });
    assert.include(failure!.detail, "topic t, partition 0 has no offset 10");
    assert.include(failure!.detail, "retention.ms");
  });
});

describe("a failed fetch", () => {
  const passing = new KafkaFailure({ code: "NOT_LEADER_FOR_PARTITION", retriable: true, detail: "moved" });

  it.effect("is tried again ever later, and given up after two sessions without a success", () =>
    Effect.gen(function* () {
      const feed = newFeed();
      const delays: number[] = [];
      for (let now = 0; feed.failure === null; now += 500) {
        yield* TestClock.setTime(now);
        yield* noteFailure(feed, passing, 1000);
        if (feed.failure === null) delays.push(feed.retryAt - now);
      }
      assert.strictEqual(delays.length, 5);
      for (const [index, delayMs] of delays.entries()) {
        assert.isAtLeast(delayMs, 25 * 2 ** index);
        assert.isAtMost(delayMs, 50 * 2 ** index);
      }
      assert.include(
        feed.failure!.message,
        "partition 0, offset 10: no fetch succeeded for 3 s; last: moved",
      );
    }),
  );

  it.effect("is the end at once when it cannot pass", () =>
    Effect.gen(function* () {
      const feed = newFeed();
      const damaged = new KafkaFailure({
        code: "CORRUPT_MESSAGE",
        retriable: false,
        detail: "fails its checksum",
      });
      yield* noteFailure(feed, damaged, 1000);
      assert.include(feed.failure!.message, "topic t, partition 0, offset 10: fails its checksum");
      assert.isFalse(isHungry(feed, 0));
    }),
  );
});
