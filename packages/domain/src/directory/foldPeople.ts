import { cutPeriods, type Held } from "./cutPeriods.ts";
import type { InForce } from "./InForce.ts";
import {
  type DirectoryMember,
  forEverMs,
  type MemberParty,
  type OwnerPeriod,
  sinceEverMs,
} from "./Snapshot.ts";

/** By id. A leaving that is not after the joining is of an earlier time with the firm. */
export const membersOf = ({ memberIds, members, left }: InForce): ReadonlyArray<DirectoryMember> =>
  [...memberIds].toSorted().map((memberId) => {
    const said = members.get(memberId);
    const joinedAt = Math.max(sinceEverMs, said?.joinedAt ?? sinceEverMs);
    const leftAt = left.get(memberId) ?? forEverMs;
    return {
      memberId,
      name: said?.name ?? memberId,
      band: said?.band ?? null,
      role: said?.role ?? null,
      team: said?.team ?? null,
      calendarId: said?.calendarId ?? null,
      joinedAt,
      leftAt: leftAt > joinedAt ? leftAt : forEverMs,
    };
  });

/** By party. Of two members with one key the one registered later has it; `member:<id>` is always the member's. */
export const memberPartiesOf = ({ memberIds, members }: InForce): ReadonlyArray<MemberParty> => {
  const holders = new Map<string, string>();
  for (const member of members.values())
    for (const party of member.parties)
      holders.set(party.startsWith("email:") ? party.toLowerCase() : party, member.memberId);
  for (const memberId of memberIds) holders.set(`member:${memberId}`, memberId);
  return [...holders.keys()].toSorted().map((party) => ({ party, memberId: holders.get(party) ?? "" }));
};

/** Who holds each role at each client as it was said, cut: nobody left out, in the order of the clients' ids. */
const rolesOf = ({ ownerships }: InForce) => {
  const layers = new Map<string, { clientId: string; role: string; held: Array<Held> }>();
  for (const { clientId, role, held } of ownerships) {
    const key = JSON.stringify([clientId, role]);
    const known = layers.get(key) ?? { clientId, role, held: [] };
    known.held.push(held);
    layers.set(key, known);
  }
  return [...layers.values()]
    .toSorted((a, b) => (a.clientId < b.clientId ? -1 : 1))
    .map((one) => ({ ...one, held: cutPeriods(one.held).filter(({ holder }) => holder !== "") }));
};

/**
 * By client, role and time, of clients as they are counted: those that are merged into one lie below what was
 * said of it itself.
 */
export const ownersOf = (
  now: InForce,
  canonical: ReadonlyMap<string, string>,
): ReadonlyArray<OwnerPeriod> => {
  const roles = rolesOf(now);
  const counted = [
    ...roles.filter(({ clientId }) => canonical.has(clientId)),
    ...roles.filter(({ clientId }) => !canonical.has(clientId)),
  ];
  const byRole = Map.groupBy(counted, ({ clientId, role }) =>
    JSON.stringify([canonical.get(clientId) ?? clientId, role]),
  );
  return [...byRole.keys()].toSorted().flatMap((key) => {
    const [clientId = "", role = ""]: ReadonlyArray<string> = JSON.parse(key);
    return cutPeriods((byRole.get(key) ?? []).flatMap(({ held }) => held)).map(({ holder, from, to }) => ({
      clientId,
      role,
      memberId: holder,
      validFrom: from,
      validTo: to,
    }));
  });
};
