import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { canonicalClients } from "./canonicalClients.ts";
import { nameLinks } from "./clientNames.ts";
import { cutPeriods, type Held } from "./cutPeriods.ts";
import { memberPartiesOf, membersOf, ownersOf } from "./foldPeople.ts";
import { directoryInForce, type InForce } from "./InForce.ts";
import { firmWithMembers, isOwnParty } from "./ownParties.ts";
import type { DirectoryClient, DirectorySnapshot, PartyPeriod } from "./Snapshot.ts";

const sortedValues = <V>(map: ReadonlyMap<string, V>): ReadonlyArray<V> =>
  [...map.keys()].toSorted().flatMap((key) => {
    const value = map.get(key);
    return value === undefined ? [] : [value];
  });

const clientsOf = (
  { clientIds, names }: InForce,
  canonical: ReadonlyMap<string, string>,
): ReadonlyArray<DirectoryClient> => {
  const nameOf = (clientId: string): string => names.get(clientId)?.at(-1) ?? clientId;
  return [...clientIds].toSorted().map((clientId) => {
    const canonicalId = canonical.get(clientId) ?? clientId;
    return { clientId, name: nameOf(clientId), canonicalId, canonicalName: nameOf(canonicalId) };
  });
};

const periodsOf = (
  { names, links }: InForce,
  canonical: ReadonlyMap<string, string>,
  isOwn: (party: string) => boolean,
): ReadonlyArray<PartyPeriod> => {
  const layersOf = new Map<string, Array<Held>>();
  const put = (party: string, held: Held) => {
    const layers = layersOf.get(party) ?? [];
    layers.push({ ...held, holder: canonical.get(held.holder) ?? held.holder });
    layersOf.set(party, layers);
  };
  // Names come first: what was said of one outright lies over it.
  for (const [party, held] of nameLinks(names, canonical)) put(party, held);
  for (const [party, layers] of links) for (const held of layers) put(party, held);
  return [...layersOf.keys()]
    .filter((party) => !isOwn(party))
    .toSorted()
    .flatMap((party) =>
      cutPeriods(layersOf.get(party) ?? []).map(({ holder, from, to }) => ({
        party,
        clientId: holder,
        validFrom: from,
        validTo: to,
      })),
    );
};

/** Who is who by what is in force. */
export const snapshotOf = (now: InForce): DirectorySnapshot => {
  const canonical = canonicalClients([...now.merges.values()]);
  const firm = firmWithMembers(now);
  const memberParties = memberPartiesOf(now);
  const ours = new Set(memberParties.map(({ party }) => party));
  const isOwn = isOwnParty(firm);
  return {
    firm,
    clients: clientsOf(now, canonical),
    periods: periodsOf(now, canonical, (party) => ours.has(party) || isOwn(party)),
    profiles: sortedValues(now.profiles).filter(({ clientId }) => !canonical.has(clientId)),
    contacts: sortedValues(now.contacts),
    members: membersOf(now),
    memberParties,
    owners: ownersOf(now, canonical),
    calendars: sortedValues(now.calendars),
  };
};

/**
 * Who is who after these events, a pure function of the *set* of events: their order of arrival and copies
 * make no difference. Later events (by `occurredAt`, then id) win: the last name, the last merge of a
 * client, the last link where links overlap. Merging and un-merging, or linking and unlinking, leaves no
 * trace but the mentioned clients.
 */
export const foldDirectory = (events: Iterable<DirectoryEvent>): DirectorySnapshot =>
  snapshotOf(directoryInForce(events));
