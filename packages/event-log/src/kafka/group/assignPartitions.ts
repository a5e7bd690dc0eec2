import { type LeaseState, type MemberState, rebalance } from "../../group/rebalance.ts";
import type { MemberMetadata, Partitions } from "./memberProtocol.ts";

/** Who says that it owns a partition; of several the one of the latest generation is believed. */
const ownersOf = (members: ReadonlyMap<string, MemberMetadata>): Map<string, string> => {
  const owners = new Map<string, { readonly id: string; readonly generation: number }>();
  for (const [id, { owned, generation }] of members) {
    for (const [topic, partitions] of owned) {
      for (const partition of partitions) {
        const key = `${topic}/${partition}`;
        const other = owners.get(key);
        if (other === undefined || other.generation < generation) owners.set(key, { id, generation });
      }
    }
  }
  return new Map([...owners].map(([key, { id }]) => [key, id]));
};

const partitionCounts = (members: Iterable<MemberMetadata>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { topics } of members) {
    for (const [topic, count] of topics) counts.set(topic, Math.max(count, counts.get(topic) ?? 0));
  }
  return counts;
};

/**
 * The leader's work in a rebalance: gives every partition that a member subscribes to one owner, evenly, moving as
 * little as `rebalance` can. Pure: the same for the same members, whoever of them leads.
 */
export const assignPartitions = (
  unordered: ReadonlyMap<string, MemberMetadata>,
): ReadonlyMap<string, Partitions> => {
  const members = new Map([...unordered].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const owners = ownersOf(members);
  // Who is in a rebalance is alive: the brokers see to that.
  const states = [...members].map(([id, { topics }]): MemberState => ({
    id,
    topics: [...topics.keys()],
    heartbeatAt: 0,
    sessionMs: 0,
  }));
  const leases = [...partitionCounts(members.values())].flatMap(([topic, count]) =>
    Array.from({ length: count }, (_, partition): LeaseState => {
      const owner = owners.get(`${topic}/${partition}`) ?? null;
      return { topic, partition, owner, generation: 0 };
    }),
  );
  const changed = new Map(
    rebalance(states, leases, 0).changed.map((lease) => [`${lease.topic}/${lease.partition}`, lease.owner]),
  );
  const assigned = new Map<string, Map<string, number[]>>([...members.keys()].map((id) => [id, new Map()]));
  for (const { topic, partition, owner: before } of leases) {
    const key = `${topic}/${partition}`;
    const owner = changed.has(key) ? changed.get(key)! : before;
    const mine = owner === null ? undefined : assigned.get(owner);
    mine?.set(topic, [...(mine.get(topic) ?? []), partition]);
  }
  return assigned;
};
