import { Effect } from "effect";
import { EventLogError, type LogRecord } from "../EventLog.ts";
import { maxReadBytes } from "../limits.ts";
import { fetchRecords } from "./fetchRecords.ts";
import type { KafkaCluster } from "./KafkaCluster.ts";
import { KafkaFailure, toEventLogError } from "./KafkaFailure.ts";
import type { FetchLimits } from "./protocol/fetch.ts";
import { retrying } from "./retrying.ts";

/**
 * Compressed bytes of one fetch: for a replay about a `read` of 8 MiB, for one that wants a record or two not much more
 * than its batch, which comes in any case.
 */
const limitsFor = (maxRecords: number): FetchLimits => {
  const maxBytes = Math.max(16 * 1024, Math.min(1024 * 1024, maxRecords * 1024));
  return { maxWaitMs: 100, maxBytes, maxPartitionBytes: maxBytes };
};

/** Partitions whose last fetch is kept in part. */
const maxKept = 4;

const earliest = -2;
const latest = -1;

/** An offset of every partition: `latest` is the next one after what all replicas in sync have. */
const listOffsets = (cluster: KafkaCluster, topic: string, partitions: number, timestamp: number) =>
  Effect.forEach(
    Array.from({ length: partitions }, (_, partition) => partition),
    (partition) =>
      Effect.gen(function* () {
        const leader = yield* cluster.leader(topic, partition);
        const request = {
          replicaId: -1,
          isolationLevel: 0,
          topics: [{ topic: cluster.nameOf(topic), partitions: [{ partition, timestamp }] }],
        } as const;
        const { responses } = yield* cluster.call(leader, (broker) => broker.listOffsets(request));
        return Number(responses[0]?.partitions[0]?.offset);
      }),
    { concurrency: "unbounded" },
  );

/** At most `maxRecords` and 8 MiB (or one record) from the start. */
const cut = (records: ReadonlyArray<LogRecord>, maxRecords: number): number => {
  let bytes = 0;
  let count = 0;
  while (count < records.length && count < maxRecords) {
    bytes += records[count]!.value.length;
    if (count > 0 && bytes > maxReadBytes) break;
    count++;
  }
  return count;
};

const deleted = (topic: string, partition: number, offset: number, first: number) =>
  new EventLogError({
    operation: "read",
    detail: `${topic}/${partition}: offset ${offset} is gone: the broker has records from ${first} on only. Its retention deleted the others, which Rapport needs for ever: restore them from a backup, and set the topic's retention with: rapport topics apply`,
    retriable: false,
  });

export interface PartitionReader {
  readonly read: (
    topic: string,
    partition: number,
    offset: number,
    maxRecords: number,
  ) => Effect.Effect<ReadonlyArray<LogRecord>, EventLogError>;
  readonly endOffsets: (
    topic: string,
    partitions: number,
  ) => Effect.Effect<ReadonlyArray<number>, EventLogError>;
}

/**
 * Reads partitions without any group. What a fetch brought beyond `maxRecords` is kept, of a few partitions, for the
 * reader who goes on behind it. Checks that no offset is missing.
 */
export const makePartitionReader = (cluster: KafkaCluster): PartitionReader => {
  const left = new Map<string, ReadonlyArray<LogRecord>>();
  const { deliveryTimeoutMs } = cluster.settings;

  const fetch = (topic: string, partition: number, offset: number, maxRecords: number) =>
    Effect.gen(function* () {
      const leader = yield* cluster.leader(topic, partition);
      const [fetched] = yield* fetchRecords(
        cluster,
        leader,
        [{ topic, partition, offset }],
        limitsFor(maxRecords),
      );
      if (fetched === undefined) {
        const detail = `the broker's answer says nothing about ${topic}/${partition}`;
        return yield* new KafkaFailure({ code: "UNEXPECTED", retriable: true, detail });
      }
      if (fetched.failure !== null) return yield* fetched.failure;
      return fetched.records;
    });

  /** Past the end there is nothing; before the start there was something. */
  const outOfRange = (topic: string, partition: number, offset: number) =>
    Effect.gen(function* () {
      const starts = yield* listOffsets(cluster, topic, partition + 1, earliest);
      const first = starts[partition]!;
      if (offset < first) return yield* deleted(topic, partition, offset, first);
      return [];
    });

  return {
    read: (topic, partition, offset, maxRecords) =>
      Effect.gen(function* () {
        const key = `${topic}/${partition}`;
        const kept = left.get(key);
        left.delete(key);
        const records =
          kept?.[0]?.offset === offset
            ? kept
            : yield* retrying(
                `read ${key}`,
                deliveryTimeoutMs,
                fetch(topic, partition, offset, maxRecords),
              ).pipe(
                Effect.catchIf(
                  ({ code }) => code === "OFFSET_OUT_OF_RANGE",
                  () => outOfRange(topic, partition, offset),
                ),
              );
        const first = records[0]?.offset ?? offset;
        if (first !== offset) return yield* deleted(topic, partition, offset, first);
        const count = cut(records, maxRecords);
        if (count < records.length) left.set(key, records.slice(count));
        if (left.size > maxKept) left.delete([...left.keys()][0]!);
        return records.slice(0, count);
      }).pipe(Effect.catchTag("KafkaFailure", (failure) => Effect.fail(toEventLogError("read")(failure)))),
    endOffsets: (topic, partitions) =>
      retrying(`ends of ${topic}`, deliveryTimeoutMs, listOffsets(cluster, topic, partitions, latest)).pipe(
        Effect.mapError(toEventLogError("endOffsets")),
      ),
  };
};
