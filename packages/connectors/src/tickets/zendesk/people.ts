import type { Actor } from "@rapport/contracts/Ticket";
import type { DeskBook, Person, TicketTraces } from "../DeskBook.ts";
import { addressParties, partiesOf, partyOf, type TicketAbout } from "../TicketWriter.ts";

/** A ticket with what the input knows of it. */
export interface ZendeskAbout extends TicketAbout {
  readonly requester: string | null;
  readonly openedAt: number | null;
  readonly traces: Readonly<TicketTraces>;
  readonly book: DeskBook;
}

export const userParty = (account: string, id: string | null): string | null =>
  id === null ? null : partyOf(`zendesk-user:${account}/${id}`);

/** An agent who asks for himself has no client's address. */
const requesterParties = (person: Person | undefined): ReadonlyArray<string> =>
  person === undefined || person.side === "us" ? [] : addressParties(person.address);

/**
 * Whom a ticket is about: its organisation (else the requester's), the requester, their address and domain, and
 * the domains that Zendesk keeps for the organisation.
 */
export const zendeskAbout = (book: DeskBook, account: string, id: string): ZendeskAbout => {
  const facts = book.facts(account, id);
  const requester = facts?.requester ?? null;
  const person = book.person(account, requester);
  const organisationId = facts?.organisation ?? person?.organisation ?? null;
  const organisation = book.organisation(account, organisationId);
  const parties = partiesOf([
    organisationId === null ? null : `zendesk-org:${account}/${organisationId}`,
    userParty(account, requester),
    ...requesterParties(person),
    ...(organisation?.domains ?? []).map((domain) => `domain:${domain.toLowerCase()}`),
  ]);
  const known = [facts, person, organisation].filter((each) => each !== undefined).length;
  return {
    connector: "zendesk",
    account,
    id,
    parties,
    level: known,
    requester,
    openedAt: facts?.openedAt ?? null,
    traces: book.traces(account, id),
    book,
  };
};

/**
 * On whose side an author is: rules and Zendesk itself (-1) are nobody; the requester of the ticket is a client
 * even where he is an agent elsewhere; else his role decides. Without the user's record, whoever held a ticket or
 * wrote a private note is an agent (https://support.zendesk.com/hc/en-us/articles/4408886939930).
 */
export const actorOf = (
  about: ZendeskAbout,
  author: string | null,
  said: { readonly byRule?: boolean; readonly isPrivate?: boolean } = {},
): Actor => {
  if (said.byRule === true || author === "-1") return { side: "system", party: null };
  if (author === null) return { side: "unknown", party: null };
  const party = userParty(about.account, author);
  if (author === about.requester) return { side: "them", party };
  const side = about.book.person(about.account, author)?.side ?? "unknown";
  if (side !== "unknown") return { side, party };
  return { side: about.book.isAgent(about.account, author) || said.isPrivate === true ? "us" : side, party };
};

/** The author's record makes an entry that is told again a richer one. */
export const levelWith = (about: ZendeskAbout, author: string | null): number =>
  about.level + (about.book.person(about.account, author) === undefined ? 0 : 1);

/** The agent who holds a ticket, with his address, as members of ours. */
export const memberParties = (about: ZendeskAbout, id: string | null): ReadonlyArray<string | null> => {
  const address = about.book.person(about.account, id)?.address ?? null;
  return [userParty(about.account, id), address === null ? null : `email:${address}`];
};

/** A team by its name where the input has it, else by its id. */
export const teamOf = (about: ZendeskAbout, id: string | null): string | null =>
  id === null ? null : (about.book.name(about.account, "group", id) ?? `group ${id}`);
