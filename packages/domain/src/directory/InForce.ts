import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { Merge } from "./canonicalClients.ts";
import type { Held } from "./cutPeriods.ts";
import { inOrder } from "./eventOrder.ts";
import type { Calendar, Firm, Profile, RegisteredContact, RegisteredMember } from "./Snapshot.ts";
import { forEverMs, sinceEverMs } from "./Snapshot.ts";

/** What a directory event says, without what every event carries. */
export type Saying = {
  [T in DirectoryEvent["type"]]: Pick<Extract<DirectoryEvent, { type: T }>, "type" | "data">;
}[DirectoryEvent["type"]];

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
  /** By party: held by client ids, as it was said, oldest first. */
  readonly links: ReadonlyMap<string, ReadonlyArray<Held>>;
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
const sameHeld = (a: Held, b: Held): boolean => a.holder === b.holder && a.from === b.from && a.to === b.to;

/** A period as events say it, laid open: null bounds become the ends of time. */
export const heldBy = (
  holder: string,
  period: { readonly validFrom: number | null; readonly validTo: number | null },
): Held => ({
  holder,
  from: within(period.validFrom ?? sinceEverMs),
  to: within(period.validTo ?? forEverMs),
});

/** A directory of which nothing was said yet, to be told more by `tell`. */
export const emptyDirectory = () => ({
  firm: null as Firm | null,
  names: new Map<string, ReadonlyArray<string>>(),
  clientIds: new Set<string>(),
  merges: new Map<string, Merge>(),
  links: new Map<string, ReadonlyArray<Held>>(),
  profiles: new Map<string, Profile>(),
  contacts: new Map<string, RegisteredContact>(),
  members: new Map<string, RegisteredMember>(),
  memberIds: new Set<string>(),
  left: new Map<string, number>(),
  ownerships: [] as Array<Ownership>,
  calendars: new Map<string, Calendar>(),
});
export type GrowingDirectory = ReturnType<typeof emptyDirectory>;

const tellOfClient = (now: GrowingDirectory, event: Saying): void => {
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
      const others = (now.links.get(party) ?? []).filter((one) => !sameHeld(one, held));
      if (event.type === "party.linked") now.clientIds.add(clientId);
      const layers = event.type === "party.linked" ? [...others, held] : others;
      if (layers.length > 0) now.links.set(party, layers);
      else now.links.delete(party);
      return;
    }
  }
};

/** Changes the directory by what is said after everything else in it. */
export const tell = (now: GrowingDirectory, event: Saying): void => {
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
      tellOfClient(now, event);
  }
};

/**
 * What is in force after these events: a pure function of their *set*. Later ones (by `occurredAt`, then id)
 * win, copies count once, what is taken back leaves nothing but the mention of its client.
 */
export const directoryInForce = (events: Iterable<DirectoryEvent>): GrowingDirectory => {
  const now = emptyDirectory();
  for (const event of inOrder(events)) tell(now, event);
  return now;
};
