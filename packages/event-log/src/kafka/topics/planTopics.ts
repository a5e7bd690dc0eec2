import { onBrokers, type TopicSpec } from "./topicSpecs.ts";

/** A topic as the brokers have it. `config` holds every setting in force, `own` those set on the topic itself. */
export interface TopicState {
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
  readonly own: Readonly<Record<string, string>>;
}

/** A setting that is not as it is to be; `from` is null where the broker does not know it. */
export interface ConfigChange {
  readonly name: string;
  readonly from: string | null;
  readonly to: string;
}

/** What is left to do with one topic. */
export type TopicChange =
  | { readonly kind: "create"; readonly spec: TopicSpec }
  | {
      readonly kind: "configure";
      readonly spec: TopicSpec;
      readonly changes: ReadonlyArray<ConfigChange>;
      /** All that will be set on the topic, what somebody else set included: the brokers replace the whole. */
      readonly config: Readonly<Record<string, string>>;
    }
  /** Cannot be set right while records stand in it; `action` says what a person can do. */
  | {
      readonly kind: "refuse";
      readonly spec: TopicSpec;
      readonly problem: string;
      readonly action: string;
    };

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

const refusals = (spec: TopicSpec, state: TopicState): ReadonlyArray<TopicChange> => {
  const found: TopicChange[] = [];
  if (state.partitions !== spec.partitions)
    found.push({
      kind: "refuse",
      spec,
      problem: `has ${plural(state.partitions, "partition")}, not ${spec.partitions}`,
      action:
        "Keys are hashed over the partitions, so their number cannot change: delete the topic while it is empty and apply again, or take another KAFKA_PREFIX and copy the log.",
    });
  if (state.replicationFactor !== spec.replicationFactor)
    found.push({
      kind: "refuse",
      spec,
      problem: `is on ${plural(state.replicationFactor, "broker")}, not ${spec.replicationFactor}`,
      action:
        "Move it with Kafka's own kafka-reassign-partitions.sh, or set KAFKA_REPLICATION_FACTOR to what is meant.",
    });
  return found;
};

const configuration = (spec: TopicSpec, state: TopicState): ReadonlyArray<TopicChange> => {
  // More replicas in sync than the topic has would refuse every append.
  const wanted = onBrokers(spec, state.replicationFactor).config;
  const changes = Object.entries(wanted)
    .filter(([name, to]) => state.config[name] !== to)
    .map(([name, to]) => ({ name, from: state.config[name] ?? null, to }));
  return changes.length === 0
    ? []
    : [{ kind: "configure", spec, changes, config: { ...state.own, ...wanted } }];
};

/** What it takes to bring the topics (by name, absent ones left out) to what they are to be; nothing when they are. */
export const planTopics = (
  specs: ReadonlyArray<TopicSpec>,
  states: ReadonlyMap<string, TopicState>,
): ReadonlyArray<TopicChange> =>
  specs.flatMap((spec) => {
    const state = states.get(spec.name);
    if (state === undefined) return [{ kind: "create" as const, spec }];
    return [...configuration(spec, state), ...refusals(spec, state)];
  });
