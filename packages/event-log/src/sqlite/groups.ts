import { exclusiveTopic, type Lease, type Member } from "../group/GroupStore.ts";
import { type LeaseState, type MemberState, rebalance } from "../group/rebalance.ts";
import type { LogDatabase } from "./openDatabase.ts";
import type { GroupView, Operations } from "./protocol.ts";
import { isGone } from "./processIdentity.ts";
import { topicOf } from "./topicOf.ts";

/** Consumer groups in the database. All but `leases` write and must be called inside a transaction. */
export interface Groups {
  readonly beat: (member: Member) => GroupView;
  readonly leases: (member: Member) => GroupView;
  readonly leave: (member: Member) => GroupView;
  readonly commit: (request: Operations["commit"]["request"]) => "committed" | "stale";
}

interface LeaseRow {
  readonly topic_id: number;
  readonly partition: number;
  readonly owner: string | null;
  readonly generation: number;
}

interface MemberRow {
  readonly member_id: string;
  readonly topics: string;
  readonly session_ms: number;
  readonly heartbeat_at: number;
}

const statementsOf = ({ db }: LogDatabase) => ({
  selectMembers: db.prepare(
    "SELECT member_id, topics, session_ms, heartbeat_at FROM group_member WHERE group_name = ?",
  ),
  upsertMember: db.prepare(
    "INSERT INTO group_member (group_name, member_id, topics, session_ms, heartbeat_at) VALUES (?, ?, ?, ?, ?) " +
      "ON CONFLICT DO UPDATE SET topics = excluded.topics, session_ms = excluded.session_ms, heartbeat_at = excluded.heartbeat_at",
  ),
  deleteMember: db.prepare("DELETE FROM group_member WHERE group_name = ? AND member_id = ?"),
  selectLeases: db.prepare(
    "SELECT topic_id, partition, owner, generation FROM group_lease WHERE group_name = ?",
  ),
  insertLease: db.prepare("INSERT INTO group_lease VALUES (?, ?, ?, NULL, 0) ON CONFLICT DO NOTHING"),
  updateLease: db.prepare(
    "UPDATE group_lease SET owner = ?, generation = ? WHERE group_name = ? AND topic_id = ? AND partition = ?",
  ),
  selectOwner: db.prepare(
    "SELECT owner, generation FROM group_lease WHERE group_name = ? AND topic_id = ? AND partition = ?",
  ),
  upsertOffset: db.prepare(
    "INSERT INTO group_offset VALUES (?, ?, ?, ?, ?) " +
      "ON CONFLICT DO UPDATE SET next_offset = excluded.next_offset, metadata = excluded.metadata",
  ),
});

/** Stands for no row of `topic`, whose ids start at 1: nothing is ever appended to it. */
const exclusiveTopicId = 0;

const leasable = (log: LogDatabase, name: string) =>
  name === exclusiveTopic ? { id: exclusiveTopicId, partitions: 1 } : topicOf(log, name);

export const makeGroups = (log: LogDatabase, sessionMs: number): Groups => {
  const sql = statementsOf(log);
  const nameOf = new Map([...log.topics].map(([name, topic]) => [topic.id, name]));
  nameOf.set(exclusiveTopicId, exclusiveTopic);

  const leaseStates = (group: string): LeaseState[] =>
    (sql.selectLeases.all(group) as unknown as LeaseRow[]).flatMap((row) => {
      const topic = nameOf.get(row.topic_id);
      return topic === undefined
        ? []
        : [{ topic, partition: row.partition, owner: row.owner, generation: row.generation }];
    });
  const memberStates = (group: string): MemberState[] =>
    (sql.selectMembers.all(group) as unknown as MemberRow[]).map((row) => ({
      id: row.member_id,
      topics: row.topics.split("\n"),
      sessionMs: row.session_ms,
      // As if it had never given a sign of life: its partitions are free at once.
      heartbeatAt: isGone(row.member_id) ? Number.NEGATIVE_INFINITY : row.heartbeat_at,
    }));
  const ownedBy = (states: ReadonlyArray<LeaseState>, member: Member): Lease[] =>
    states
      .filter(({ owner }) => owner === member.id)
      .map(({ topic, partition, generation }) => ({ topic, partition, generation }));

  const regroup = (group: string): boolean => {
    const { expired, changed } = rebalance(memberStates(group), leaseStates(group), Date.now());
    for (const id of expired) sql.deleteMember.run(group, id);
    for (const { topic, partition, owner, generation } of changed) {
      sql.updateLease.run(owner, generation, group, leasable(log, topic).id, partition);
    }
    return changed.length > 0;
  };

  return {
    beat: (member) => {
      for (const name of member.topics) {
        const topic = leasable(log, name);
        for (let partition = 0; partition < topic.partitions; partition++)
          sql.insertLease.run(member.group, topic.id, partition);
      }
      sql.upsertMember.run(member.group, member.id, member.topics.join("\n"), sessionMs, Date.now());
      const rebalanced = regroup(member.group);
      return { leases: ownedBy(leaseStates(member.group), member), rebalanced };
    },
    leases: (member) => ({ leases: ownedBy(leaseStates(member.group), member), rebalanced: false }),
    leave: (member) => {
      sql.deleteMember.run(member.group, member.id);
      return { leases: [], rebalanced: regroup(member.group) };
    },
    commit: ({ member, lease, offset, metadata }) => {
      const topic = topicOf(log, lease.topic);
      const row = sql.selectOwner.get(member.group, topic.id, lease.partition) as LeaseRow | undefined;
      if (row?.owner !== member.id || row.generation !== lease.generation) return "stale";
      sql.upsertOffset.run(member.group, topic.id, lease.partition, offset, metadata);
      return "committed";
    },
  };
};
