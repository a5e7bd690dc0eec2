import { Effect, Scope } from "effect";
import { type EventLog, EventLogError, type GroupOffset } from "../../EventLog.ts";
import { consumeGroup } from "../../group/consumeGroup.ts";
import { exclusiveGroup, runExclusively } from "../../group/exclusively.ts";
import { exclusiveTopic, type GroupStore } from "../../group/GroupStore.ts";
import { type KafkaCluster, openCluster } from "../KafkaCluster.ts";
import { toEventLogError } from "../KafkaFailure.ts";
import type { KafkaSettings } from "../KafkaOptions.ts";
import { retrying } from "../retrying.ts";
import { makeKafkaMember } from "./KafkaMember.ts";

/** The part of the log that goes by consumer groups. */
export type KafkaGroups = Pick<EventLog["Service"], "consume" | "exclusively" | "committed">;

const unknownTopic = (settings: KafkaSettings, operation: string, topic: string) =>
  new EventLogError({
    operation,
    detail: `unknown topic "${topic}"; this log has ${settings.topics.map(({ name }) => name).join(", ")}`,
    retriable: false,
  });

const partitionsOf = (settings: KafkaSettings, operation: string, topic: string) => {
  const known = settings.topics.find(({ name }) => name === topic);
  return known === undefined
    ? Effect.fail(unknownTopic(settings, operation, topic))
    : Effect.succeed(known.partitions);
};

/** One more member, over connections of its own, until the scope ends. */
const openMember = Effect.fnUntraced(function* (
  settings: KafkaSettings,
  group: string,
  topics: ReadonlyMap<string, number>,
) {
  const { sessionMs } = settings;
  // A request that takes half a session is lost: there must be time for a second one.
  const requestTimeoutMs = Math.min(settings.requestTimeoutMs, Math.max(1000, sessionMs / 2));
  const open = Effect.mapError(openCluster({ ...settings, requestTimeoutMs }), toEventLogError("consume"));
  const [cluster, joining] = [yield* open, yield* open];
  return yield* makeKafkaMember({ cluster, joining, group, topics, sessionMs });
});

/** Not `Effect.scoped`: the scope is the member's, and none of the caller's work's. */
const withMember = <A, E, R>(
  settings: KafkaSettings,
  group: string,
  topics: ReadonlyMap<string, number>,
  use: (member: GroupStore) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E | EventLogError, R> =>
  Effect.acquireUseRelease(
    Scope.make(),
    (scope) => Effect.flatMap(Scope.provide(openMember(settings, group, topics), scope), use),
    (scope, exit) => Scope.close(scope, exit),
  );

const committedOf = Effect.fnUntraced(function* (cluster: KafkaCluster, group: string, topic: string) {
  const { settings, nameOf } = cluster;
  const count = yield* partitionsOf(settings, "committed", topic);
  const numbers = Array.from({ length: count }, (_, partition) => partition);
  const ask = Effect.gen(function* () {
    const broker = yield* cluster.coordinator(group);
    const topics = [{ topic: nameOf(topic), partitions: numbers.map((partition) => ({ partition })) }];
    return yield* cluster.call(broker, (connected) =>
      connected.offsetFetch({ groupId: nameOf(group), topics }),
    );
  });
  const answer = yield* retrying(`committed of ${group}`, settings.deliveryTimeoutMs, ask).pipe(
    Effect.mapError(toEventLogError("committed")),
  );
  const found = answer.responses.flatMap(({ partitions }) => partitions);
  return numbers.map((partition): GroupOffset => {
    const position = found.find((each) => each.partition === partition);
    // -1: the group has never committed here.
    const offset = Math.max(0, Number(position?.offset ?? -1));
    return { partition, offset, metadata: position?.metadata ?? "" };
  });
});

/** Consumer groups as the brokers keep them. Nothing is connected before it is needed. */
export const openGroups = (settings: KafkaSettings): Effect.Effect<KafkaGroups, EventLogError, Scope.Scope> =>
  Effect.gen(function* () {
    const cluster = yield* Effect.mapError(openCluster(settings), toEventLogError("open"));
    return {
      committed: (group, topic) => committedOf(cluster, group, topic),
      consume: (options, handle) =>
        Effect.gen(function* () {
          const topics = new Map<string, number>();
          for (const topic of options.topics) {
            topics.set(topic, yield* partitionsOf(settings, "consume", topic));
          }
          return yield* withMember(settings, options.group, topics, (member) =>
            consumeGroup(member, options, handle),
          );
        }),
      exclusively: (name, work) =>
        withMember(settings, exclusiveGroup(name), new Map([[exclusiveTopic, 1]]), (member) =>
          runExclusively(member, name, work),
        ),
    } satisfies KafkaGroups;
  });
