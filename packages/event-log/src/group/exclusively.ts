import { Clock, Effect } from "effect";
import { EventLogError, StaleOwner } from "../EventLog.ts";
import { exclusiveTopic, type GroupStore, type Lease, type Member } from "./GroupStore.ts";
import { makePatience, unlessOutOfReach } from "./patience.ts";

/** The group whose only partition is the right to do work of that name. */
export const exclusiveGroup = (name: string): string => `exclusive.${name}`;

interface Hold {
  readonly lease: Lease;
  /** When the last sign of life was sent that the store took, UTC ms. */
  readonly aliveAt: number;
}

/** Signs of life every quarter of a session, until the partition is ours. */
const awaitHold = Effect.fnUntraced(function* (store: GroupStore, member: Member) {
  const beatEveryMs = store.sessionMs / 4;
  const patience = makePatience(store.sessionMs);
  let aliveAt = Number.NEGATIVE_INFINITY;
  while (true) {
    const seen = store.regrouped.version;
    const now = yield* Clock.currentTimeMillis;
    const due = now >= aliveAt + beatEveryMs;
    if (due) aliveAt = now;
    const leases = yield* due ? patience(store.beat(member)) : unlessOutOfReach(store.leases(member));
    const lease = leases?.[0];
    if (lease !== undefined) return { lease, aliveAt } satisfies Hold;
    yield* Effect.timeoutOption(store.regrouped.past(seen), Math.max(1, aliveAt + beatEveryMs - now));
  }
});

/** Of a session: what is left of it is for the work to be interrupted in, before another may begin. */
const holdShare = 0.9;

/**
 * Ends, with `StaleOwner`, only when the partition is not ours any more, or when for nearly a session no sign of life
 * was taken: soon another may have it, whoever we could ask. That includes a process that was stopped.
 */
const keepHold = Effect.fnUntraced(function* (store: GroupStore, member: Member, hold: Hold) {
  const { sessionMs, regrouped } = store;
  const { topic, partition, generation } = hold.lease;
  const stale = new StaleOwner({ group: member.group, topic, partition });
  const holdMs = sessionMs * holdShare;
  let endsAt = hold.aliveAt + holdMs;
  let beatDueAt = hold.aliveAt + sessionMs / 4;
  while (true) {
    const seen = regrouped.version;
    const now = yield* Clock.currentTimeMillis;
    if (now >= endsAt) return yield* stale;
    const due = now >= beatDueAt;
    const mine = yield* unlessOutOfReach(due ? store.beat(member) : store.leases(member)).pipe(
      Effect.timeoutOrElse({ duration: endsAt - now, orElse: () => Effect.succeed(null) }),
    );
    if (mine !== null && !mine.some((lease) => lease.generation === generation)) return yield* stale;
    if (due && mine !== null) endsAt = now + holdMs;
    if (due) beatDueAt = now + (mine === null ? sessionMs / 20 : sessionMs / 4);
    const waitMs = Math.min(beatDueAt, endsAt) - (yield* Clock.currentTimeMillis);
    if (waitMs > 0) yield* Effect.timeoutOption(regrouped.past(seen), Math.max(1, waitMs));
  }
});

/** What `EventLog.exclusively` promises, over any adapter that keeps groups. */
export const runExclusively = <A, E, R>(
  store: GroupStore,
  name: string,
  work: Effect.Effect<A, E, R>,
): Effect.Effect<A, E | EventLogError | StaleOwner, R> =>
  Effect.suspend(() => {
    const member: Member = { group: exclusiveGroup(name), id: store.newMemberId(), topics: [exclusiveTopic] };
    return awaitHold(store, member).pipe(
      Effect.flatMap((hold) => Effect.raceFirst(work, keepHold(store, member, hold))),
      // Fails when the log was closed first, and then it has left for us; or its session runs out.
      Effect.ensuring(Effect.ignore(store.leave(member))),
    );
  });
