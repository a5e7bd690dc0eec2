import { Effect, type Scope } from "effect";
import { checkPageSize, pageOf } from "../checkpointPage.ts";
import { type EventLog, EventLogError } from "../EventLog.ts";
import { makeCheckpointView } from "./checkpointView.ts";
import { type KafkaCluster, openCluster } from "./KafkaCluster.ts";
import { KafkaFailure, toEventLogError } from "./KafkaFailure.ts";
import { checkpointsTopic, type KafkaSettings } from "./KafkaOptions.ts";
import { makeAppend } from "./makeAppend.ts";
import { makePartitionReader } from "./partitionReader.ts";
import { makeProducer } from "./producer/Producer.ts";

/** The part of the log that needs no group. */
export type KafkaRecords = Pick<
  EventLog["Service"],
  "append" | "checkpoints" | "checkpointsAfter" | "read" | "endOffsets"
>;

/** A topic that is not there when we come does not come by waiting. */
const notYet = (failure: KafkaFailure): KafkaFailure =>
  failure.code === "UNKNOWN_TOPIC_OR_PARTITION"
    ? new KafkaFailure({ code: failure.code, retriable: false, detail: failure.detail })
    : failure;

/** Fails when a topic is missing or has other partitions than the log counts on. */
const checkTopics = Effect.fnUntraced(function* (cluster: KafkaCluster) {
  for (const topic of [...cluster.settings.topics, { name: checkpointsTopic, partitions: 1 }]) {
    const found = yield* Effect.mapError(cluster.partitions(topic.name), notYet);
    if (found === topic.partitions) continue;
    return yield* new KafkaFailure({
      code: "INVALID_PARTITIONS",
      retriable: false,
      detail: `topic ${cluster.nameOf(topic.name)} has ${found} partitions, not ${topic.partitions}; keys are placed by that number, so use an empty cluster or another KAFKA_PREFIX, and: rapport topics apply`,
    });
  }
});

/** Connects, checks the topics, and gives what writes and reads them; all of it ends with the scope. */
export const openRecords = (
  settings: KafkaSettings,
): Effect.Effect<KafkaRecords, EventLogError, Scope.Scope> =>
  Effect.gen(function* () {
    const cluster = yield* openCluster(settings);
    yield* checkTopics(cluster);
    const producer = yield* makeProducer(cluster);
    const reader = makePartitionReader(cluster);
    const current = makeCheckpointView(cluster, reader);
    const counts = new Map(settings.topics.map(({ name, partitions }) => [name, partitions]));
    const refusal = (operation: string, detail: string) =>
      new EventLogError({ operation, detail, retriable: false });
    const partitionsOf = (operation: string, topic: string): Effect.Effect<number, EventLogError> => {
      const count = counts.get(topic);
      const known = [...counts.keys()].join(", ");
      return count === undefined
        ? Effect.fail(refusal(operation, `unknown topic "${topic}"; this log has ${known}`))
        : Effect.succeed(count);
    };
    return {
      append: makeAppend(settings, producer, partitionsOf),
      checkpoints: (names) =>
        Effect.map(current, (values) => {
          const found = new Map<string, string>();
          for (const name of names) {
            const value = values.get(name);
            if (value !== undefined) found.set(name, value);
          }
          return found;
        }),
      checkpointsAfter: (after, max) =>
        Effect.andThen(
          checkPageSize(max),
          Effect.map(current, (values) => pageOf(values, after, max)),
        ),
      read: (topic, partition, offset, maxRecords) =>
        Effect.flatMap(partitionsOf("read", topic), (count) =>
          Number.isInteger(partition) && partition >= 0 && partition < count
            ? reader.read(topic, partition, Math.max(0, offset), maxRecords)
            : Effect.fail(
                refusal("read", `topic ${topic} has partitions 0 to ${count - 1}, not ${partition}`),
              ),
        ),
      endOffsets: (topic) =>
        Effect.flatMap(partitionsOf("endOffsets", topic), (count) => reader.endOffsets(topic, count)),
    } satisfies KafkaRecords;
  }).pipe(Effect.catchTag("KafkaFailure", (failure) => Effect.fail(toEventLogError("open")(failure))));
