import { Effect, Semaphore } from "effect";
import type { EventLogError } from "../EventLog.ts";
import { fetchRecords } from "./fetchRecords.ts";
import type { KafkaCluster } from "./KafkaCluster.ts";
import { toEventLogError } from "./KafkaFailure.ts";
import { checkpointsTopic } from "./KafkaOptions.ts";
import type { PartitionReader } from "./partitionReader.ts";
import { tombstone } from "./protocol/decodeBatches.ts";
import type { FetchLimits } from "./protocol/fetch.ts";
import { retrying } from "./retrying.ts";

const limits: FetchLimits = { maxWaitMs: 100, maxBytes: 1024 * 1024, maxPartitionBytes: 1024 * 1024 };

/** All checkpoints, as of now. */
export type CurrentCheckpoints = Effect.Effect<ReadonlyMap<string, string>, EventLogError>;

/**
 * The newest value of each name in the checkpoints' topic, kept in memory. Each question first reads to the end that
 * the topic has at that moment: it sees all that was acknowledged before, by whomever.
 */
export const makeCheckpointView = (cluster: KafkaCluster, reader: PartitionReader): CurrentCheckpoints => {
  const values = new Map<string, string>();
  const oneAtATime = Semaphore.makeUnsafe(1);
  let position = 0;

  const readFrom = Effect.fnUntraced(function* (offset: number) {
    const leader = yield* cluster.leader(checkpointsTopic, 0);
    const asked = { topic: checkpointsTopic, partition: 0, offset };
    const [fetched] = yield* fetchRecords(cluster, leader, [asked], limits);
    if (fetched === undefined) return offset;
    if (fetched.failure !== null) return yield* fetched.failure;
    for (const { key, value } of fetched.records) {
      if (value === tombstone) values.delete(key);
      else values.set(key, Buffer.from(value).toString("utf8"));
    }
    // Compaction leaves gaps, which a batch's last offset spans.
    return fetched.nextOffset;
  });

  return Effect.gen(function* () {
    const [end = 0] = yield* reader.endOffsets(checkpointsTopic, 1);
    for (let next = position; next < end; position = next) {
      next = yield* retrying("read checkpoints", cluster.settings.deliveryTimeoutMs, readFrom(next)).pipe(
        Effect.mapError(toEventLogError("checkpoints")),
      );
    }
    return values;
  }).pipe(oneAtATime.withPermit);
};
