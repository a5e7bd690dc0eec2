import { Party } from "@rapport/contracts/Envelope";
import type { Actor, TicketStatus } from "@rapport/contracts/Ticket";
import { changeType } from "@rapport/domain/tickets/statuses";
import { organisationOf } from "../mail/Organisation.ts";
import type { HelpDeskName, TicketDocument, TicketDraft } from "./TicketItem.ts";

/** A ticket as its entries name it: whose help desk, which ticket, whom it is about. */
export interface TicketAbout {
  readonly connector: HelpDeskName;
  readonly account: string;
  readonly id: string;
  readonly parties: ReadonlyArray<string>;
  /** How much of the ticket and its people is known, 0 to 7: more is a later revision of the same entry. */
  readonly level: number;
}

/** What is beyond every time of change: an entry of it holds whatever a mere state of the ticket says later. */
export const aboveStates = 2 ** 52;

/** A state of the ticket at a time of change, by what is known of it. */
export const stateRevision = (changedAtMs: number, level: number): number =>
  Math.max(0, Math.trunc(changedAtMs)) * 8 + level;

/** Those that the contract allows, each once, in their order. */
export const partiesOf = (parties: ReadonlyArray<string | null>): ReadonlyArray<string> =>
  [...new Set(parties)].filter((party): party is string => party !== null && Party.safeParse(party).success);

export const partyOf = (party: string | null): string | null => partiesOf([party])[0] ?? null;

/** The parties of an address: itself and its organisation's domain. */
export const addressParties = (address: string | null): ReadonlyArray<string> => {
  if (address === null) return [];
  const organisation = organisationOf(address);
  return organisation === null ? [`email:${address}`] : [`email:${address}`, `domain:${organisation}`];
};

export const ticketKey = (connector: string, account: string, id: string): string =>
  `${connector}:${account}:${id}`;

type DataOf<T extends TicketDraft["type"]> = Extract<TicketDraft, { readonly type: T }>["data"];
type Own<D> = Omit<D, "ticket" | "actor">;

/** When and by whom; `members` are those of us it names. */
export interface Deed {
  readonly atMs: number;
  readonly actor: Actor;
  readonly members?: ReadonlyArray<string | null>;
}

export const systemDeed = (atMs: number): Deed => ({ atMs, actor: { side: "system", party: null } });
export const unknownDeed = (atMs: number): Deed => ({ atMs, actor: { side: "unknown", party: null } });

/** Makes the documents of one ticket. */
export class TicketWriter {
  readonly about: TicketAbout;
  readonly #position: string;

  constructor(about: TicketAbout, position: string) {
    this.about = about;
    this.#position = position;
  }

  write<T extends TicketDraft["type"]>(
    type: T,
    key: string,
    revision: number,
    deed: Deed,
    data: Own<DataOf<T>>,
  ): TicketDocument {
    const { connector, account, id, parties } = this.about;
    const ticket = ticketKey(connector, account, id);
    const members = partiesOf([
      ...(deed.actor.side === "us" ? [deed.actor.party] : []),
      ...(deed.members ?? []),
    ]);
    const draft = {
      type,
      occurredAt: deed.atMs,
      parties,
      members,
      data: { ticket, actor: deed.actor, ...data },
    } as unknown as TicketDraft;
    return {
      kind: "document",
      connector,
      account,
      position: this.#position,
      key,
      revision,
      logKey: ticket,
      draft,
    };
  }

  /** A change of status: solved, reopened, or any other. */
  change(
    key: string,
    revision: number,
    deed: Deed,
    from: TicketStatus | null,
    to: TicketStatus,
  ): TicketDocument {
    const type = changeType(from, to);
    return type === "ticket.reopened"
      ? this.write(type, key, revision, deed, { from, to, times: 1 })
      : this.write(type, key, revision, deed, { from, to });
  }

  /** Takes back what a document said: a change from a status to itself counts as nothing. */
  nothing(key: string, revision: number, deed: Deed, status: TicketStatus): TicketDocument {
    return this.write("ticket.status_changed", key, revision, deed, { from: status, to: status });
  }
}
