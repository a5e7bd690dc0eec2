import type { ProtocolRequest } from "../kafkajsInternals.ts";
import { protocolRequest } from "./protocolRequest.ts";

export interface ProducePartition {
  readonly topic: string;
  readonly partition: number;
  /** One batch, as `encodeBatch` makes it. */
  readonly batch: Buffer;
}

export interface ProduceAnswer {
  readonly topic: string;
  readonly partition: number;
  /** An error code of the protocol; 0 is none. */
  readonly errorCode: number;
  /** Offset of the batch's first record; -1 with an error. */
  readonly baseOffset: number;
  /** What the broker says about the error; "" when nothing. */
  readonly errorMessage: string;
}

const groupByTopic = (partitions: ReadonlyArray<ProducePartition>) =>
  [...Map.groupBy(partitions, ({ topic }) => topic)].map(([topic, of]) => ({ topic, of }));

/** Produce v8 with acks = all: answered when all replicas in sync have it, or after `timeoutMs` with an error. */
export const produceRequest = (
  partitions: ReadonlyArray<ProducePartition>,
  timeoutMs: number,
): ProtocolRequest<ReadonlyArray<ProduceAnswer>> =>
  protocolRequest<ReadonlyArray<ProduceAnswer>>(
    "Produce",
    (writer) =>
      writer
        .nullString()
        .int16(-1)
        .int32(timeoutMs)
        .array(groupByTopic(partitions), (into, { topic, of }) =>
          into.string(topic).array(of, (each, { partition, batch }) => each.int32(partition).data(batch)),
        ),
    (reader) => {
      const answer = reader.array((each) => {
        const topic = each.string();
        return each.array((from): ProduceAnswer => {
          const partition = from.int32();
          const errorCode = from.int16();
          const baseOffset = from.int64();
          from.int64();
          from.int64();
          const recordErrors = from.array((record) => {
            record.int32();
            return record.string();
          });
          const errorMessage = [from.string(), ...recordErrors].filter((text) => text !== "").join("; ");
          return { topic, partition, errorCode, baseOffset, errorMessage };
        });
      });
      return { answer: answer.flat(), throttleMs: reader.int32() };
    },
  );
