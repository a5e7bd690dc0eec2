import { domainToASCII } from "node:url";
import { foldedName } from "@rapport/domain/directory/foldedName";
import { addressKind } from "@rapport/domain/mail/AddressKind";
import { organisationOf } from "@rapport/connectors/mail/Organisation";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { parseAddress, parseDate, parseDomain } from "./firmFlags.ts";
import type { PartyLink } from "./DirectoryState.ts";

const partyShape = /^[a-z][a-z-]*:.+$/;

/**
 * Mail is counted by the registrable domain; a link of anything else would change nothing, and so would
 * one of a provider whose addresses belong to everybody.
 */
export const parseOrganisation = (text: string, flag = "PARTY"): Effect.Effect<string, Refusal> =>
  Effect.gen(function* () {
    const domain = domainToASCII(yield* parseDomain(flag, text));
    const organisation = organisationOf(`x@${domain}`);
    if (organisation === domain) return `domain:${domain}`;
    return yield* organisation === null
      ? usageError(
          `${domain} is no organisation's domain: it is a free-mail provider, a public suffix or a name of a local network`,
          `Link single addresses instead, such as ann@${domain}.`,
        )
      : usageError(`${domain} is a part of ${organisation}`, `Link the whole of it: ${organisation}`);
  });

/** `example.com` to `domain:example.com`, `ann@example.com` to `email:…`; a party key stays as it is. */
export const parseParty = (text: string, flag = "PARTY"): Effect.Effect<string, Refusal> => {
  const party = text.trim();
  const email = (address: string) => Effect.map(parseAddress(flag, address), (known) => `email:${known}`);
  if (party.startsWith("email:")) return email(party.slice("email:".length));
  if (party.startsWith("domain:")) return parseOrganisation(party.slice("domain:".length), flag);
  // As events write them.
  if (party.startsWith("name:")) return Effect.succeed(`name:${foldedName(party.slice("name:".length))}`);
  if (party.startsWith("project:")) return Effect.succeed(party.toLowerCase());
  if (partyShape.test(party) && party.length <= 320) return Effect.succeed(party);
  return party.includes("@") && !party.startsWith("@") ? email(party) : parseOrganisation(party, flag);
};

/**
 * Why a party can never be a client's, null when it can: it is the firm's own, one of its members', or nobody
 * reads it. `isOwn` as of `isOwnParty`, `memberOf` the member whom a key names.
 */
export const whyNobodys = (
  party: string,
  isOwn: (party: string) => boolean,
  memberOf: (party: string) => string | undefined,
): string | null => {
  if (isOwn(party)) {
    const thing = party.startsWith("domain:") ? "domain" : "address";
    return `${party.slice(party.indexOf(":") + 1)} is the firm's own ${thing}; it never belongs to a client`;
  }
  const member = party.startsWith("member:") ? party.slice("member:".length) : memberOf(party);
  if (member !== undefined) return `${party} is our own ${member}; members never belong to a client`;
  if (party.startsWith("email:") && addressKind(party.slice("email:".length)) === "no_reply")
    return `${party.slice("email:".length)} is a robot's address, which nobody reads; link its domain, or the people behind it`;
  return null;
};

export interface Period {
  readonly validFrom: number | null;
  readonly validTo: number | null;
}

/** --from is the first day that counts, --to the first that does not any more, both UTC. */
export const parsePeriod = (
  from: Option.Option<string>,
  to: Option.Option<string>,
): Effect.Effect<Period, Refusal> =>
  Effect.gen(function* () {
    const date = (flag: string, text: Option.Option<string>) =>
      Option.match(text, { onNone: () => Effect.succeed(null), onSome: (day) => parseDate(flag, day) });
    const validFrom = yield* date("--from", from);
    const validTo = yield* date("--to", to);
    if (validFrom !== null && validTo !== null && validFrom >= validTo) {
      return yield* usageError(
        "--to is not after --from",
        "--to names the first day that does not count any more.",
      );
    }
    return { validFrom, validTo };
  });

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** ` from 2025-01-01 to 2026-01-01`, as far as there are bounds. */
export const periodText = (period: Period): string =>
  `${period.validFrom === null ? "" : ` from ${day(period.validFrom)}`}${period.validTo === null ? "" : ` to ${day(period.validTo)}`}`;

/** True when some moment lies in both. */
export const overlaps = (a: Period, b: Period): boolean =>
  (a.validFrom ?? -Infinity) < (b.validTo ?? Infinity) &&
  (b.validFrom ?? -Infinity) < (a.validTo ?? Infinity);

export const samePeriod = (a: Period, b: Period): boolean =>
  a.validFrom === b.validFrom && a.validTo === b.validTo;

export const linkText = (link: PartyLink): string => `${link.party}${periodText(link)}`;

/** ` --from 2025-01-01 --to 2026-01-01`, as far as there are bounds. */
export const periodArguments = ({ validFrom, validTo }: Period): string =>
  `${validFrom === null ? "" : ` --from ${day(validFrom)}`}${validTo === null ? "" : ` --to ${day(validTo)}`}`;

/** A text as one argument of a shell. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** What `client link` and `client unlink` take for this link. */
export const linkArguments = (link: PartyLink): string =>
  `${link.clientId} ${shellWord(link.party)}${periodArguments(link)}`;
