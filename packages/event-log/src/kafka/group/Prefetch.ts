import { Clock, Effect, type Scope } from "effect";
import type { EventLogError, LogRecord } from "../../EventLog.ts";
import type { Lease } from "../../group/GroupStore.ts";
import { makePulse, type Pulse } from "../../group/Pulse.ts";
import { maxBatchBytes, maxReadBytes } from "../../limits.ts";
import { fetchRecords } from "../fetchRecords.ts";
import type { KafkaCluster } from "../KafkaCluster.ts";
import type { Broker } from "../kafkajsInternals.ts";
import { type Feed, isHungry, makeFeed, takeFrom } from "./Feed.ts";
import { digest, noteFailure } from "./feedOutcome.ts";
import { keyOf } from "./MemberState.ts";

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

interface Fetching {
  readonly cluster: KafkaCluster;
  readonly sessionMs: number;
  readonly leaseOf: (topic: string, partition: number) => Lease | undefined;
  readonly feeds: Map<string, Feed>;
  readonly arrived: Prefetch["arrived"];
  /** Pulses when there may be something to fetch. */
  readonly wanted: Pulse;
  /** Who answers a fetch of ours just now: one at a time, for all partitions that he leads. */
  readonly busy: Set<Broker>;
  /** How long each may wait for a record the next time, ms: the longer the less there has been. */
  readonly patience: Map<Broker, number>;
}

/**
 * How long a broker waits for the first record, which it then sends at once. A partition that is new to us has to wait
 * for that, too; but each request costs, also when nothing happens for hours.
 */
const shortestWaitMs = 20;
const longestWaitMs = 2000;
const limits = { maxBytes: maxReadBytes, maxPartitionBytes: maxBatchBytes };

const fetchFrom = Effect.fnUntraced(function* (
  { cluster, sessionMs, feeds, arrived, patience }: Fetching,
  broker: Broker,
  hungry: ReadonlyArray<Feed>,
) {
  const asked = hungry.map(({ topic, partition, nextOffset: offset }) => ({ topic, partition, offset }));
  const isAll = [...feeds.values()].every((feed) => feed.failure !== null || hungry.includes(feed));
  // One that is left out because it is full may be empty soon; where one is new, others will come.
  const isSettled = isAll && hungry.every(({ isNew }) => !isNew);
  const maxWaitMs = isSettled ? (patience.get(broker) ?? shortestWaitMs) : shortestWaitMs;
  const answer = yield* Effect.result(fetchRecords(cluster, broker, asked, { ...limits, maxWaitMs }));
  const before = hungry.reduce((sum, { nextOffset }) => sum + nextOffset, 0);
  for (const [index, feed] of hungry.entries()) {
    const { topic, partition, offset } = asked[index]!;
    // Somebody else's by now, or set back to another offset.
    if (feeds.get(keyOf(feed)) !== feed || feed.nextOffset !== offset) continue;
    const found =
      answer._tag === "Failure"
        ? answer.failure
        : digest(
            feed,
            answer.success.find((each) => each.topic === topic && each.partition === partition),
          );
    if (found !== null) yield* noteFailure(feed, found, sessionMs);
    else if (feed.nextOffset > offset) {
      // A broker fills its answer in the order of the question: who got something goes to the end.
      feeds.delete(keyOf(feed));
      feeds.set(keyOf(feed), feed);
    }
    feed.isNew = false;
    if (feed.records.length > 0 || feed.failure !== null) arrived(topic, partition).bump();
  }
  const isQuiet = isSettled && hungry.reduce((sum, { nextOffset }) => sum + nextOffset, 0) === before;
  patience.set(broker, isQuiet ? Math.min(longestWaitMs, 2 * maxWaitMs) : shortestWaitMs);
});

/** The partitions to fetch now, by the broker that leads them. */
const hungryByLeader = Effect.fnUntraced(function* (fetching: Fetching, now: number) {
  const { cluster, feeds, leaseOf, sessionMs, arrived } = fetching;
  const byLeader = new Map<Broker, Feed[]>();
  const inStoreBytes = [...feeds.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  for (const [key, feed] of Array.from(feeds)) {
    const { topic, partition } = feed;
    if (leaseOf(topic, partition)?.generation !== feed.generation) feeds.delete(key);
    else if (isHungry(feed, inStoreBytes) && feed.retryAt <= now) {
      const leader = yield* Effect.result(cluster.leader(topic, partition));
      if (leader._tag === "Failure") {
        yield* noteFailure(feed, leader.failure, sessionMs);
        if (feed.failure !== null) arrived(topic, partition).bump();
      } else byLeader.set(leader.success, [...(byLeader.get(leader.success) ?? []), feed]);
    }
  }
  return byLeader;
});

/** Fetches for ever, from all leaders side by side. */
const run = (fetching: Fetching, scope: Scope.Scope) =>
  Effect.gen(function* () {
    const { feeds, wanted, busy } = fetching;
    while (true) {
      const seen = wanted.version;
      const now = yield* Clock.currentTimeMillis;
      for (const [broker, hungry] of yield* hungryByLeader(fetching, now)) {
        if (busy.has(broker)) continue;
        busy.add(broker);
        const done = Effect.sync(() => {
          busy.delete(broker);
          wanted.bump();
        });
        yield* Effect.forkIn(Effect.ensuring(fetchFrom(fetching, broker, hungry), done), scope);
      }
      const later = [...feeds.values()].filter(({ failure, retryAt }) => failure === null && retryAt > now);
      const retryAt = Math.min(...later.map((feed) => feed.retryAt));
      const waiting = wanted.past(seen);
      yield* later.length === 0 ? waiting : Effect.timeoutOption(waiting, Math.max(1, retryAt - now));
    }
  });

const take = ({ feeds, wanted }: Fetching, lease: Lease, offset: number, maxRecords: number) => {
  const key = keyOf(lease);
  let feed = feeds.get(key);
  if (feed === undefined || feed.generation !== lease.generation || feed.headOffset !== offset) {
    feed = makeFeed(lease, offset);
    feeds.set(key, feed);
  }
  const records = takeFrom(feed, maxRecords);
  // What is before the place where it cannot go on is sound.
  if (records.length === 0 && feed.failure !== null) return Effect.fail(feed.failure);
  wanted.bump();
  return Effect.succeed({ records, endOffset: feed.endOffset });
};

/**
 * Fetches the partitions that are ours, once each was asked for, until the scope ends: one request per broker for all
 * of its partitions, of which only those are asked for that have room. Holds some 8 MiB of each, 64 MiB of all, and what
 * one answer brings (1 MiB of each as the brokers keep it, compressed).
 */
export const makePrefetch = (
  cluster: KafkaCluster,
  sessionMs: number,
  leaseOf: Fetching["leaseOf"],
): Effect.Effect<Prefetch, never, Scope.Scope> =>
  Effect.gen(function* () {
    const pulses = new Map<string, Pulse>();
    const arrived: Prefetch["arrived"] = (topic, partition) => {
      const key = keyOf({ topic, partition });
      const pulse = pulses.get(key) ?? makePulse();
      pulses.set(key, pulse);
      return pulse;
    };
    const fetching: Fetching = {
      cluster,
      sessionMs,
      leaseOf,
      feeds: new Map(),
      arrived,
      wanted: makePulse(),
      busy: new Set(),
      patience: new Map(),
    };
    const scope = yield* Effect.scope;
    yield* Effect.forkIn(run(fetching, scope), scope);
    return {
      arrived,
      take: (lease, offset, maxRecords) => Effect.suspend(() => take(fetching, lease, offset, maxRecords)),
    } satisfies Prefetch;
  });
