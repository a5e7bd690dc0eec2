import { Clock, Effect, Random, type Scope, Semaphore } from "effect";
import { EventLogError, type GroupOffset, StaleOwner } from "../../EventLog.ts";
import type { Fetched, FetchQuery, GroupStore, Lease } from "../../group/GroupStore.ts";
import { KafkaFailure, toEventLogError } from "../KafkaFailure.ts";
import { reactionTo } from "./groupCodes.ts";
import { makeMembership, type Membership, type MembershipOptions } from "./Membership.ts";
import type { OwnLease } from "./MemberState.ts";
import { makePrefetch, type Prefetch } from "./Prefetch.ts";

/** Waits before the `attempt`th try again (from 0): 50 ms to a second, doubling, of that somewhere in the upper half. */
const backOff = (attempt: number) =>
  Effect.flatMap(Random.nextBetween(0.5, 1), (share) =>
    Effect.sleep(share * Math.min(1000, 50 * 2 ** attempt)),
  );

/** Where the group stands in the partitions that we own and have not asked about yet, in one request. */
const askPositions = (membership: Membership, nameOf: (topic: string) => string) =>
  Effect.gen(function* () {
    const unknown = membership.leases().filter(({ position }) => position === null);
    if (unknown.length === 0) return;
    const topics = [...Map.groupBy(unknown, ({ topic }) => nameOf(topic))].map(([topic, leases]) => ({
      topic,
      partitions: leases.map(({ partition }) => ({ partition })),
    }));
    const { responses } = yield* membership.ask((broker, { groupId }) =>
      broker.offsetFetch({ groupId, topics }),
    );
    const found = new Map(
      responses.flatMap(({ topic, partitions }) =>
        partitions.map((position) => [`${topic}/${position.partition}`, position]),
      ),
    );
    for (const lease of unknown) {
      const position = found.get(`${nameOf(lease.topic)}/${lease.partition}`);
      if (position === undefined) continue;
      // -1: the group has never committed here.
      const offset = Math.max(0, Number(position.offset));
      lease.position ??= { partition: lease.partition, offset, metadata: position.metadata ?? "" };
    }
  });

/** Tries again what may pass, as long as the lease is ours, up to two session times; null when it is not ours. */
const positionOf = Effect.fnUntraced(function* (
  membership: Membership,
  askUnknown: Effect.Effect<void, KafkaFailure>,
  lease: OwnLease,
  sessionMs: number,
) {
  const giveUpAt = (yield* Clock.currentTimeMillis) + 2 * sessionMs;
  for (let attempt = 0; membership.leaseOf(lease.topic, lease.partition) === lease; attempt++) {
    if (lease.position !== null) return lease.position;
    const asked = yield* Effect.result(askUnknown);
    if (asked._tag === "Success") continue;
    const isLate = (yield* Clock.currentTimeMillis) > giveUpAt;
    if (!asked.failure.retriable || isLate) return yield* asked.failure;
    yield* backOff(attempt);
  }
  return null;
});

/** How many commits may be refused in a row because the coordinator had given us up before them. */
const maxRefusals = 5;

const leaseLost = (group: string) =>
  new KafkaFailure({ code: "ILLEGAL_GENERATION", retriable: true, detail: `the group ${group} moved on` });

const refusedTooOften = (group: string) =>
  new EventLogError({
    operation: "commit",
    detail: `the coordinator of the group ${group} gave this member up before each of its last ${maxRefusals} commits: batches take longer than the session, without a sign of life in between`,
    retriable: false,
  });

/**
 * Sends the commit in the name of the present generation while the lease is ours, over rebalances and a coordinator that
 * moves; up to two session times.
 */
const makeCommit = (options: MembershipOptions, membership: Membership): GroupStore["commit"] => {
  let refusals = 0;
  return Effect.fnUntraced(function* (member, lease, offset, metadata) {
    const { topic, partition } = lease;
    const stale = new StaleOwner({ group: member.group, topic, partition });
    const topics = [
      { topic: options.cluster.nameOf(topic), partitions: [{ partition, offset: String(offset), metadata }] },
    ];
    const isOurs = () => membership.leaseOf(topic, partition)?.generation === lease.generation;
    // Finding the coordinator takes time, in which a rebalance may end: then the identity is that of the generation
    // after it, in which the lease is not ours any more, and the coordinator would take the commit.
    const send = membership.ask((broker, identity) =>
      isOurs() ? broker.offsetCommit({ ...identity, topics }) : Promise.reject(leaseLost(options.group)),
    );
    const giveUpAt = (yield* Clock.currentTimeMillis) + 2 * options.sessionMs;
    for (let attempt = 0; ; attempt++) {
      const own = membership.leaseOf(topic, partition);
      if (own?.generation !== lease.generation) return yield* stale;
      const sentIn = membership.generation();
      const sent = yield* Effect.result(send);
      if (sent._tag === "Success") {
        refusals = 0;
        own.position = { partition, offset, metadata };
        return;
      }
      const reaction = reactionTo(sent.failure);
      if (reaction === "expelled") {
        // Another of our commits may have been told first.
        if (membership.generation() !== sentIn) return yield* stale;
        membership.expelled();
        return yield* ++refusals < maxRefusals ? stale : refusedTooOften(options.group);
      }
      const isLate = (yield* Clock.currentTimeMillis) > giveUpAt;
      if (!sent.failure.retriable || isLate) return yield* toEventLogError("commit")(sent.failure);
      if (reaction === "rejoin") {
        // Whether the lease outlives the rebalance is known when it is over.
        if (membership.generation() !== sentIn) continue;
        if ((yield* Effect.result(membership.rejoin))._tag === "Success") continue;
      }
      yield* backOff(attempt);
    }
  });
};

const nothing = (partition: number): Fetched => ({
  records: [],
  committed: { partition, offset: 0, metadata: "" } satisfies GroupOffset,
  endOffset: 0,
});

const makeFetch = (options: MembershipOptions, membership: Membership, prefetch: Prefetch) => {
  // One partition asks for all that are unknown; the others wait for the answer.
  const askUnknown = Semaphore.makeUnsafe(1).withPermits(1)(askPositions(membership, options.cluster.nameOf));
  return ({ topic, partition, offset, maxRecords }: FetchQuery): Effect.Effect<Fetched, EventLogError> =>
    Effect.gen(function* () {
      const lease = membership.leaseOf(topic, partition);
      if (lease === undefined) return nothing(partition);
      const position = yield* Effect.mapError(
        positionOf(membership, askUnknown, lease, options.sessionMs),
        toEventLogError("consume"),
      );
      if (position === null) return nothing(partition);
      const { records, endOffset } = yield* prefetch.take(lease, offset ?? position.offset, maxRecords);
      return { records, committed: position, endOffset };
    });
};

/**
 * The group and the records of one member, as the consumer loop wants them; for one member only, and until the scope
 * ends. Commits are fenced by the coordinator: they carry the generation, which is the present one as long as the lease
 * was ours in every generation since (see ADR 11).
 */
export const makeKafkaMember = (options: MembershipOptions): Effect.Effect<GroupStore, never, Scope.Scope> =>
  Effect.gen(function* () {
    const membership = yield* makeMembership(options);
    const prefetch = yield* makePrefetch(options.cluster, options.sessionMs, membership.leaseOf);
    const told = (): Effect.Effect<ReadonlyArray<Lease>, EventLogError> => {
      const failure = membership.lastFailure();
      return failure === null
        ? Effect.succeed(membership.leases())
        : Effect.fail(toEventLogError("consume")(failure));
    };
    return {
      sessionMs: options.sessionMs,
      newMemberId: () => crypto.randomUUID(),
      beat: () =>
        Effect.andThen(Effect.mapError(membership.beat, toEventLogError("consume")), Effect.suspend(told)),
      leases: () => Effect.suspend(told),
      leave: () =>
        membership.leave.pipe(
          Effect.mapError(toEventLogError("leave")),
          Effect.timeoutOrElse({ duration: Math.min(options.sessionMs, 3000), orElse: () => Effect.void }),
        ),
      fetch: makeFetch(options, membership, prefetch),
      commit: makeCommit(options, membership),
      appended: prefetch.arrived,
      regrouped: membership.regrouped,
    };
  });
