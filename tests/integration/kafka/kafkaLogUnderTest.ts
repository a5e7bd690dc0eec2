import { randomUUID } from "node:crypto";
import { EventLog } from "@rapport/event-log/EventLog";
import { checkpointsTopic, type KafkaOptions } from "@rapport/event-log/kafka/KafkaOptions";
import { createTopics } from "@rapport/event-log/kafka/topics/KafkaTopics";
import { openAdmin } from "@rapport/event-log/kafka/topics/openAdmin";
import { onBrokers, readTopicSpecs } from "@rapport/event-log/kafka/topics/topicSpecs";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { contractSettings, contractTopics, type LogUnderTest } from "@rapport/testing/eventLogSubject";
import { Context, Effect, Layer } from "effect";

/** Makes the topics of the contract, with the settings that `infra/kafka/topics.yaml` has for their kind. */
const makeTopics = (options: KafkaOptions) =>
  Effect.gen(function* () {
    const specs = readTopicSpecs();
    const checkpoints = specs.find(({ name }) => name === checkpointsTopic)!;
    const records = specs.find(({ name }) => name !== checkpointsTopic)!;
    const wanted = [checkpoints, ...Object.values(contractTopics).map((topic) => ({ ...records, ...topic }))];
    yield* createTopics(
      yield* openAdmin(options),
      wanted.map((spec) => ({ ...onBrokers(spec, 1), name: `${options.prefix}${spec.name}` })),
    );
  }).pipe(Effect.scoped);

/** An empty log on a broker of one node: topics and groups under a prefix of its own. */
export const kafkaLogUnderTest = (brokers: string): LogUnderTest => {
  const options: KafkaOptions = {
    ...contractSettings,
    brokers: brokers.split(","),
    prefix: `contract-${randomUUID().slice(0, 8)}.`,
  };
  const layer = KafkaEventLog.layer(options);
  let topics: Promise<void> | undefined;
  return {
    open: Effect.promise(() => (topics ??= Effect.runPromise(makeTopics(options)))).pipe(
      Effect.andThen(Layer.build(Layer.fresh(layer))),
      Effect.map(Context.get(EventLog)),
    ),
  };
};
