import { Effect, Layer } from "effect";
import { topics } from "@rapport/contracts/Topics";
import { checkpointNames } from "@rapport/projector/Checkpoints";
import { type ConsumedBatch, EventLog } from "@rapport/event-log/EventLog";
import type { Lease, Member } from "@rapport/event-log/group/GroupStore";
import { MemoryEventLog, type MemoryStorage } from "@rapport/event-log/MemoryEventLog";
import type { Bugs } from "./bugs.ts";
import type { History } from "./History.ts";
import { oneAwait, type Faults, type Life, logFailure, strikes } from "./Life.ts";

export const sessionMs = 600;

/** The group keeping of a process that may be dead (it cannot leave) or paused (it gives no sign of life). */
const groupsOf = (storage: MemoryStorage, life: Life, bugs: Bugs): MemoryStorage["groups"] => {
  const { groups } = storage;
  // A process that is stopped believes what it knew before, and acts on it when it goes on.
  const believed = new Map<Member, Lease[]>();
  return {
    ...groups,
    leases: (member) => {
      const leases = (life.pausedUntil > 0 ? believed.get(member) : undefined) ?? groups.leases(member);
      believed.set(member, leases);
      return leases;
    },
    beat: (member, ms, now) => {
      bugs.members.add(member);
      return life.dead || life.pausedUntil > now ? false : groups.beat(member, ms, now);
    },
    leave: (member, now) => (life.dead ? false : groups.leave(member, now)),
    commit: (member, lease, offset, metadata) => {
      if (life.dead) return false;
      if (groups.commit(member, lease, offset, metadata)) return true;
      return bugs.acceptsStaleCommits && bugs.forceCommit(groups, lease, offset, metadata);
    },
  };
};

/** A batch whose commits fail, hang and are recorded, as the bugs want it. */
const faultyBatch = (
  batch: ConsumedBatch,
  faults: Faults,
  life: Life,
  history: History,
  bugs: Bugs,
): ConsumedBatch => ({
  ...batch,
  commit: (offset, metadata = "") => {
    const isIntent = metadata !== "";
    const [to, what] =
      bugs.commitsBeforeInsert && isIntent ? [Number(metadata.split(",")[0]) + 1, ""] : [offset, metadata];
    const commit = Effect.tap(batch.commit(to, what), () =>
      Effect.sync(() => history.commit(life.name, batch.topic, batch.partition, to)),
    );
    return oneAwait(faults, life, isIntent ? "intent" : "commit", logFailure("commit"), commit);
  },
  heartbeat: oneAwait(faults, life, "heartbeat", logFailure("heartbeat"), batch.heartbeat),
});

const part = (batch: ConsumedBatch, from: number, to?: number): ConsumedBatch => ({
  ...batch,
  records: batch.records.slice(from, to),
});

/** How a batch really arrives: cut anywhere, repeated, with its halves swapped, or only its later half. */
const deliveries = (batch: ConsumedBatch, faults: Faults): ReadonlyArray<ConsumedBatch> => {
  const { random, rates } = faults;
  const middle = random.int(1, Math.max(1, batch.records.length - 1));
  const whole = batch.records.length < 2;
  if (strikes(faults, rates.deliver)) return [batch, batch];
  if (strikes(faults, rates.deliver) && !whole) return [part(batch, 0, middle), part(batch, middle)];
  if (strikes(faults, rates.deliver) && !whole) return [part(batch, middle), part(batch, 0, middle)];
  if (strikes(faults, rates.deliver) && !whole) return [part(batch, 0, middle)];
  return [batch];
};

/** The log as one process sees it: the memory log on shared storage, with every await at the mercy of chance. */
export const layerSimulatedLog = (
  storage: MemoryStorage,
  faults: Faults,
  life: Life,
  history: History,
  bugs: Bugs,
): Layer.Layer<EventLog> => {
  const inner = MemoryEventLog.layer({
    storage: { ...storage, groups: groupsOf(storage, life, bugs) },
    sessionMs,
  });
  const wrap = (log: EventLog["Service"]): EventLog["Service"] => {
    const on = <A, E, R>(at: string, effect: Effect.Effect<A, E, R>) =>
      oneAwait<A, E, R>(faults, life, at, logFailure(at) as unknown as () => E, effect);
    return {
      append: (topic, records, checkpoints) =>
        bugs.dropsDeadLetters && topic === topics.deadLetters.name
          ? Effect.succeed({ partitions: [] })
          : on("append", log.append(topic, records, checkpoints)),
      checkpoints: (names) =>
        on(
          "checkpoints",
          log.checkpoints(bugs.overlooksHolds ? names.filter((n) => n !== checkpointNames.hold) : names),
        ),
      checkpointsAfter: (after, max) => on("checkpointsAfter", log.checkpointsAfter(after, max)),
      read: (topic, partition, offset, max) => on("read", log.read(topic, partition, offset, max)),
      endOffsets: (topic) => log.endOffsets(topic),
      committed: (group, topic) =>
        Effect.map(log.committed(group, topic), (offsets) =>
          bugs.overlooksIntents ? offsets.map((offset) => ({ ...offset, metadata: "" })) : offsets,
        ),
      exclusively: (name, work) => log.exclusively(name, work),
      consume: (options, handle) =>
        log.consume(options, (batch) =>
          Effect.forEach(
            bugs.goesDeaf && batch.topic === topics.directory.name ? [] : deliveries(batch, faults),
            (delivered) => handle(faultyBatch(delivered, faults, life, history, bugs)),
            { discard: true },
          ),
        ),
    };
  };
  return Layer.effect(EventLog, Effect.map(EventLog, wrap)).pipe(Layer.provide(inner));
};
