import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { Merge } from "./canonicalClients.ts";
import type { Held } from "./cutPeriods.ts";
import { inOrder } from "./eventOrder.ts";
import type { Calendar, Firm, Profile, RegisteredContact, RegisteredMember } from "./Snapshot.ts";
import { forEverMs, sinceEverMs } from "./Snapshot.ts";

export interface Link {
  readonly party: string;
  /** By client id, as it was said. */
  readonly held: Held;
}

export interface Ownership {
  readonly clientId: string;
  readonly role: string;
  /** By member id; "" where it was said that nobody does. */
  readonly held: Held;
}

/** What was said and not taken back. Maps keep the order in which things came into force. */
export interface InForce {
  readonly firm: Firm | null;
  /** Names of registered clients, the present one last. */
  readonly names: ReadonlyMap<string, ReadonlyArray<string>>;
  /** Every client that is named anywhere. */
  readonly clientIds: ReadonlySet<string>;
  readonly merges: ReadonlyMap<string, Merge>;
  readonly links: ReadonlyMap<string, Link>;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly contacts: ReadonlyMap<string, RegisteredContact>;
  readonly members: ReadonlyMap<string, RegisteredMember>;
  /** Every member that is named anywhere. */
  readonly memberIds: ReadonlySet<string>;
  /** Last days of members, UTC ms, exclusive. */
  readonly left: ReadonlyMap<string, number>;
  readonly ownerships: ReadonlyArray<Ownership>;
  readonly calendars: ReadonlyMap<string, Calendar>;
}

/** Said again, it is the latest again. */
const putLast = <V>(map: Map<string, V>, key: string, value: V): void => {
  map.delete(key);
  map.set(key, value);
};

const keyOf = (...parts: ReadonlyArray<string | number>): string => JSON.stringify(parts);
const within = (ms: number): number => Math.min(forEverMs, Math.max(sinceEverMs, ms));
const heldBy = (
  holder: string,
  period: { readonly validFrom: number | null; readonly validTo: number | null },
): Held => ({
  holder,
  from: within(period.validFrom ?? sinceEverMs),
  to: within(period.validTo ?? forEverMs),
});

const nothing = () => ({
  firm: null as Firm | null,
  names: new Map<string, ReadonlyArray<string>>(),
  clientIds: new Set<string>(),
  merges: new Map<string, Merge>(),
  links: new Map<string, Link>(),
  profiles: new Map<string, Profile>(),
  contacts: new Map<string, RegisteredContact>(),
  members: new Map<string, RegisteredMember>(),
  memberIds: new Set<string>(),
  left: new Map<string, number>(),
  ownerships: [] as Array<Ownership>,
  calendars: new Map<string, Calendar>(),
});
type Growing = ReturnType<typeof nothing>;

const applyClient = (now: Growing, event: DirectoryEvent): void => {
  switch (event.type) {
    case "client.registered": {
      const { clientId, name } = event.data;
      now.clientIds.add(clientId);
      const before = now.names.get(clientId) ?? [];
      now.names.set(clientId, [...before.filter((one) => one !== name), name]);
      return;
    }
    case "client.merged":
      now.clientIds.add(event.data.from).add(event.data.into);
      return putLast(now.merges, keyOf(event.data.from, event.data.into), event.data);
    case "client.unmerged":
      now.merges.delete(keyOf(event.data.from, event.data.into));
      return;
    case "client.profiled":
      now.clientIds.add(event.data.clientId);
      now.profiles.set(event.data.clientId, event.data);
      return;
    case "party.linked":
    case "party.unlinked": {
      const { clientId, party } = event.data;
      const held = heldBy(clientId, event.data);
      const key = keyOf(party, clientId, held.from, held.to);
      if (event.type === "party.unlinked") return void now.links.delete(key);
      now.clientIds.add(clientId);
      return putLast(now.links, key, { party, held });
    }
  }
};

const apply = (now: Growing, event: DirectoryEvent): void => {
  switch (event.type) {
    case "firm.configured":
      now.firm = event.data;
      return;
    case "contact.registered":
      now.contacts.set(event.data.party, event.data);
      return;
    case "member.registered":
      now.memberIds.add(event.data.memberId);
      return putLast(now.members, event.data.memberId, event.data);
    case "member.left":
      now.memberIds.add(event.data.memberId);
      now.left.set(event.data.memberId, within(event.data.leftAt));
      return;
    case "ownership.changed": {
      const { clientId, role, memberId } = event.data;
      now.clientIds.add(clientId);
      if (memberId !== null) now.memberIds.add(memberId);
      now.ownerships.push({ clientId, role, held: heldBy(memberId ?? "", event.data) });
      return;
    }
    case "calendar.set":
      now.calendars.set(event.data.calendarId, event.data);
      return;
    default:
      applyClient(now, event);
  }
};

/**
 * What is in force after these events: a pure function of their *set*. Later ones (by `occurredAt`, then id)
 * win, copies count once, what is taken back leaves nothing but the mention of its client.
 */
export const directoryInForce = (events: Iterable<DirectoryEvent>): InForce => {
  const now = nothing();
  for (const event of inOrder(events)) apply(now, event);
  return now;
};
