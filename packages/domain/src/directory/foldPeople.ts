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

/** By client, role and time: ownerships cut like links, of clients as they are counted. */
export const ownersOf = (
  { ownerships }: InForce,
  canonical: ReadonlyMap<string, string>,
): ReadonlyArray<OwnerPeriod> => {
  const layers = new Map<string, Map<string, Array<Held>>>();
  for (const { clientId, role, held } of ownerships) {
    const counted = canonical.get(clientId) ?? clientId;
    const roles = layers.get(counted) ?? new Map<string, Array<Held>>();
    layers.set(counted, roles);
    roles.set(role, [...(roles.get(role) ?? []), held]);
  }
  return [...layers.keys()].toSorted().flatMap((clientId) => {
    const roles = layers.get(clientId) ?? new Map<string, Array<Held>>();
    return [...roles.keys()].toSorted().flatMap((role) =>
      cutPeriods(roles.get(role) ?? [])
        .filter(({ holder }) => holder !== "")
        .map(({ holder, from, to }) => ({ clientId, role, memberId: holder, validFrom: from, validTo: to })),
    );
  });
};
