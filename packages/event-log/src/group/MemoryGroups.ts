import type { GroupOffset } from "../EventLog.ts";
import type { Lease, Member } from "./GroupStore.ts";
import { type LeaseState, type MemberState, rebalance } from "./rebalance.ts";

/** Consumer groups in memory. `beat` and `leave` say whether a partition changed hands. */
export interface MemoryGroups {
  /** Makes the topic's partitions known to the group. */
  readonly declare: (group: string, topic: string, partitions: number) => void;
  readonly beat: (member: Member, sessionMs: number, now: number) => boolean;
  readonly leave: (member: Member, now: number) => boolean;
  readonly leases: (member: Member) => Lease[];
  readonly committed: (group: string, topic: string, partition: number) => GroupOffset;
  /** False when the member does not own the lease's generation any more. */
  readonly commit: (member: Member, lease: Lease, offset: number, metadata: string) => boolean;
}

interface Group {
  readonly members: Map<string, MemberState>;
  readonly leases: Map<string, LeaseState>;
  readonly offsets: Map<string, GroupOffset>;
}

const regroup = (group: Group, now: number): boolean => {
  const { expired, changed } = rebalance([...group.members.values()], [...group.leases.values()], now);
  for (const id of expired) group.members.delete(id);
  for (const lease of changed) group.leases.set(`${lease.topic}/${lease.partition}`, lease);
  return changed.length > 0;
};

export const makeMemoryGroups = (): MemoryGroups => {
  const groups = new Map<string, Group>();
  const groupOf = (name: string): Group => {
    const group = groups.get(name) ?? { members: new Map(), leases: new Map(), offsets: new Map() };
    groups.set(name, group);
    return group;
  };
  return {
    declare: (name, topic, partitions) => {
      const { leases } = groupOf(name);
      for (let partition = 0; partition < partitions; partition++) {
        const key = `${topic}/${partition}`;
        if (!leases.has(key)) leases.set(key, { topic, partition, owner: null, generation: 0 });
      }
    },
    beat: ({ group: name, id, topics }, sessionMs, now) => {
      const group = groupOf(name);
      group.members.set(id, { id, topics, sessionMs, heartbeatAt: now });
      return regroup(group, now);
    },
    leave: ({ group: name, id }, now) => {
      const group = groupOf(name);
      group.members.delete(id);
      return regroup(group, now);
    },
    leases: (member) =>
      [...groupOf(member.group).leases.values()]
        .filter(({ owner }) => owner === member.id)
        .map(({ topic, partition, generation }) => ({ topic, partition, generation })),
    committed: (name, topic, partition) =>
      groupOf(name).offsets.get(`${topic}/${partition}`) ?? { partition, offset: 0, metadata: "" },
    commit: (member, { topic, partition, generation }, offset, metadata) => {
      const { leases, offsets } = groupOf(member.group);
      const key = `${topic}/${partition}`;
      const lease = leases.get(key);
      if (lease?.owner !== member.id || lease.generation !== generation) return false;
      offsets.set(key, { partition, offset, metadata });
      return true;
    },
  };
};
