import { allTopics, type Topic } from "@rapport/contracts/Topics";
import { Clock, Duration, Effect, Layer } from "effect";
import { makeByteBudget } from "./ByteBudget.ts";
import { checkPageSize, pageOf } from "./checkpointPage.ts";
import { EventLog, EventLogError, type GroupOffset, type LogRecord, StaleOwner } from "./EventLog.ts";
import { consumeGroup } from "./group/consumeGroup.ts";
import { runExclusively } from "./group/exclusively.ts";
import { makeMemoryGroups, type MemoryGroups } from "./group/MemoryGroups.ts";
import { exclusiveTopic, type GroupStore } from "./group/GroupStore.ts";
import { makePulse, type Pulse } from "./group/Pulse.ts";
import { defaultInFlightBytes, defaultSessionMs, maxReadBytes } from "./limits.ts";
import { decodeBatch, encodeRecords, OversizeRecord } from "./recordCodec.ts";

export interface MemoryEventLogOptions {
  /** Default: `allTopics` of the contracts. */
  readonly topics?: ReadonlyArray<Topic>;
  /** A member of a group that is silent for so long loses its partitions. Default 10 s. */
  readonly sessionMs?: number;
  /** How long an append takes to become durable, for simulations. Default 0. */
  readonly appendDelay?: Duration.Input;
  /** Bytes of appends under way before `append` waits. Default 16 MiB. */
  readonly inFlightBytes?: number;
  /** What outlives the layer, as a file would: give the same storage to a second layer to restart on it. */
  readonly storage?: MemoryStorage;
}

/** Everything that a log on disk would keep. Opaque; make it with `MemoryEventLog.makeStorage`. */
export interface MemoryStorage {
  readonly partitions: Map<string, LogRecord[]>;
  readonly checkpoints: Map<string, string>;
  readonly groups: MemoryGroups;
  /** Shared by all layers on this storage, so that they see each other's appends at once. */
  readonly pulses: Map<string, Pulse>;
  readonly regrouped: Pulse;
}

const makeStorage = (): MemoryStorage => ({
  partitions: new Map(),
  checkpoints: new Map(),
  groups: makeMemoryGroups(),
  pulses: new Map(),
  regrouped: makePulse(),
});

const failure = (operation: string, detail: string) =>
  new EventLogError({ operation, detail, retriable: false });

/** At most `maxRecords` and 8 MiB (or one record) of a partition. */
const slice = (records: ReadonlyArray<LogRecord>, offset: number, maxRecords: number): LogRecord[] => {
  const found: LogRecord[] = [];
  let bytes = 0;
  for (let at = Math.max(0, offset); at < records.length && found.length < maxRecords; at++) {
    const record = records[at]!;
    bytes += record.value.length;
    if (found.length > 0 && bytes > maxReadBytes) break;
    // A copy: what a reader does to its bytes must not reach the log.
    found.push({ ...record, value: record.value.slice() });
  }
  return found;
};

const accessTo = (storage: MemoryStorage, topics: ReadonlyArray<Topic>) => {
  const known = new Map(topics.map((topic) => [topic.name, topic.partitions]));
  const keep = <A>(map: Map<string, A>, key: string, fresh: () => A): A => {
    const value = map.get(key) ?? fresh();
    map.set(key, value);
    return value;
  };
  const partitions = (operation: string, topic: string) => {
    const count = known.get(topic);
    return count === undefined
      ? Effect.fail(
          failure(operation, `unknown topic "${topic}"; this log has ${[...known.keys()].join(", ")}`),
        )
      : Effect.succeed(count);
  };
  return {
    partitions,
    partition: Effect.fnUntraced(function* (operation: string, topic: string, partition: number) {
      const count = yield* partitions(operation, topic);
      if (!Number.isInteger(partition) || partition < 0 || partition >= count) {
        return yield* failure(operation, `topic ${topic} has partitions 0 to ${count - 1}, not ${partition}`);
      }
      return keep(storage.partitions, `${topic}/${partition}`, () => []);
    }),
    records: (topic: string, partition: number) =>
      keep(storage.partitions, `${topic}/${partition}`, () => []),
    pulse: (topic: string, partition: number) =>
      keep(storage.pulses, `${topic}/${partition}`, () => makePulse()),
  };
};

type Access = ReturnType<typeof accessTo>;

const makeAppend = (storage: MemoryStorage, access: Access, options: MemoryEventLogOptions) => {
  const budget = makeByteBudget(options.inFlightBytes ?? defaultInFlightBytes);
  const delay = Duration.fromInputUnsafe(options.appendDelay ?? 0);

  const append: EventLog["Service"]["append"] = Effect.fnUntraced(function* (
    topic,
    records,
    checkpoints = [],
  ) {
    const partitions = yield* access.partitions("append", topic);
    const encoded = yield* Effect.try({
      try: () => encodeRecords(records, partitions, (bytes) => new ArrayBuffer(bytes)),
      catch: (error) =>
        failure("append", error instanceof OversizeRecord ? `${topic}: ${error.message}` : String(error)),
    });
    const weight = encoded.bytes;
    const apply = Effect.gen(function* () {
      const appendedAt = yield* Clock.currentTimeMillis;
      const receipt = new Map<number, { partition: number; firstOffset: number; count: number }>();
      const bytes = new Uint8Array(encoded.buffer);
      for (const { partition, count, start, end } of encoded.chunks) {
        const into = access.records(topic, partition);
        const entry = receipt.get(partition);
        if (entry === undefined) receipt.set(partition, { partition, firstOffset: into.length, count });
        else entry.count += count;
        const batch = { firstOffset: into.length, count, appendedAt, data: bytes.subarray(start, end) };
        for (const record of decodeBatch(batch, 0, count)) into.push(record);
      }
      for (const { name, value } of checkpoints) storage.checkpoints.set(name, value);
      for (const partition of receipt.keys()) access.pulse(topic, partition).bump();
      return { partitions: [...receipt.values()].toSorted((a, b) => a.partition - b.partition) };
    });
    const waited = Duration.isZero(delay) ? Effect.void : Effect.sleep(delay);
    return yield* Effect.uninterruptibleMask((restore) =>
      Effect.andThen(
        restore(budget.take(weight)),
        Effect.ensuring(
          restore(Effect.andThen(waited, apply)),
          Effect.sync(() => budget.release(weight)),
        ),
      ),
    );
  });
  return append;
};

const groupStore = (storage: MemoryStorage, access: Access, sessionMs: number): GroupStore => {
  const { groups, regrouped } = storage;
  const followed = (rebalanced: boolean) => {
    if (rebalanced) regrouped.bump();
  };
  return {
    sessionMs,
    newMemberId: () => crypto.randomUUID(),
    regrouped,
    appended: access.pulse,
    beat: Effect.fnUntraced(function* (member) {
      const now = yield* Clock.currentTimeMillis;
      for (const topic of member.topics) {
        const count = topic === exclusiveTopic ? 1 : yield* access.partitions("consume", topic);
        groups.declare(member.group, topic, count);
      }
      followed(groups.beat(member, sessionMs, now));
      return groups.leases(member);
    }),
    leases: (member) => Effect.sync(() => groups.leases(member)),
    leave: (member) => Effect.map(Clock.currentTimeMillis, (now) => followed(groups.leave(member, now))),
    fetch: Effect.fnUntraced(function* (query) {
      const records = yield* access.partition("fetch", query.topic, query.partition);
      const committed = groups.committed(query.group, query.topic, query.partition);
      const found = slice(records, query.offset ?? committed.offset, query.maxRecords);
      return { records: found, committed, endOffset: records.length };
    }),
    commit: (member, lease, offset, metadata) =>
      Effect.suspend(() =>
        groups.commit(member, lease, offset, metadata)
          ? Effect.void
          : Effect.fail(
              new StaleOwner({ group: member.group, topic: lease.topic, partition: lease.partition }),
            ),
      ),
  };
};

const make = (options: MemoryEventLogOptions): EventLog["Service"] => {
  const storage = options.storage ?? makeStorage();
  const access = accessTo(storage, options.topics ?? allTopics);
  const store = groupStore(storage, access, options.sessionMs ?? defaultSessionMs);
  const each = <A>(operation: string, topic: string, of: (partition: number) => A) =>
    Effect.map(access.partitions(operation, topic), (count) =>
      Array.from({ length: count }, (_, index) => of(index)),
    );
  return EventLog.of({
    append: makeAppend(storage, access, options),
    checkpoints: (names) =>
      Effect.sync(
        () =>
          new Map(
            names.flatMap((name) => {
              const value = storage.checkpoints.get(name);
              return value === undefined ? [] : [[name, value] as const];
            }),
          ),
      ),
    checkpointsAfter: (after, max) =>
      Effect.map(checkPageSize(max), () => pageOf(storage.checkpoints, after, max)),
    read: (topic, partition, offset, maxRecords) =>
      Effect.map(access.partition("read", topic, partition), (records) => slice(records, offset, maxRecords)),
    endOffsets: (topic) => each("endOffsets", topic, (partition) => access.records(topic, partition).length),
    committed: (group, topic) =>
      each("committed", topic, (partition): GroupOffset => storage.groups.committed(group, topic, partition)),
    consume: (consumeOptions, handle) => consumeGroup(store, consumeOptions, handle),
    exclusively: (name, work) => runExclusively(store, name, work),
  });
};

/**
 * The log in memory: the same promises as on disk, until the storage is dropped. For tests and simulations; it goes
 * by Effect's clock alone, so it runs under `TestClock`.
 */
export const MemoryEventLog = {
  layer: (options: MemoryEventLogOptions = {}): Layer.Layer<EventLog> =>
    Layer.sync(EventLog, () => make(options)),
  makeStorage,
};
