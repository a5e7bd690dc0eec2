import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { topics } from "@rapport/contracts/Topics";
import { applyTopics } from "@rapport/event-log/kafka/topics/KafkaTopics";
import { startKafka } from "@rapport/local-kafka/LocalKafka";
import { Effect } from "effect";
import { Kafka, logLevel } from "kafkajs";
import { cpuMsOf } from "./processCpu.ts";

/** A broker to measure on, and topics of this run alone. */
export interface MeasuredBroker {
  readonly brokers: ReadonlyArray<string>;
  /** Before the names of topics and groups of this run. */
  readonly prefix: string;
  /** CPU time of the broker so far, ms; 0 for one that was started elsewhere. */
  readonly cpuMs: () => number;
  readonly client: Kafka;
  stop(): Promise<void>;
}

/** The first group of a fresh broker makes it set up what groups need: that is no arm's work. */
const beReady = async (client: Kafka, groupId: string, topic: string): Promise<void> => {
  const consumer = client.consumer({ groupId });
  await consumer.connect();
  await consumer.subscribe({ topic });
  const joined = new Promise<void>((resolve) => void consumer.on("consumer.group_join", () => resolve()));
  await consumer.run({ eachBatch: async () => undefined });
  await joined;
  await consumer.disconnect();
};

/**
 * The broker that KAFKA_BROKERS names, else one of our own with the JVM's own settings: those of the tests start
 * fast and run slowly. Topics are made anew, under a prefix of the run.
 */
export const startMeasuredBroker = async (): Promise<MeasuredBroker> => {
  const named = process.env["KAFKA_BROKERS"];
  const folder = await mkdtemp(join(tmpdir(), "rapport-load-kafka-"));
  const local =
    named === undefined || named === ""
      ? await startKafka({ nodes: 1, folder, jvmOptions: [], heapMb: 512 })
      : undefined;
  const brokers = (local?.brokers ?? named ?? "").split(",");
  const prefix = `load-${crypto.randomUUID().slice(0, 8)}.`;
  const client = new Kafka({ brokers, clientId: "load", logLevel: logLevel.NOTHING });
  await Effect.runPromise(applyTopics({ brokers, prefix, replicationFactor: 1 }));
  await beReady(client, `${prefix}first`, prefix + topics.directory.name);
  return {
    brokers,
    prefix,
    client,
    cpuMs: () => (local?.nodes ?? []).reduce((sum, { pid }) => sum + cpuMsOf(pid), 0),
    stop: async () => {
      await local?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
