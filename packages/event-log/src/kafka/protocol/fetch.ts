import type { ProtocolRequest } from "../kafkajsInternals.ts";
import { protocolRequest } from "./protocolRequest.ts";

export interface FetchPartition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface FetchLimits {
  /** How long the broker may wait for the first record, ms. */
  readonly maxWaitMs: number;
  /** Of the whole answer; one batch comes even if it is larger. */
  readonly maxBytes: number;
  readonly maxPartitionBytes: number;
}

export interface FetchAnswer {
  readonly topic: string;
  readonly partition: number;
  /** An error code of the protocol; 0 is none. */
  readonly errorCode: number;
  /** Next offset after what all replicas in sync have. */
  readonly highWatermark: number;
  /** First offset that retention left; -1 when the broker does not say. */
  readonly logStartOffset: number;
  /** Whole batches, and the beginning of one; for `decodeBatches`. */
  readonly batches: Buffer;
}

const groupByTopic = (partitions: ReadonlyArray<FetchPartition>) =>
  [...Map.groupBy(partitions, ({ topic }) => topic)].map(([topic, of]) => ({ topic, of }));

/**
 * Fetch v11, without a fetch session, reading uncommitted (the log has no transactions). The order of partitions is
 * the order in which the broker fills the answer: who wants fairness turns them round from call to call.
 */
export const fetchRequest = (
  partitions: ReadonlyArray<FetchPartition>,
  limits: FetchLimits,
): ProtocolRequest<ReadonlyArray<FetchAnswer>> =>
  protocolRequest<ReadonlyArray<FetchAnswer>>(
    "Fetch",
    (writer) => {
      writer.int32(-1).int32(limits.maxWaitMs).int32(1).int32(limits.maxBytes).int8(0).int32(0).int32(-1);
      writer.array(groupByTopic(partitions), (into, { topic, of }) =>
        into
          .string(topic)
          .array(of, (each, { partition, offset }) =>
            each.int32(partition).int32(-1).int64(offset).int64(-1).int32(limits.maxPartitionBytes),
          ),
      );
      writer.array([], () => undefined).string("");
    },
    (reader) => {
      const throttleMs = reader.int32();
      const errorCode = reader.int16();
      reader.int32();
      const answer = reader.array((each) => {
        const topic = each.string();
        return each.array((from): FetchAnswer => {
          const partition = from.int32();
          const ownErrorCode = from.int16();
          const highWatermark = from.int64();
          from.int64();
          const logStartOffset = from.int64();
          from.array((aborted) => [aborted.int64(), aborted.int64()]);
          from.int32();
          const failed = errorCode === 0 ? ownErrorCode : errorCode;
          return { topic, partition, errorCode: failed, highWatermark, logStartOffset, batches: from.data() };
        });
      });
      return { answer: answer.flat(), throttleMs };
    },
    limits.maxWaitMs + 5000,
  );
