import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { canonicalClients, mergedInto } from "@rapport/domain/directory/canonicalClients";
import { snapshotOf } from "@rapport/domain/directory/foldDirectory";
import { directoryInForce, type GrowingDirectory } from "@rapport/domain/directory/InForce";
import {
  type DirectorySnapshot,
  type Firm,
  forEverMs,
  sinceEverMs,
} from "@rapport/domain/directory/Snapshot";

export type PartyLink = Extract<DirectoryEvent, { type: "party.linked" }>["data"];

export interface RegisteredClient {
  readonly id: string;
  readonly name: string;
  /** The client it was merged into, null while it stands for itself. */
  readonly mergedInto: string | null;
}

/** The directory as the commands that change it need it: what was said and not taken back. */
export interface DirectoryState {
  readonly firm: Firm | null;
  /** By id, in the order of registration. */
  readonly clients: ReadonlyMap<string, RegisteredClient>;
  readonly links: ReadonlyArray<PartyLink>;
  /** All of what is in force; a command that changes it works on it as on its own copy. */
  readonly inForce: GrowingDirectory;
  /** Who is who by it, as reports see it. */
  readonly snapshot: DirectorySnapshot;
  /** By id of a client that is merged, the one it is counted as. */
  readonly countedAs: ReadonlyMap<string, string>;
}

/** A bound as events say it: null at the ends of time. */
export const saidFrom = (ms: number): number | null => (ms <= sinceEverMs ? null : ms);
export const saidTo = (ms: number): number | null => (ms >= forEverMs ? null : ms);

/** Folds the directory's events, whichever order they come in and however often. */
export const directoryState = (events: Iterable<DirectoryEvent>): DirectoryState => {
  const inForce = directoryInForce(events);
  const into = mergedInto([...inForce.merges.values()]);
  const clients = [...inForce.names].map(
    ([id, names]) => [id, { id, name: names.at(-1) ?? id, mergedInto: into.get(id) ?? null }] as const,
  );
  const links = [...inForce.links].flatMap(([party, layers]) =>
    layers.map(({ holder, from, to }) => ({
      clientId: holder,
      party,
      validFrom: saidFrom(from),
      validTo: saidTo(to),
    })),
  );
  const snapshot = snapshotOf(inForce);
  const countedAs = canonicalClients([...inForce.merges.values()]);
  return { firm: inForce.firm, clients: new Map(clients), links, inForce, snapshot, countedAs };
};

/** The client at the end of the chain of merges. */
export const canonicalClient = (state: DirectoryState, id: string): string => state.countedAs.get(id) ?? id;

/** Name of a client by its id; the id itself where it was never registered. */
export const clientName = (state: DirectoryState, id: string): string => state.clients.get(id)?.name ?? id;
