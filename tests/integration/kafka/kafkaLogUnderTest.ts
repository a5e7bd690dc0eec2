import { randomUUID } from "node:crypto";
import { EventLog } from "@rapport/event-log/EventLog";
import { checkpointsTopic } from "@rapport/event-log/kafka/KafkaOptions";
import { readTopicSpecs } from "@rapport/event-log/kafka/topics/topicSpecs";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { contractSettings, type LogUnderTest } from "@rapport/testing/eventLogSubject";
import { Context, Effect, Layer } from "effect";
import { type Admin, Kafka, logLevel } from "kafkajs";

const entriesOf = (config: Readonly<Record<string, string>>) =>
  Object.entries({ ...config, "min.insync.replicas": "1" }).map(([name, value]) => ({ name, value }));

/** Makes the topics of the contract, with the settings that `infra/kafka/topics.yaml` has for their kind. */
const makeTopics = async (admin: Admin, prefix: string): Promise<void> => {
  const specs = readTopicSpecs();
  const keeps = specs.find(({ name }) => name === checkpointsTopic)!;
  const records = specs.find(({ name }) => name !== checkpointsTopic)!;
  await admin.createTopics({
    waitForLeaders: true,
    topics: [
      ...contractSettings.topics.map((topic) => ({ ...topic, config: records.config })),
      { name: keeps.name, partitions: 1, config: keeps.config },
    ].map(({ name, partitions, config }) => ({
      topic: prefix + name,
      numPartitions: partitions,
      replicationFactor: 1,
      configEntries: entriesOf(config),
    })),
  });
};

/** Logs of a broker, each empty: with topics and groups under a prefix of its own. */
export const kafkaLogs = (brokers: string) => {
  const admin = new Kafka({ brokers: brokers.split(","), logLevel: logLevel.NOTHING }).admin();
  let connected: Promise<void> | undefined;
  return {
    makeLog: (): LogUnderTest => {
      const prefix = `contract-${randomUUID().slice(0, 8)}.`;
      const prepare = async (): Promise<void> => {
        await (connected ??= admin.connect());
        await makeTopics(admin, prefix);
      };
      let prepared: Promise<void> | undefined;
      const layer = KafkaEventLog.layer({ ...contractSettings, brokers: brokers.split(","), prefix });
      return {
        open: Effect.promise(() => (prepared ??= prepare())).pipe(
          Effect.andThen(Layer.build(Layer.fresh(layer))),
          Effect.map(Context.get(EventLog)),
        ),
      };
    },
    close: () => admin.disconnect(),
  };
};
