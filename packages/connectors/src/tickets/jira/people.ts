import type { Actor } from "@rapport/contracts/Ticket";
import type { DeskBook } from "../DeskBook.ts";
import { addressOf } from "../fields.ts";
import { addressParties, partiesOf, partyOf, type TicketAbout } from "../TicketWriter.ts";
import type { JiraUser } from "./records.ts";

/** An issue with what the input knows of it. */
export interface JiraAbout extends TicketAbout {
  readonly reporter: string | null;
  readonly history: boolean;
  readonly openedAt: number | null;
}

export const userParty = (account: string, id: string | null | undefined): string | null =>
  id === null || id === undefined ? null : partyOf(`jira-user:${account}/${id}`);

/** Whom an issue is about: the organisations of the request, its project, the reporter, his address and its domain. */
export const jiraAbout = (book: DeskBook, account: string, key: string): JiraAbout => {
  const facts = book.facts(account, key);
  const reporter = facts?.requester ?? null;
  const person = book.person(account, reporter);
  // Pages of a changelog may name the issue by its number alone.
  const number = book.name(account, "issueNumber", key);
  const project = /^(.+)-\d+$/.exec(key)?.[1] ?? null;
  return {
    connector: "jira",
    account,
    id: key,
    parties: partiesOf([
      ...(facts?.organisation ?? "").split(" ").map((id) => (id === "" ? null : `jira-org:${account}/${id}`)),
      project === null ? null : `jira-project:${account}/${project}`,
      userParty(account, reporter),
      ...addressParties(person?.address ?? null),
    ]),
    level: (facts === undefined ? 0 : 1) + (person === undefined ? 0 : 1),
    reporter,
    history:
      book.traces(account, key).history || (number !== undefined && book.traces(account, number).history),
    openedAt: facts?.openedAt ?? null,
  };
};

/**
 * On whose side an author is: the reporter and the customers of a service desk are clients, apps are nobody, all
 * others of the site are ours.
 */
export const jiraActor = (about: JiraAbout, user: JiraUser): Actor => {
  if (user === null) return { side: "unknown", party: null };
  const party = userParty(about.account, user.id);
  if (user.accountType === "app") return { side: "system", party: null };
  return { side: user.id === about.reporter || user.accountType === "customer" ? "them" : "us", party };
};

export const memberParties = (account: string, user: JiraUser): ReadonlyArray<string | null> => {
  const address = addressOf(user?.address ?? null);
  return [userParty(account, user?.id), address === null ? null : `email:${address}`];
};
