import { Clock, Effect, Metric, Random, type Scope } from "effect";
import { EventLogError, type LogRecord } from "../../EventLog.ts";
import type { Lease } from "../../group/GroupStore.ts";
import { makePulse, type Pulse } from "../../group/Pulse.ts";
import { maxBatchBytes, maxReadBytes } from "../../limits.ts";
import { type FetchedRecords, fetchRecords } from "../fetchRecords.ts";
import type { KafkaCluster } from "../KafkaCluster.ts";
import { KafkaFailure } from "../KafkaFailure.ts";
import type { Broker } from "../kafkajsInternals.ts";
import { type Feed, fill, isHungry, makeFeed, takeFrom } from "./Feed.ts";

/** Records on their way to the consumer: fetched ahead of it, while it handles what it has. */
export interface Prefetch {
  /** What is there from `offset` on, without waiting: at most `maxRecords` and 8 MiB, perhaps nothing yet. */
  readonly take: (
    lease: Lease,
    offset: number,
    maxRecords: number,
  ) => Effect.Effect<
    { readonly records: ReadonlyArray<LogRecord>; readonly endOffset: number },
    EventLogError
  >;
  /** Pulses when `take` may give something new, or a failure. */
  readonly arrived: (topic: string, partition: number) => Pulse;
}

interface Owner {
  readonly leaseOf: (topic: string, partition: number) => Lease | undefined;
}

/** How long a broker waits for the first record; a partition that is new to us waits for that, too. */
const idleWaitMs = 500;
const fullWaitMs = 20;
const limits = { maxBytes: maxReadBytes, maxPartitionBytes: maxBatchBytes };

const failures = Metric.counter("rapport_event_log_fetch_failures_total", {
  description: "Fetches that failed, by topic and error code",
  incremental: true,
});

const keyOf = (topic: string, partition: number) => `${topic}/${partition}`;

const outOfRange = ({ topic, partition, nextOffset }: Feed) =>
  new KafkaFailure({
    code: "OFFSET_OUT_OF_RANGE",
    retriable: false,
    detail:
      `topic ${topic}, partition ${partition} has no offset ${nextOffset} any more, but the group has not passed it: ` +
      "either the broker's retention deleted records (the topic's retention.ms must be -1: rapport topics diff), or the " +
      "brokers lost records that they had acknowledged (unclean.leader.election.enable must be false)",
  });

const missing = ({ topic, partition, nextOffset }: Feed, found: number) =>
  new KafkaFailure({
    code: "GAP",
    retriable: false,
    detail:
      `topic ${topic}, partition ${partition}: offset ${nextOffset} should be next, the broker gave ${found}. Records ` +
      "were deleted (the topic's cleanup.policy must be delete), or other software wrote transactions into the topic",
  });

const leftOut = new KafkaFailure({
  code: "UNEXPECTED",
  retriable: true,
  detail: "the broker's answer says nothing about the partition",
});

/** What is wrong with what was fetched of a partition; the feed is filled when nothing is. */
const digest = (feed: Feed, fetched: FetchedRecords): KafkaFailure | null => {
  const { failure, records, nextOffset, endOffset } = fetched;
  if (failure !== null) return failure.code === "OFFSET_OUT_OF_RANGE" ? outOfRange(feed) : failure;
  const from = feed.nextOffset;
  const first = records[0]?.offset ?? nextOffset;
  if (first !== from) return missing(feed, first);
  if (from + records.length !== nextOffset) return missing(feed, nextOffset);
  fill(feed, records, endOffset);
  return null;
};

export const makePrefetch = (
  cluster: KafkaCluster,
  sessionMs: number,
  owner: Owner,
): Effect.Effect<Prefetch, never, Scope.Scope> =>
  Effect.gen(function* () {
    const feeds = new Map<string, Feed>();
    const pulses = new Map<string, Pulse>();
    const wanted = makePulse();
    const busy = new Set<Broker>();
    const scope = yield* Effect.scope;
    const arrived: Prefetch["arrived"] = (topic, partition) => {
      const key = keyOf(topic, partition);
      const pulse = pulses.get(key) ?? makePulse();
      pulses.set(key, pulse);
      return pulse;
    };

    const fail = Effect.fnUntraced(function* (feed: Feed, failure: KafkaFailure) {
      const { topic, partition } = feed;
      const now = yield* Clock.currentTimeMillis;
      yield* Metric.update(Metric.withAttributes(failures, { topic, code: failure.code }), 1);
      feed.failingSince ??= now;
      feed.failures++;
      const silentMs = now - feed.failingSince;
      const passing = failure.retriable || failure.code === "BROKER_NOT_AVAILABLE";
      if (passing && silentMs <= 2 * sessionMs) {
        const share = yield* Random.nextBetween(0.5, 1);
        feed.retryAt = now + share * Math.min(1000, 50 * 2 ** (feed.failures - 1));
        return;
      }
      const silence =
        silentMs > 2 * sessionMs ? `no fetch succeeded for ${Math.round(silentMs / 1000)} s; ` : "";
      feed.failure = new EventLogError({
        operation: "consume",
        detail: `topic ${topic}, partition ${partition}, offset ${feed.nextOffset}: ${silence}${failure.detail} (${failure.code})`,
        retriable: failure.retriable,
        cause: failure,
      });
      arrived(topic, partition).bump();
    });

    const receive = Effect.fnUntraced(function* (
      feed: Feed,
      asked: number,
      fetched: FetchedRecords | undefined,
    ) {
      // Somebody else's by now, or set back to another offset.
      if (feeds.get(keyOf(feed.topic, feed.partition)) !== feed || feed.nextOffset !== asked) return;
      const failure = fetched === undefined ? leftOut : digest(feed, fetched);
      if (failure !== null) return yield* fail(feed, failure);
      feed.failingSince = null;
      feed.failures = 0;
      if (feed.records.length > 0) arrived(feed.topic, feed.partition).bump();
    });

    const fetchFrom = Effect.fnUntraced(function* (broker: Broker, hungry: ReadonlyArray<Feed>) {
      const asked = hungry.map(({ topic, partition, nextOffset: offset }) => ({ topic, partition, offset }));
      // A feed that was left out because it is full may be empty soon, and should not have to wait for the others.
      const anyFull = [...feeds.values()].some((feed) => feed.failure === null && !hungry.includes(feed));
      const answered = yield* Effect.result(
        fetchRecords(cluster, broker, asked, { ...limits, maxWaitMs: anyFull ? fullWaitMs : idleWaitMs }),
      );
      for (const [index, feed] of hungry.entries()) {
        if (answered._tag === "Failure") yield* fail(feed, answered.failure);
        else {
          const { topic, partition, offset } = asked[index]!;
          const own = answered.success.find((each) => each.topic === topic && each.partition === partition);
          yield* receive(feed, offset, own);
        }
      }
    });

    /** The partitions to fetch now, by the broker that leads them. */
    const hungryByLeader = Effect.fnUntraced(function* (now: number) {
      const byLeader = new Map<Broker, Feed[]>();
      const inStoreBytes = [...feeds.values()].reduce((sum, { bytes }) => sum + bytes, 0);
      for (const [key, feed] of feeds) {
        if (owner.leaseOf(feed.topic, feed.partition)?.generation !== feed.generation) feeds.delete(key);
        else if (isHungry(feed, inStoreBytes) && feed.retryAt <= now) {
          const leader = yield* Effect.result(cluster.leader(feed.topic, feed.partition));
          if (leader._tag === "Failure") yield* fail(feed, leader.failure);
          else byLeader.set(leader.success, [...(byLeader.get(leader.success) ?? []), feed]);
        }
      }
      return byLeader;
    });

    const run = Effect.gen(function* () {
      while (true) {
        const seen = wanted.version;
        const now = yield* Clock.currentTimeMillis;
        for (const [broker, hungry] of yield* hungryByLeader(now)) {
          if (busy.has(broker)) continue;
          busy.add(broker);
          yield* fetchFrom(broker, hungry).pipe(
            Effect.ensuring(
              Effect.sync(() => {
                busy.delete(broker);
                wanted.bump();
              }),
            ),
            Effect.forkIn(scope),
          );
        }
        const retryAt = Math.min(
          ...[...feeds.values()].map((feed) =>
            feed.failure === null && feed.retryAt > now ? feed.retryAt : Infinity,
          ),
        );
        const wait = wanted.past(seen);
        yield* retryAt === Infinity ? wait : Effect.timeoutOption(wait, Math.max(1, retryAt - now));
      }
    });
    yield* Effect.forkIn(run, scope);

    return {
      arrived,
      take: (lease, offset, maxRecords) =>
        Effect.suspend(() => {
          const key = keyOf(lease.topic, lease.partition);
          let feed = feeds.get(key);
          if (feed === undefined || feed.generation !== lease.generation || feed.headOffset !== offset) {
            feed = makeFeed(lease, offset);
            // Last in the map: the broker fills its answer in our order, and nobody shall wait for ever.
            feeds.delete(key);
            feeds.set(key, feed);
          }
          if (feed.failure !== null) return Effect.fail(feed.failure);
          const records = takeFrom(feed, maxRecords);
          wanted.bump();
          return Effect.succeed({ records, endOffset: feed.endOffset });
        }),
    };
  });
