import type { Actor } from "@rapport/contracts/Ticket";
import type { DeskBook } from "../DeskBook.ts";
import { partiesOf, partyOf, type TicketAbout } from "../TicketWriter.ts";
import type { GithubUser } from "./records.ts";

export interface GithubAbout extends TicketAbout {
  readonly author: string | null;
  readonly history: boolean;
}

export const userParty = (login: string | null | undefined): string | null =>
  login === null || login === undefined ? null : partyOf(`github-user:${login.toLowerCase()}`);

const ours = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/** Whom an issue is about: its repository, and who opened it unless that is one of ours. */
export const githubAbout = (book: DeskBook, repo: string, number: string): GithubAbout => {
  const facts = book.facts(repo, number);
  const author = facts?.requester ?? null;
  const isOurs = author !== null && book.isAgent(repo, author);
  return {
    connector: "github",
    account: repo,
    id: number,
    parties: partiesOf([`github-repo:${repo}`, isOurs ? null : userParty(author)]),
    level: facts === undefined ? 0 : 1,
    author,
    history: book.traces(repo, number).history,
  };
};

export const isBot = (user: GithubUser): boolean =>
  user?.type === "Bot" || user?.login.endsWith("[bot]") === true;

export const associationIsOurs = (association: string | null): boolean =>
  association !== null && ours.has(association);

/**
 * On whose side somebody is: bots are nobody; owners, members and collaborators of the repository are ours, as the
 * record itself says or any other of the input; everybody else is a client. Null is somebody without an account.
 */
export const githubActor = (
  about: GithubAbout,
  book: DeskBook,
  user: GithubUser,
  association: string | null,
): Actor => {
  if (user === null) {
    const side = associationIsOurs(association) ? "us" : "unknown";
    return { side, party: null };
  }
  if (isBot(user)) return { side: "system", party: null };
  const known = associationIsOurs(association) || book.isAgent(about.account, user.login.toLowerCase());
  return { side: known ? "us" : "them", party: userParty(user.login) };
};
