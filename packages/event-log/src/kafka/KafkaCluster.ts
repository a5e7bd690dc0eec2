import { Effect, type Scope } from "effect";
import { leaderIn, makePicture, topicIn } from "./clusterPicture.ts";
import { makeConnections } from "./connections.ts";
import type { Broker } from "./kafkajsInternals.ts";
import { failureOf, type KafkaFailure } from "./KafkaFailure.ts";
import type { KafkaSettings } from "./KafkaOptions.ts";

/**
 * The brokers as one client sees them, over connections of its own: a broker answers the requests of one connection
 * one after the other, so who waits long (JoinGroup, Fetch) must not share them with who cannot.
 *
 * Nothing is tried again in here. A failure that says that our picture of the cluster is stale makes the next call
 * ask for it anew.
 */
export interface KafkaCluster {
  readonly settings: KafkaSettings;
  /** The topic's or group's name on the brokers. */
  readonly nameOf: (name: string) => string;
  /** How many partitions the topic has. A topic that does not exist fails with UNKNOWN_TOPIC_OR_PARTITION. */
  readonly partitions: (topic: string) => Effect.Effect<number, KafkaFailure>;
  /** Who leads the partition; LEADER_NOT_AVAILABLE while nobody does. Not necessarily connected. */
  readonly leader: (topic: string, partition: number) => Effect.Effect<Broker, KafkaFailure>;
  /** Who coordinates the group. Asked anew each time: keep it until a request to it fails. */
  readonly coordinator: (group: string) => Effect.Effect<Broker, KafkaFailure>;
  /** Any broker that answers. */
  readonly anyBroker: Effect.Effect<Broker, KafkaFailure>;
  /** One request to a broker, connected first. A connection that was cut or gave no answer is closed. */
  readonly call: <A>(
    broker: Broker,
    request: (broker: Broker) => Promise<A>,
  ) => Effect.Effect<A, KafkaFailure>;
  /** Makes the next `partitions` or `leader` ask for the metadata anew. */
  readonly forget: () => void;
}

const staleCodes = new Set([
  "CONNECTION",
  "TIMED_OUT",
  "UNKNOWN_TOPIC_OR_PARTITION",
  "LEADER_NOT_AVAILABLE",
  "NOT_LEADER_FOR_PARTITION",
  "REPLICA_NOT_AVAILABLE",
  "BROKER_NOT_AVAILABLE",
  "FENCED_LEADER_EPOCH",
  "UNKNOWN_LEADER_EPOCH",
  "KAFKA_STORAGE_ERROR",
  "NOT_ENOUGH_REPLICAS",
  "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
]);

const open = (settings: KafkaSettings) => {
  const connections = makeConnections(settings);
  const picture = makePicture(connections, settings);
  const attempt = <A>(work: () => Promise<A>): Effect.Effect<A, KafkaFailure> =>
    Effect.tryPromise({ try: work, catch: failureOf }).pipe(
      Effect.tapError((failure) =>
        Effect.sync(() => {
          if (staleCodes.has(failure.code)) picture.forget();
        }),
      ),
    );
  const nameOf = (name: string) => settings.prefix + name;
  let turn = 0;
  const anyOf = async (): Promise<Broker> => {
    // Never empty: somebody answered.
    const { brokers } = await picture.current();
    return connections.at(brokers[turn++ % brokers.length]!);
  };
  const cluster: KafkaCluster = {
    settings,
    nameOf,
    partitions: (topic) =>
      attempt(async () => {
        const name = nameOf(topic);
        return topicIn(await picture.current(name), name).partitions.length;
      }),
    leader: (topic, partition) =>
      attempt(async () => {
        const name = nameOf(topic);
        return connections.at(leaderIn(await picture.current(name), name, partition));
      }),
    coordinator: (group) =>
      attempt(async () => {
        const { coordinator } = await connections.call(await anyOf(), (broker) =>
          broker.findGroupCoordinator({ groupId: nameOf(group), coordinatorType: 0 }),
        );
        return connections.at(coordinator);
      }),
    anyBroker: attempt(anyOf),
    call: (broker, request) => attempt(() => connections.call(broker, request)),
    forget: picture.forget,
  };
  return { cluster, connections };
};

/** A client with connections of its own, opened when first needed and closed with the scope. */
export const openCluster = (
  settings: KafkaSettings,
): Effect.Effect<KafkaCluster, KafkaFailure, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(Effect.try({ try: () => open(settings), catch: failureOf }), ({ connections }) =>
      Effect.promise(() => connections.closeAll()),
    ),
    ({ cluster }) => cluster,
  );
