import { Clock, Effect } from "effect";
import { type Admin, Kafka, type ConfigResourceTypes } from "kafkajs";
import type { EventLogError } from "../../EventLog.ts";
import { openCluster } from "../KafkaCluster.ts";
import { toEventLogError } from "../KafkaFailure.ts";
import { checkpointsTopic, type KafkaOptions, withDefaults } from "../KafkaOptions.ts";
import { asked, kafkajsConfig, openAdmin } from "../topics/openAdmin.ts";

// kafkajs' own constant cannot be imported by name from an ES module.
const brokerResource: ConfigResourceTypes.BROKER = 4;

/** A partition that does not stand where it should. */
export interface PoorPartition {
  /** `topic/partition`. */
  readonly name: string;
  /** Brokers that have all of it now, of those that should; 0 while nobody leads it. */
  readonly inSync: number;
  readonly replicas: number;
}

/** What the brokers say of themselves. */
export interface BrokersState {
  /** `host:port` of each that is up. */
  readonly brokers: ReadonlyArray<string>;
  /** As far as the protocol tells: `4.x`, `3.x` or `2.x`. */
  readonly version: string;
  /** The settings of one broker, by name; empty when we may not read them. */
  readonly settings: Readonly<Record<string, string>>;
  readonly poor: ReadonlyArray<PoorPartition>;
}

/** API keys that came with a release: https://kafka.apache.org/protocol. */
const fetch = 1;
const describeQuorum = 55;

const versionOf = (
  versions: Readonly<Record<number, { readonly minVersion: number; readonly maxVersion: number }>>,
): string => {
  // Kafka 4.0 took the oldest versions away (KIP-896, though not of Produce); 3.0 brought the quorum of KRaft.
  if ((versions[fetch]?.minVersion ?? 0) >= 4) return "4.x";
  return versions[describeQuorum] === undefined ? "2.x" : "3.x";
};

const readVersion = (options: KafkaOptions) =>
  Effect.gen(function* () {
    const cluster = yield* openCluster(withDefaults(options));
    const broker = yield* cluster.anyBroker;
    return yield* cluster.call(broker, async (connected) => versionOf(connected.versions ?? {}));
  }).pipe(Effect.scoped, Effect.mapError(toEventLogError("ask for the brokers' version")));

/** Without the right to read them they are left out: that is no reason not to work. */
const readSettings = (admin: Admin, nodeId: number) =>
  asked("read the brokers' settings", () =>
    admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: brokerResource, name: String(nodeId) }],
    }),
  ).pipe(
    Effect.map(({ resources }) =>
      Object.fromEntries(
        resources.flatMap(({ configEntries }) =>
          configEntries
            .filter(({ isSensitive }) => !isSensitive)
            .map((entry) => [entry.configName, entry.configValue]),
        ),
      ),
    ),
    Effect.orElseSucceed((): Record<string, string> => ({})),
  );

const readPoor = (admin: Admin, names: ReadonlyArray<string>) =>
  Effect.map(
    asked("describe the topics", () => admin.fetchTopicMetadata({ topics: [...names] })),
    ({ topics }) =>
      topics.flatMap(({ name, partitions }) =>
        partitions
          .filter(({ leader, isr, replicas }) => leader < 0 || isr.length < replicas.length)
          .map(({ partitionId, leader, isr, replicas }) => ({
            name: `${name}/${partitionId}`,
            inSync: leader < 0 ? 0 : isr.length,
            replicas: replicas.length,
          })),
      ),
  );

/** Who is up, which Kafka it is, how it is set, and which partitions of the log lack brokers. Changes nothing. */
export const inspectBrokers = (options: KafkaOptions): Effect.Effect<BrokersState, EventLogError> =>
  Effect.gen(function* () {
    const version = yield* readVersion(options);
    const admin = yield* openAdmin(options);
    const { brokers } = yield* asked("describe the cluster", () => admin.describeCluster());
    const { prefix, topics } = withDefaults(options);
    const wanted = [...topics.map(({ name }) => name), checkpointsTopic].map((name) => prefix + name);
    const existing = new Set(yield* asked("list the topics", () => admin.listTopics()));
    const present = wanted.filter((name) => existing.has(name));
    return {
      brokers: brokers.map(({ host, port }) => `${host}:${port}`).toSorted(),
      version,
      settings: yield* readSettings(admin, brokers[0]?.nodeId ?? 0),
      poor: present.length === 0 ? [] : yield* readPoor(admin, present),
    };
  }).pipe(Effect.scoped);

/**
 * How far the brokers' clock is ahead of ours, ms: a checkpoint `doctor.clock` is written, and the time that the broker
 * gave it is told. Fails where a producer of ours would: without the right to write, without enough replicas.
 */
export const measureClock = (options: KafkaOptions): Effect.Effect<number, EventLogError> =>
  Effect.gen(function* () {
    const producer = yield* Effect.acquireRelease(
      Effect.sync(() =>
        new Kafka(kafkajsConfig(options)).producer({
          allowAutoTopicCreation: false,
          idempotent: true,
          createPartitioner: () => () => 0,
        }),
      ),
      (opened) => Effect.promise(() => opened.disconnect().catch(() => undefined)),
    );
    yield* asked("connect", () => producer.connect());
    const topic = withDefaults(options).prefix + checkpointsTopic;
    const before = yield* Clock.currentTimeMillis;
    const [sent] = yield* asked("write a checkpoint", () =>
      producer.send({
        topic,
        acks: -1,
        messages: [{ key: "doctor.clock", value: String(before), partition: 0 }],
      }),
    );
    const after = yield* Clock.currentTimeMillis;
    return Number(sent?.logAppendTime ?? after) - (before + after) / 2;
  }).pipe(Effect.scoped);
