import { Effect, Schedule } from "effect";
import type { Admin, ConfigResourceTypes, ConfigSource } from "kafkajs";
import type { EventLogError } from "../../EventLog.ts";
import type { KafkaOptions } from "../KafkaOptions.ts";
import { asked, openAdmin } from "./openAdmin.ts";
import { planTopics, type TopicChange, type TopicState } from "./planTopics.ts";
import { onBrokers, readTopicSpecs, type TopicSpec } from "./topicSpecs.ts";

// kafkajs' own constants cannot be imported by name from an ES module.
const topicResource: ConfigResourceTypes.TOPIC = 2;
const setOnTheTopic: ConfigSource.TOPIC_CONFIG = 1;

export interface TopicsOptions extends KafkaOptions {
  /** On how many brokers each record is kept; default: what `infra/kafka/topics.yaml` says. */
  readonly replicationFactor?: number;
}

/** The topics as they are to be, under the names the brokers know them by. */
export const wantedTopics = (options: TopicsOptions): ReadonlyArray<TopicSpec> =>
  readTopicSpecs().map((spec) => ({
    ...(options.replicationFactor === undefined ? spec : onBrokers(spec, options.replicationFactor)),
    name: (options.prefix ?? "") + spec.name,
  }));

const configsOf = (admin: Admin, names: ReadonlyArray<string>) =>
  asked("read the topics' settings", () =>
    admin.describeConfigs({
      includeSynonyms: false,
      resources: names.map((name) => ({ type: topicResource, name })),
    }),
  );

/** The topics of these names that the brokers have. */
export const readTopics = (
  admin: Admin,
  names: ReadonlyArray<string>,
): Effect.Effect<ReadonlyMap<string, TopicState>, EventLogError> =>
  Effect.gen(function* () {
    const existing = new Set(yield* asked("list the topics", () => admin.listTopics()));
    const present = names.filter((name) => existing.has(name));
    if (present.length === 0) return new Map();
    const { topics } = yield* asked("describe the topics", () =>
      admin.fetchTopicMetadata({ topics: present }),
    );
    const { resources } = yield* configsOf(admin, present);
    return new Map(
      topics.map(({ name, partitions }) => {
        const entries = resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? [];
        const texts = (of: typeof entries) =>
          Object.fromEntries(of.map(({ configName, configValue }) => [configName, configValue]));
        const state: TopicState = {
          partitions: partitions.length,
          replicationFactor: Math.min(...partitions.map(({ replicas }) => replicas.length)),
          config: texts(entries),
          own: texts(entries.filter(({ configSource }) => configSource === setOnTheTopic)),
        };
        return [name, state];
      }),
    );
  });

const entriesOf = (config: Readonly<Record<string, string>>) =>
  Object.entries(config).map(([name, value]) => ({ name, value }));

/**
 * Makes topics that are absent and waits until the broker that is asked knows their leaders. kafkajs' own waiting
 * (`waitForLeaders`) gives up at once when that broker has not heard of a topic yet, as brokers in KRaft mode hear of
 * it from the controller a moment later.
 */
export const createTopics = (
  admin: Admin,
  specs: ReadonlyArray<TopicSpec>,
): Effect.Effect<void, EventLogError> => {
  const create = asked("create the topics", () =>
    admin.createTopics({
      waitForLeaders: false,
      topics: specs.map(({ name, partitions, replicationFactor, config }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor,
        configEntries: entriesOf(config),
      })),
    }),
  );
  const see = asked("see the new topics", () =>
    admin.fetchTopicMetadata({ topics: specs.map(({ name }) => name) }),
  );
  return create.pipe(
    Effect.andThen(Effect.retry(see, { schedule: Schedule.spaced("100 millis"), times: 100 })),
    Effect.asVoid,
  );
};

const planned = Effect.fnUntraced(function* (admin: Admin, options: TopicsOptions) {
  const wanted = wantedTopics(options);
  return planTopics(
    wanted,
    yield* readTopics(
      admin,
      wanted.map(({ name }) => name),
    ),
  );
});

/** What `topics apply` would do; changes nothing. Names carry the prefix. */
export const diffTopics = (
  options: TopicsOptions,
): Effect.Effect<ReadonlyArray<TopicChange>, EventLogError> =>
  Effect.flatMap(openAdmin(options), (admin) => planned(admin, options)).pipe(Effect.scoped);

/**
 * Makes the topics that are absent and sets right what can be; answers what was found, in the order of the file. Kinds
 * `create` and `configure` are done then, `refuse` is left as it was. Repeatable, and several may run at once.
 */
export const applyTopics = (
  options: TopicsOptions,
): Effect.Effect<ReadonlyArray<TopicChange>, EventLogError> =>
  Effect.gen(function* () {
    const admin = yield* openAdmin(options);
    const plan = yield* planned(admin, options);
    const absent = plan.flatMap((change) => (change.kind === "create" ? [change.spec] : []));
    if (absent.length > 0) yield* createTopics(admin, absent);
    const wrong = plan.flatMap((change) => (change.kind === "configure" ? [change] : []));
    if (wrong.length > 0)
      yield* asked("set the topics' settings", () =>
        admin.alterConfigs({
          validateOnly: false,
          resources: wrong.map(({ spec, config }) => ({
            type: topicResource,
            name: spec.name,
            configEntries: entriesOf(config),
          })),
        }),
      );
    return plan;
  }).pipe(Effect.scoped);
