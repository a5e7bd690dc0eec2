import type { Actor } from "@rapport/contracts/Ticket";
import type { DeskBook } from "../DeskBook.ts";
import { addressParties, partiesOf, partyOf, type TicketAbout } from "../TicketWriter.ts";

export interface FreshAbout extends TicketAbout {
  readonly requester: string | null;
}

export const userParty = (account: string, id: string | null): string | null =>
  id === null ? null : partyOf(`freshdesk-user:${account}/${id}`);

const companyParty = (account: string, id: string | null): string | null =>
  id === null ? null : `freshdesk-company:${account}/${id}`;

/** Whom a ticket is about: its company (else the requester's), the requester, the address and its domain. */
export const freshAbout = (
  book: DeskBook,
  account: string,
  id: string,
  company: string | null = null,
): FreshAbout => {
  const facts = book.facts(account, id);
  const requester = facts?.requester ?? null;
  const person = book.person(account, requester);
  const companyId = facts?.organisation ?? company ?? person?.organisation ?? null;
  const record = book.organisation(account, companyId);
  return {
    connector: "freshdesk",
    account,
    id,
    parties: partiesOf([
      companyParty(account, companyId),
      userParty(account, requester),
      ...(person?.side === "us" ? [] : addressParties(person?.address ?? null)),
      ...(record?.domains ?? []).map((domain) => `domain:${domain.toLowerCase()}`),
    ]),
    level: [facts, person, record].filter((each) => each !== undefined).length,
    requester,
  };
};

/** On whose side an author is: Freshdesk says so itself of each message (`incoming`). */
export const freshActor = (
  about: FreshAbout,
  author: string | null,
  said: { readonly incoming: boolean; readonly automatic?: boolean },
): Actor => {
  if (said.automatic === true) return { side: "system", party: null };
  return { side: said.incoming ? "them" : "us", party: userParty(about.account, author) };
};

export const memberParties = (
  book: DeskBook,
  account: string,
  id: string | null,
): ReadonlyArray<string | null> => {
  const address = book.person(account, id)?.address ?? null;
  return [userParty(account, id), address === null ? null : `email:${address}`];
};
