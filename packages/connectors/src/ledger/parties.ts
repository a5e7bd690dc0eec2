import { organisationOf } from "../mail/Organisation.ts";
import type { RowCells } from "../tables/RowCells.ts";

/** One line, single blanks: what keys are made of. */
const oneLine = (text: string): string => text.normalize("NFC").replaceAll(/\s+/g, " ").trim();

/** The name of a client as the directory knows it: NFKC, lower case, single blanks. */
export const foldedName = (name: string): string => oneLine(name.normalize("NFKC")).toLowerCase();

const maxPartyChars = 320;
const bounded = (parties: ReadonlyArray<string>): ReadonlyArray<string> =>
  [...new Set(parties)].filter((party) => party.length <= maxPartyChars);

const address = /^[^\s@]+@[^\s@]+$/;

/** An address in lower case; null for none, or for what is none and told so. */
const emailOf = (cells: RowCells, field: string): string | null => {
  const text = cells.text(field, 320);
  if (text === null) return null;
  return address.test(text) ? text.toLowerCase() : cells.refuse(field, text, "is no e-mail address");
};

/** What makes keys of a row's names: see `LedgerMapping`. */
export interface Prefixes {
  readonly project: string;
  readonly member: string;
  readonly ticket: string;
}

/** Projects of our own books are the same in whatever case; those of others as they are. */
const projectKey = (prefix: string, project: string): string =>
  prefix === "project:" ? `${prefix}${oneLine(project).toLowerCase()}` : `${prefix}${oneLine(project)}`;

/** Whom a row belongs to, most specific first: project, billing code, name, address, organisation. */
export const partiesOf = (cells: RowCells, prefixes: Prefixes): ReadonlyArray<string> => {
  const project = cells.text("project") ?? cells.text("project_name");
  const client = cells.text("client");
  const name = cells.text("client_name");
  const email = emailOf(cells, "email");
  const organisation = email === null ? null : organisationOf(email);
  return bounded([
    ...(project === null ? [] : [projectKey(prefixes.project, project)]),
    ...(client === null ? [] : [`billing:${oneLine(client)}`]),
    ...(name === null ? [] : [`name:${foldedName(name)}`]),
    ...(email === null ? [] : [`email:${email}`]),
    ...(organisation === null ? [] : [`domain:${organisation}`]),
  ]);
};

/** Somebody of us by an address, or by what the source calls the person; null for nobody. */
export const memberKey = (cells: RowCells, prefixes: Prefixes): string | null => {
  const member = cells.text("member");
  if (member === null) return null;
  const named = oneLine(member);
  return address.test(named) ? `email:${named.toLowerCase()}` : `${prefixes.member}${named}`;
};

/** Who of us: the address first, where there is one besides the name. */
export const membersOf = (cells: RowCells, prefixes: Prefixes): ReadonlyArray<string> => {
  const email = emailOf(cells, "member_email");
  const member = memberKey(cells, prefixes);
  return bounded([...(email === null ? [] : [`email:${email}`]), ...(member === null ? [] : [member])]);
};
