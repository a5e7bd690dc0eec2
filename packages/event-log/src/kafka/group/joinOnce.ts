import { Effect } from "effect";
import type { KafkaCluster } from "../KafkaCluster.ts";
import { failureOf, type KafkaFailure } from "../KafkaFailure.ts";
import { errorOfCode } from "../kafkajsInternals.ts";
import { assignPartitions } from "./assignPartitions.ts";
import { type JoinAnswer, joinGroupRequest, memberIdRequired } from "./joinGroup.ts";
import {
  decodeAssignment,
  decodeMetadata,
  encodeAssignment,
  encodeMetadata,
  type MemberMetadata,
  type Partitions,
} from "./memberProtocol.ts";

interface JoiningGroup {
  readonly joining: KafkaCluster;
  readonly group: string;
  readonly topics: ReadonlyMap<string, number>;
  readonly sessionMs: number;
}

/** Who asks to join: "" and -1 for a newcomer. */
interface Joiner {
  readonly memberId: string;
  readonly generation: number;
  readonly leases: ReadonlyArray<{ readonly topic: string; readonly partition: number }>;
}

/** What came of it: our share in the new generation. */
export interface Joined {
  readonly generation: number;
  readonly assigned: ReadonlyArray<{ readonly topic: string; readonly partition: number }>;
}

const byTopic = (leases: Joiner["leases"], nameOf: (topic: string) => string): Partitions => {
  const grouped = new Map<string, number[]>();
  for (const { topic, partition } of leases) {
    const name = nameOf(topic);
    grouped.set(name, [...(grouped.get(name) ?? []), partition]);
  }
  return grouped;
};

/** What the leader sends with SyncGroup; the others send nothing and wait for it. */
const assignmentsBy = ({ leaderId, memberId, members }: JoinAnswer) => {
  if (leaderId !== memberId) return [];
  const nobody: MemberMetadata = { topics: new Map(), generation: -1, owned: new Map() };
  const metadata = new Map(
    members.map((member) => [member.memberId, decodeMetadata(member.metadata) ?? nobody]),
  );
  return [...assignPartitions(metadata)].map(([id, assigned]) => ({
    memberId: id,
    memberAssignment: encodeAssignment(assigned),
  }));
};

/**
 * One JoinGroup and SyncGroup, as leader or as follower. `onMemberId` hears the id as soon as the coordinator has given
 * it, which is before the long wait.
 */
export const joinOnce = Effect.fnUntraced(function* (
  { joining, group, topics, sessionMs }: JoiningGroup,
  joiner: Joiner,
  onMemberId: (memberId: string) => void,
) {
  const groupId = joining.nameOf(group);
  const named = new Map([...topics].map(([topic, count]) => [joining.nameOf(topic), count]));
  const topicOf = new Map([...topics.keys()].map((topic) => [joining.nameOf(topic), topic]));
  const metadata = encodeMetadata({
    topics: named,
    generation: joiner.generation,
    owned: byTopic(joiner.leases, joining.nameOf),
  });
  const coordinator = yield* joining.coordinator(group);
  const join = (memberId: string) =>
    joining.call(coordinator, ({ connectionPool }) =>
      connectionPool.send(joinGroupRequest({ groupId, sessionMs, memberId, metadata })),
    );
  let answer: JoinAnswer = yield* join(joiner.memberId);
  if (answer.errorCode === memberIdRequired) {
    onMemberId(answer.memberId);
    answer = yield* join(answer.memberId);
  }
  if (answer.errorCode !== 0) return yield* failureOf(errorOfCode(answer.errorCode));
  const { generation: generationId, memberId } = answer;
  onMemberId(memberId);
  const groupAssignment = yield* Effect.try({ try: () => assignmentsBy(answer), catch: failureOf });
  const { memberAssignment } = yield* joining.call(coordinator, (broker) =>
    broker.syncGroup({ groupId, generationId, memberId, groupAssignment }),
  );
  const assigned = yield* Effect.try<Partitions, KafkaFailure>({
    try: () => decodeAssignment(memberAssignment),
    catch: failureOf,
  });
  return {
    generation: generationId,
    assigned: [...assigned].flatMap(([name, partitions]) => {
      const topic = topicOf.get(name);
      return topic === undefined ? [] : partitions.map((partition) => ({ topic, partition }));
    }),
  } satisfies Joined;
});
