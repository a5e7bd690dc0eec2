import type { DirectoryEvent } from "@rapport/contracts/Directory";

export type FirmConfiguration = Extract<DirectoryEvent, { type: "firm.configured" }>["data"];
export type PartyLink = Extract<DirectoryEvent, { type: "party.linked" }>["data"];

export interface RegisteredClient {
  readonly id: string;
  readonly name: string;
  /** The client it was merged into, null while it stands for itself. */
  readonly mergedInto: string | null;
}

/** The directory as the commands that change it need it: what was said and not taken back. */
export interface DirectoryState {
  readonly firm: FirmConfiguration | null;
  /** By id, in the order of registration. */
  readonly clients: ReadonlyMap<string, RegisteredClient>;
  readonly links: ReadonlyArray<PartyLink>;
}

const sameLink = (a: PartyLink, b: PartyLink): boolean =>
  a.clientId === b.clientId && a.party === b.party && a.validFrom === b.validFrom && a.validTo === b.validTo;

/** Folds the directory's events, whichever order they come in and however often. */
export const directoryState = (events: Iterable<DirectoryEvent>): DirectoryState => {
  const unique = new Map([...events].map((event) => [event.id, event]));
  const ordered = [...unique.values()].toSorted(
    (a, b) => a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1),
  );
  let firm: FirmConfiguration | null = null;
  const clients = new Map<string, RegisteredClient>();
  let links: ReadonlyArray<PartyLink> = [];
  const setMerged = (id: string, mergedInto: string | null) => {
    const client = clients.get(id);
    if (client !== undefined) clients.set(id, { ...client, mergedInto });
  };
  for (const event of ordered) {
    if (event.type === "firm.configured") firm = event.data;
    else if (event.type === "client.registered") {
      const { clientId: id, name } = event.data;
      clients.set(id, { id, name, mergedInto: clients.get(id)?.mergedInto ?? null });
    } else if (event.type === "client.merged") setMerged(event.data.from, event.data.into);
    else if (event.type === "client.unmerged") {
      if (clients.get(event.data.from)?.mergedInto === event.data.into) setMerged(event.data.from, null);
    } else if (event.type === "party.linked" || event.type === "party.unlinked") {
      const { data } = event;
      links = links.filter((link) => !sameLink(link, data));
      if (event.type === "party.linked") links = [...links, data];
    }
  }
  return { firm, clients, links };
};

/** The client at the end of the chain of merges. */
export const canonicalClient = (state: DirectoryState, id: string): string => {
  let at = id;
  for (let steps = 0; steps <= state.clients.size; steps++) {
    const next = state.clients.get(at)?.mergedInto ?? null;
    if (next === null) return at;
    at = next;
  }
  return id;
};
