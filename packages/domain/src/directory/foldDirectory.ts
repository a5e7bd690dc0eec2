import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { canonicalClients, type Merge } from "./canonicalClients.ts";
import { cutPeriods, type Held } from "./cutPeriods.ts";
import { inOrder } from "./eventOrder.ts";
import {
  type DirectoryClient,
  type DirectorySnapshot,
  type Firm,
  forEverMs,
  type PartyPeriod,
  sinceEverMs,
} from "./Snapshot.ts";

interface Link {
  readonly party: string;
  readonly held: Held;
}

/** What is in force after some of the events. Maps keep the order in which things came into force. */
interface Directory {
  firm: Firm | null;
  readonly names: Map<string, string>;
  readonly merges: Map<string, Merge>;
  readonly links: Map<string, Link>;
}

/** Said again, it is the latest again. */
const putLast = <V>(map: Map<string, V>, key: string, value: V): void => {
  map.delete(key);
  map.set(key, value);
};

const keyOf = (...parts: ReadonlyArray<string | number>): string => JSON.stringify(parts);
const within = (ms: number): number => Math.min(forEverMs, Math.max(sinceEverMs, ms));
const mention = (directory: Directory, clientId: string): void => {
  if (!directory.names.has(clientId)) directory.names.set(clientId, clientId);
};

const apply = (directory: Directory, event: DirectoryEvent): void => {
  switch (event.type) {
    case "firm.configured":
      directory.firm = event.data;
      return;
    case "client.registered":
      directory.names.set(event.data.clientId, event.data.name);
      return;
    case "client.merged":
      mention(directory, event.data.from);
      mention(directory, event.data.into);
      putLast(directory.merges, keyOf(event.data.from, event.data.into), event.data);
      return;
    case "client.unmerged":
      directory.merges.delete(keyOf(event.data.from, event.data.into));
      return;
    case "party.linked":
    case "party.unlinked": {
      const { clientId: holder, party } = event.data;
      const from = within(event.data.validFrom ?? sinceEverMs);
      const to = within(event.data.validTo ?? forEverMs);
      const key = keyOf(party, holder, from, to);
      if (event.type === "party.unlinked") {
        directory.links.delete(key);
        return;
      }
      mention(directory, holder);
      putLast(directory.links, key, { party, held: { holder, from, to } });
    }
  }
};

const periodsOf = (
  links: Iterable<Link>,
  canonical: ReadonlyMap<string, string>,
): ReadonlyArray<PartyPeriod> => {
  const layersOf = new Map<string, Array<Held>>();
  for (const { party, held } of links) {
    const layers = layersOf.get(party) ?? [];
    layers.push({ ...held, holder: canonical.get(held.holder) ?? held.holder });
    layersOf.set(party, layers);
  }
  return [...layersOf.keys()].toSorted().flatMap((party) =>
    cutPeriods(layersOf.get(party) ?? []).map(({ holder, from, to }) => ({
      party,
      clientId: holder,
      validFrom: from,
      validTo: to,
    })),
  );
};

/**
 * Who is who after these events, a pure function of the *set* of events: their order of arrival and copies
 * make no difference. Later events (by `occurredAt`, then id) win: the last name, the last merge of a
 * client, the last link where links overlap. Merging and un-merging, or linking and unlinking, leaves no
 * trace but the mentioned clients.
 */
export const foldDirectory = (events: Iterable<DirectoryEvent>): DirectorySnapshot => {
  const directory: Directory = { firm: null, names: new Map(), merges: new Map(), links: new Map() };
  for (const event of inOrder(events)) apply(directory, event);
  const canonical = canonicalClients([...directory.merges.values()]);
  const clients = [...directory.names.keys()].toSorted().map((clientId): DirectoryClient => {
    const canonicalId = canonical.get(clientId) ?? clientId;
    return {
      clientId,
      name: directory.names.get(clientId) ?? clientId,
      canonicalId,
      canonicalName: directory.names.get(canonicalId) ?? canonicalId,
    };
  });
  return { firm: directory.firm, clients, periods: periodsOf(directory.links.values(), canonical) };
};
