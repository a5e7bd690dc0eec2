import type { Address, ProtocolRequest } from "../kafkajsInternals.ts";
import { protocolRequest } from "./protocolRequest.ts";

export interface PartitionMetadata {
  /** An error code of the protocol; 0 is none. */
  readonly errorCode: number;
  readonly partition: number;
  /** Node id; -1 while there is none. */
  readonly leader: number;
}

export interface TopicMetadata {
  readonly errorCode: number;
  readonly topic: string;
  readonly partitions: ReadonlyArray<PartitionMetadata>;
}

export interface Metadata {
  readonly brokers: ReadonlyArray<Address & { readonly nodeId: number }>;
  /** Node id; -1 when unknown. */
  readonly controller: number;
  readonly topics: ReadonlyArray<TopicMetadata>;
}

/**
 * Metadata v5 of those topics, none of them created by asking. kafkajs' own refuses the whole answer for the error of
 * one partition; here each topic and partition keeps its own.
 */
export const metadataRequest = (topics: ReadonlyArray<string>): ProtocolRequest<Metadata> =>
  protocolRequest<Metadata>(
    "Metadata",
    (writer) => writer.array(topics, (into, topic) => into.string(topic)).int8(0),
    (reader) => {
      const throttleMs = reader.int32();
      const brokers = reader.array((of) => {
        const broker = { nodeId: of.int32(), host: of.string(), port: of.int32() };
        of.nullableString();
        return broker;
      });
      reader.nullableString();
      const controller = reader.int32();
      const topicsFound = reader.array((of): TopicMetadata => {
        const errorCode = of.int16();
        const topic = of.string();
        of.int8();
        const partitions = of.array((from): PartitionMetadata => {
          const found = { errorCode: from.int16(), partition: from.int32(), leader: from.int32() };
          for (let list = 0; list < 3; list++) from.array((node) => node.int32());
          return found;
        });
        return { errorCode, topic, partitions };
      });
      return { answer: { brokers, controller, topics: topicsFound }, throttleMs };
    },
  );
