import { resolve } from "node:path";
import { allTopics, type Topic } from "@rapport/contracts/Topics";
import { Effect, Layer } from "effect";
import { makeByteBudget } from "./ByteBudget.ts";
import { checkPageSize } from "./checkpointPage.ts";
import { type Checkpoint, EventLog, EventLogError, type NewRecord, StaleOwner } from "./EventLog.ts";
import { consumeGroup } from "./group/consumeGroup.ts";
import { runExclusively } from "./group/exclusively.ts";
import type { GroupStore } from "./group/GroupStore.ts";
import { makePulse, type Pulse } from "./group/Pulse.ts";
import { defaultInFlightBytes, defaultSessionMs } from "./limits.ts";
import { decodeBatch, encodeRecords, OversizeRecord, type StoredBatch } from "./recordCodec.ts";
import type { GroupView } from "./sqlite/protocol.ts";
import type { PartitionReport } from "./sqlite/verifyFile.ts";
import { verifyInWorker } from "./sqlite/verifyInWorker.ts";
import { newMemberId } from "./sqlite/processIdentity.ts";
import { makeSharedBuffers } from "./sqlite/SharedBuffers.ts";
import { startWorker, type WorkerClient } from "./sqlite/WorkerClient.ts";

export interface SqliteEventLogOptions {
  /** Path of the database; its folder is made when missing. */
  readonly file: string;
  /** Default: `allTopics` of the contracts. */
  readonly topics?: ReadonlyArray<Topic>;
  /** A member of a group that is silent for so long loses its partitions. Default 10 s. */
  readonly sessionMs?: number;
  /** How often to look for what other processes wrote, while somebody waits for records. Default 50 ms. */
  readonly pollEveryMs?: number;
  /** Bytes on their way to the disk before `append` waits. Default 16 MiB. */
  readonly inFlightBytes?: number;
}

const recordsOf = (batches: ReadonlyArray<StoredBatch>, fromOffset: number, maxRecords: number) => {
  let left = maxRecords;
  return batches.flatMap((batch) => {
    const records = decodeBatch(batch, fromOffset, left);
    left -= records.length;
    return records;
  });
};

/** One pulse per partition; all of them together tell the worker whether anybody waits. */
const makePulses = (watch: (on: boolean) => void) => {
  const pulses = new Map<string, Pulse>();
  let pulsesWaitedFor = 0;
  const onWaiting = (anyone: boolean) => {
    pulsesWaitedFor += anyone ? 1 : -1;
    if (anyone && pulsesWaitedFor === 1) watch(true);
    if (!anyone && pulsesWaitedFor === 0) watch(false);
  };
  return {
    of: (topic: string, partition: number): Pulse => {
      const key = `${topic}/${partition}`;
      const pulse = pulses.get(key) ?? makePulse(onWaiting);
      pulses.set(key, pulse);
      return pulse;
    },
    regrouped: makePulse(onWaiting),
    bumpAll: () => {
      for (const pulse of pulses.values()) pulse.bump();
    },
  };
};

type Pulses = ReturnType<typeof makePulses>;

const groupStore = (client: WorkerClient, pulses: Pulses, sessionMs: number): GroupStore => {
  const followed = (view: GroupView) => {
    if (view.rebalanced) pulses.regrouped.bump();
    return view.leases;
  };
  return {
    sessionMs,
    newMemberId,
    beat: (member) => Effect.map(client.request("beat", member), followed),
    leases: (member) => Effect.map(client.request("leases", member), (view) => view.leases),
    leave: (member) => Effect.map(client.request("leave", member), followed),
    fetch: (query) =>
      Effect.map(client.request("fetch", query), ({ fromOffset, batches, committed, endOffset }) => ({
        records: recordsOf(batches, fromOffset, query.maxRecords),
        committed,
        endOffset,
      })),
    commit: (member, lease, offset, metadata) =>
      Effect.flatMap(client.request("commit", { member, lease, offset, metadata }), (outcome) =>
        outcome === "committed"
          ? Effect.void
          : Effect.fail(
              new StaleOwner({ group: member.group, topic: lease.topic, partition: lease.partition }),
            ),
      ),
    appended: pulses.of,
    regrouped: pulses.regrouped,
  };
};

const makeAppend = (
  client: WorkerClient,
  pulses: Pulses,
  topics: ReadonlyArray<Topic>,
  inFlightBytes: number,
): EventLog["Service"]["append"] => {
  const partitionsOf = new Map(topics.map((topic) => [topic.name, topic.partitions]));
  const budget = makeByteBudget(inFlightBytes);
  const buffers = makeSharedBuffers();
  const refusal = (detail: string) => new EventLogError({ operation: "append", detail, retriable: false });

  const send = Effect.fnUntraced(function* (
    topic: string,
    records: ReadonlyArray<NewRecord>,
    checkpoints: ReadonlyArray<Checkpoint>,
    weight: number,
  ) {
    const partitions = partitionsOf.get(topic);
    if (partitions === undefined) {
      return yield* refusal(`unknown topic "${topic}"; this log has ${[...partitionsOf.keys()].join(", ")}`);
    }
    const encoded = yield* Effect.try({
      try: () => encodeRecords(records, partitions, buffers.take),
      catch: (error) =>
        refusal(error instanceof OversizeRecord ? `${topic}: ${error.message}` : String(error)),
    });
    return yield* client.send("append", { topic, ...encoded, checkpoints }, () => {
      buffers.giveBack(encoded.buffer);
      budget.release(weight);
    });
  });

  return (topic, records, checkpoints = []) =>
    // From the admission to the sending nothing may interrupt, or the budget would never get its bytes back.
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const weight = records.reduce((sum, record) => sum + record.value.length + record.key.length + 8, 0);
        // Encoded only when admitted: what waits costs no second copy.
        yield* restore(budget.take(weight));
        const answer = yield* Effect.onError(send(topic, records, checkpoints, weight), () =>
          Effect.sync(() => budget.release(weight)),
        );
        const receipt = yield* restore(answer);
        for (const { partition } of receipt.partitions) pulses.of(topic, partition).bump();
        return receipt;
      }),
    );
};

const make = Effect.fnUntraced(function* (options: SqliteEventLogOptions) {
  const topics = options.topics ?? allTopics;
  const sessionMs = options.sessionMs ?? defaultSessionMs;
  let watch: (on: boolean) => void = () => undefined;
  const pulses = makePulses((on) => watch(on));
  const client = yield* startWorker(
    {
      file: resolve(options.file),
      topics: topics.map(({ name, partitions }) => ({ name, partitions })),
      sessionMs,
      pollEveryMs: options.pollEveryMs ?? 50,
    },
    () => {
      pulses.bumpAll();
      pulses.regrouped.bump();
    },
  );
  watch = client.watch;
  const store = groupStore(client, pulses, sessionMs);

  const append = makeAppend(client, pulses, topics, options.inFlightBytes ?? defaultInFlightBytes);

  return EventLog.of({
    append,
    checkpoints: (names) =>
      Effect.map(
        client.request("checkpoints", names),
        (found) => new Map(found.map(({ name, value }) => [name, value])),
      ),
    checkpointsAfter: (after, max) =>
      Effect.andThen(checkPageSize(max), client.request("checkpointsAfter", { after, max })),
    read: (topic, partition, offset, maxRecords) =>
      Effect.map(client.request("read", { topic, partition, offset, maxRecords }), (batches) =>
        recordsOf(batches, offset, maxRecords),
      ),
    endOffsets: (topic) => client.request("endOffsets", { topic }),
    committed: (group, topic) => client.request("committed", { group, topic }),
    consume: (consumeOptions, handle) => consumeGroup(store, consumeOptions, handle),
    exclusively: (name, work) => runExclusively(store, name, work),
  });
});

/**
 * The embedded log: one SQLite file (WAL, every commit synced), written and read by a thread of its own.
 * Several processes may append to and consume from the same file at the same time.
 */
export const SqliteEventLog = {
  /** Opens or creates the log. Fails with an `EventLogError` that says what to do when the file cannot be used. */
  layer: (options: SqliteEventLogOptions): Layer.Layer<EventLog, EventLogError> =>
    Layer.effect(EventLog, make(options)),
  /**
   * What each partition holds, every checksum and every seam checked; changes nothing and may run while others use
   * the log. Damage is reported, not failed with; an `EventLogError` means that the file is no readable event log.
   */
  verify: (file: string): Effect.Effect<ReadonlyArray<PartitionReport>, EventLogError> =>
    verifyInWorker(resolve(file)),
};
