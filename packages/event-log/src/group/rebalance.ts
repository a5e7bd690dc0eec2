/** A member of a consumer group as its store knows it. Times are UTC ms of the store's clock. */
export interface MemberState {
  readonly id: string;
  readonly topics: ReadonlyArray<string>;
  readonly heartbeatAt: number;
  readonly sessionMs: number;
}

/** Who owns a partition for a group. `generation` grows with every change of owner and fences commits. */
export interface LeaseState {
  readonly topic: string;
  readonly partition: number;
  readonly owner: string | null;
  readonly generation: number;
}

/** What a rebalance changes: members that are out, and leases with a new owner and generation. */
export interface Rebalance {
  readonly expired: ReadonlyArray<string>;
  readonly changed: ReadonlyArray<LeaseState>;
}

// A heartbeat from the far future means that the clock was set back since: its member is not trusted either,
// or a dead one could hold its partitions for as long as the clock was wrong.
const isAlive = (member: MemberState, now: number): boolean =>
  now - member.heartbeatAt <= member.sessionMs && member.heartbeatAt - now <= member.sessionMs;

/**
 * Decides who owns what at `now`. Members that missed their session time are out. A partition stays with its owner
 * as long as that owner is alive, subscribes to the topic and does not hold two more than another member who could
 * take it. `leases` lists every partition of every topic of the group, owned or not. Pure and deterministic.
 */
export const rebalance = (
  members: ReadonlyArray<MemberState>,
  leases: ReadonlyArray<LeaseState>,
  now: number,
): Rebalance => {
  const alive = members.filter((member) => isAlive(member, now)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const held = new Map<string, LeaseState[]>(alive.map((member) => [member.id, []]));
  const takers = (topic: string) => alive.filter((member) => member.topics.includes(topic));
  const load = (id: string) => held.get(id)!.length;

  const sorted = leases.toSorted((a, b) =>
    a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.partition - b.partition,
  );
  const free: LeaseState[] = [];
  for (const lease of sorted) {
    const stays = lease.owner !== null && takers(lease.topic).some((member) => member.id === lease.owner);
    if (stays) held.get(lease.owner!)!.push(lease);
    else free.push(lease);
  }
  const lightest = (candidates: ReadonlyArray<MemberState>): string | undefined =>
    candidates.reduce<string | undefined>(
      (best, member) => (best === undefined || load(member.id) < load(best) ? member.id : best),
      undefined,
    );
  for (const lease of free) {
    const taker = lightest(takers(lease.topic));
    if (taker !== undefined) held.get(taker)!.push(lease);
  }
  moveSurplus(held, (topic) => lightest(takers(topic)));

  const ownerNow = new Map<LeaseState, string>();
  for (const [id, mine] of held) for (const lease of mine) ownerNow.set(lease, id);
  return {
    expired: members.filter((member) => !isAlive(member, now)).map((member) => member.id),
    changed: leases.flatMap((lease) => {
      const owner = ownerNow.get(lease) ?? null;
      return owner === lease.owner ? [] : [{ ...lease, owner, generation: lease.generation + 1 }];
    }),
  };
};

/** Moves one partition at a time from a member to one that holds at least two fewer, until there is no such pair. */
const moveSurplus = (
  held: Map<string, LeaseState[]>,
  lightestFor: (topic: string) => string | undefined,
): void => {
  let moved = true;
  while (moved) {
    moved = false;
    for (const mine of held.values()) {
      for (let index = mine.length - 1; index >= 0 && !moved; index--) {
        const taker = lightestFor(mine[index]!.topic);
        if (taker === undefined || held.get(taker)!.length + 2 > mine.length) continue;
        held.get(taker)!.push(...mine.splice(index, 1));
        moved = true;
      }
    }
  }
};
