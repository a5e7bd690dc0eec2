/** On whose side somebody is, as far as the help desk says. */
export type Side = "us" | "them" | "system" | "unknown";

/** Somebody the input tells of. `version` orders what it says of them: the highest holds. */
export interface Person {
  readonly version: number;
  readonly side: Side;
  readonly address: string | null;
  readonly organisation: string | null;
}

export interface Organisation {
  readonly version: number;
  readonly domains: ReadonlyArray<string>;
}

/** What entries of a ticket need to know of it, which may stand anywhere in the input. */
export interface TicketFacts {
  readonly version: number;
  readonly requester: string | null;
  readonly organisation: string | null;
  readonly openedAt: number | null;
}

export interface FirstMessage {
  readonly atMs: number;
  readonly id: string;
}

/** What the rest of the input holds of a ticket. */
export interface TicketTraces {
  /** Its changes are told one by one, so they are not taken from how it stands. */
  history: boolean;
  /** When it was solved, by a record of its own. */
  solvedAt: number | null;
  /** The first message, which may be the description again. */
  first: FirstMessage | null;
  /** Policies whose promises are told one by one. */
  promises: ReadonlySet<string>;
}

/** One for all: most tickets have no promises, and an empty set takes 200 bytes. */
const none: ReadonlySet<string> = new Set();
const noTraces: Readonly<TicketTraces> = { history: false, solvedAt: null, first: null, promises: none };

/** Later versions win; of equal ones the one whose text is greater, so that their order does not matter. */
const keepBetter = <V extends { readonly version: number }>(map: Map<string, V>, key: string, value: V) => {
  const known = map.get(key);
  const better =
    known === undefined ||
    value.version > known.version ||
    (value.version === known.version && JSON.stringify(value) > JSON.stringify(known));
  if (better) map.set(key, value);
};

/**
 * What a first pass over an input learns for the second: people, organisations, teams, and of each ticket whose
 * it is. The one part of reading that grows with the input, by about 200 bytes for a ticket or a person. Ids are
 * unique in their tenant; records that do not name theirs are looked for in every tenant.
 */
export class DeskBook {
  readonly #people = new Map<string, Person>();
  readonly #organisations = new Map<string, Organisation>();
  readonly #facts = new Map<string, TicketFacts>();
  readonly #traces = new Map<string, TicketTraces>();
  readonly #names = new Map<string, { readonly version: number; readonly name: string }>();
  readonly #agents = new Set<string>();

  /** `tenant` is "" for records that do not name theirs, here and below. */
  addPerson(tenant: string, id: string, person: Person): void {
    keepBetter(this.#people, `${tenant}/${id}`, person);
  }

  addOrganisation(tenant: string, id: string, organisation: Organisation): void {
    keepBetter(this.#organisations, `${tenant}/${id}`, organisation);
  }

  addFacts(tenant: string, ticket: string, facts: TicketFacts): void {
    keepBetter(this.#facts, `${tenant}/${ticket}`, facts);
  }

  /** What a code of the source stands for: a team's name, the category of a status. */
  addName(tenant: string, kind: string, id: string, name: string): void {
    keepBetter(this.#names, `${tenant}/${kind}/${id}`, { version: 0, name });
  }

  /** Somebody who held a ticket is one of us. */
  addAgent(tenant: string, id: string): void {
    this.#agents.add(`${tenant}/${id}`);
  }

  /** To be filled in by whoever learns of the ticket. */
  tracesFor(tenant: string, ticket: string): TicketTraces {
    const key = `${tenant}/${ticket}`;
    const known = this.#traces.get(key);
    if (known !== undefined) return known;
    const made = { ...noTraces };
    this.#traces.set(key, made);
    return made;
  }

  #find<V>(map: ReadonlyMap<string, V>, tenant: string, rest: string): V | undefined {
    return map.get(`${tenant}/${rest}`) ?? map.get(`/${rest}`);
  }

  person(tenant: string, id: string | null): Person | undefined {
    return id === null ? undefined : this.#find(this.#people, tenant, id);
  }

  organisation(tenant: string, id: string | null): Organisation | undefined {
    return id === null ? undefined : this.#find(this.#organisations, tenant, id);
  }

  facts(tenant: string, ticket: string): TicketFacts | undefined {
    return this.#find(this.#facts, tenant, ticket);
  }

  name(tenant: string, kind: string, id: string): string | undefined {
    return this.#find(this.#names, tenant, `${kind}/${id}`)?.name;
  }

  isAgent(tenant: string, id: string): boolean {
    return this.#agents.has(`${tenant}/${id}`) || this.#agents.has(`/${id}`);
  }

  /** Of records that name their tenant and of those that do not, together. */
  traces(tenant: string, ticket: string): Readonly<TicketTraces> {
    const own = this.#traces.get(`${tenant}/${ticket}`) ?? noTraces;
    const loose = tenant === "" ? undefined : this.#traces.get(`/${ticket}`);
    if (loose === undefined) return own;
    const firsts = [own.first, loose.first].filter((first) => first !== null);
    return {
      history: own.history || loose.history,
      solvedAt: own.solvedAt ?? loose.solvedAt,
      first: firsts.toSorted((a, b) => a.atMs - b.atMs)[0] ?? null,
      promises: loose.promises.size === 0 ? own.promises : new Set([...own.promises, ...loose.promises]),
    };
  }
}

/** The earlier of two first messages; of the same time the one with the lesser id. */
export const earlier = (first: FirstMessage | null, atMs: number, id: string): FirstMessage => {
  const isEarlier =
    first === null ||
    atMs < first.atMs ||
    (atMs === first.atMs &&
      (id.length < first.id.length || (id.length === first.id.length && id < first.id)));
  return isEarlier ? { atMs, id } : first;
};
