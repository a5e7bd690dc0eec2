import { Clock, Deferred, Effect, type Exit, Random } from "effect";
import { type ConsumedBatch, type ConsumeOptions, EventLogError, StaleOwner } from "../EventLog.ts";
import type { Fetched, GroupStore, Lease, Member } from "./GroupStore.ts";
import { makePatience, type Patience, unlessOutOfReach } from "./patience.ts";
import { makePulse, type Pulse } from "./Pulse.ts";

/** A partition this member works on. `lost` ends it after the batch in hand; `signOfLifeAt` is null between batches. */
interface Running {
  readonly lease: Lease;
  lost: boolean;
  signOfLifeAt: number | null;
  readonly stop: Pulse;
}

interface Consumer<E, R> {
  readonly store: GroupStore;
  readonly member: Member;
  readonly maxRecords: number;
  readonly handle: (batch: ConsumedBatch) => Effect.Effect<void, E, R>;
  readonly running: Map<string, Running>;
  /** Pulses when a partition's work ended, so that a newer lease of it may start. */
  readonly ended: Pulse;
  readonly patience: Patience;
}

const refusal = (operation: string, detail: string) =>
  Effect.fail(new EventLogError({ operation, detail, retriable: false }));

const keyOf = (lease: Lease) => `${lease.topic}/${lease.partition}`;

const batchOf = <E, R>(
  consumer: Consumer<E, R>,
  running: Running,
  fetched: Omit<ConsumedBatch, "topic" | "partition" | "commit" | "heartbeat">,
): ConsumedBatch => {
  const { store, member } = consumer;
  const { lease } = running;
  const alive = Effect.map(Clock.currentTimeMillis, (now) => {
    running.signOfLifeAt = now;
  });
  const stale = new StaleOwner({ group: member.group, topic: lease.topic, partition: lease.partition });
  return {
    ...fetched,
    topic: lease.topic,
    partition: lease.partition,
    commit: (offset, metadata = "") =>
      Number.isSafeInteger(offset) && offset >= 0
        ? Effect.andThen(alive, store.commit(member, lease, offset, metadata))
        : refusal("commit", `an offset is a whole number from 0 up, not ${offset}`),
    heartbeat: Effect.gen(function* () {
      yield* alive;
      const mine = yield* consumer.patience(store.beat(member));
      // Out of reach for now: whether it is still ours, the commit will tell.
      const still =
        mine === null ||
        mine.some((own) => keyOf(own) === keyOf(lease) && own.generation === lease.generation);
      if (!still) return yield* stale;
    }),
  };
};

/** Batch after batch of one partition until the lease is lost. */
const workPartition = Effect.fnUntraced(function* <E, R>(consumer: Consumer<E, R>, running: Running) {
  const { store, member } = consumer;
  const { topic, partition } = running.lease;
  const appended = store.appended(topic, partition);
  let position: number | null = null;
  while (!running.lost) {
    const seen = appended.version;
    const fetched: Fetched = yield* store.fetch({
      group: member.group,
      topic,
      partition,
      offset: position,
      maxRecords: consumer.maxRecords,
    });
    position ??= fetched.committed.offset;
    const last = fetched.records.at(-1);
    if (last === undefined) {
      yield* Effect.raceFirst(appended.past(seen), running.stop.past(0));
      continue;
    }
    // The lease may have gone while we fetched; a fetch proves nothing about ownership, only a commit does.
    if (running.lost) return;
    running.signOfLifeAt = yield* Clock.currentTimeMillis;
    const stale = yield* consumer.handle(batchOf(consumer, running, fetched)).pipe(
      Effect.as(false),
      Effect.catch((error) =>
        error instanceof StaleOwner ? Effect.succeed(true) : Effect.fail(error as Exclude<E, StaleOwner>),
      ),
    );
    running.signOfLifeAt = null;
    if (stale) return;
    position = last.offset + 1;
  }
});

/** Starts what is newly ours, tells what is not to stop. */
const followLeases = <E, R, E2>(
  consumer: Consumer<E, R>,
  leases: ReadonlyArray<Lease>,
  start: (running: Running) => Effect.Effect<void, E2, R>,
) =>
  Effect.gen(function* () {
    const mine = new Map(leases.map((lease) => [keyOf(lease), lease]));
    for (const [key, running] of consumer.running) {
      if (mine.get(key)?.generation === running.lease.generation) continue;
      running.lost = true;
      running.stop.bump();
    }
    for (const [key, lease] of mine) {
      // An older lease's batch may still be in hand: one at a time per partition, so wait until it ended.
      if (consumer.running.has(key)) continue;
      const running: Running = { lease, lost: false, signOfLifeAt: null, stop: makePulse() };
      consumer.running.set(key, running);
      yield* start(running);
    }
  });

/** A handler that has been silent for a whole session is stuck: then the member must not be kept alive for it. */
const isStuck = <E, R>(consumer: Consumer<E, R>, now: number) =>
  [...consumer.running.values()].some(
    ({ signOfLifeAt }) => signOfLifeAt !== null && now - signOfLifeAt > consumer.store.sessionMs,
  );

const followGroup = <E, R, E2>(
  consumer: Consumer<E, R>,
  start: (running: Running) => Effect.Effect<void, E2, R>,
) =>
  Effect.gen(function* () {
    const { store, member, ended, patience } = consumer;
    const beatEveryMs = store.sessionMs / 4;
    let beatDueAt = 0;
    while (true) {
      const seen = { regrouped: store.regrouped.version, ended: ended.version };
      const now = yield* Clock.currentTimeMillis;
      const due = now >= beatDueAt;
      if (due) beatDueAt = now + beatEveryMs;
      const beatNow = due && !isStuck(consumer, now);
      const leases = yield* beatNow ? patience(store.beat(member)) : unlessOutOfReach(store.leases(member));
      if (leases !== null) yield* followLeases(consumer, leases, start);
      else beatDueAt = now + Math.ceil((yield* Random.nextBetween(0.5, 1)) * Math.min(1000, beatEveryMs));
      yield* Effect.raceFirst(store.regrouped.past(seen.regrouped), ended.past(seen.ended)).pipe(
        Effect.timeoutOption(Math.max(1, beatDueAt - now)),
      );
    }
  });

/**
 * The consumer loop of adapters that keep groups themselves; see `EventLog.consume` for what it promises.
 *
 * Partitions are worked side by side, each one batch at a time. The member gives signs of life by itself every
 * quarter of the session time, unless a handler has neither ended nor called `heartbeat` or `commit` for a whole
 * session: a stuck handler loses its partitions, a slow one that heartbeats does not. A lost lease does not
 * interrupt the batch in hand: its commit fails with `StaleOwner`. When `consume` ends, the member leaves at once.
 */
export const consumeGroup = <E, R>(
  store: GroupStore,
  options: ConsumeOptions,
  handle: (batch: ConsumedBatch) => Effect.Effect<void, E, R>,
): Effect.Effect<never, Exclude<E, StaleOwner> | EventLogError, R> =>
  Effect.scoped(
    Effect.gen(function* () {
      if (!Number.isSafeInteger(options.maxRecords) || options.maxRecords < 1) {
        return yield* refusal(
          "consume",
          `maxRecords must be a whole number from 1 up, not ${options.maxRecords}`,
        );
      }
      const id = yield* Effect.sync(store.newMemberId);
      const member: Member = { group: options.group, id, topics: options.topics };
      const consumer: Consumer<E, R> = {
        store,
        member,
        maxRecords: options.maxRecords,
        handle,
        running: new Map(),
        ended: makePulse(),
        patience: makePatience(store.sessionMs),
      };
      const failed = yield* Deferred.make<never, Exclude<E, StaleOwner> | EventLogError>();
      // Fails when the log was closed first, and then it has left for us; or its session runs out.
      yield* Effect.addFinalizer(() => Effect.ignore(store.leave(member)));
      const scope = yield* Effect.scope;
      const start = (running: Running) =>
        workPartition(consumer, running).pipe(
          Effect.onExit((exit: Exit.Exit<void, Exclude<E, StaleOwner> | EventLogError>) =>
            Effect.gen(function* () {
              consumer.running.delete(keyOf(running.lease));
              consumer.ended.bump();
              if (exit._tag === "Failure") yield* Deferred.failCause(failed, exit.cause);
            }),
          ),
          Effect.forkIn(scope),
          Effect.asVoid,
        );
      return yield* Effect.raceFirst(Deferred.await(failed), followGroup(consumer, start));
    }),
  );
