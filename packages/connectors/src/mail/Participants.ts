import type { Participant } from "@rapport/contracts/EmailMessage";
import { addressKind } from "@rapport/domain/mail/AddressKind";
import { headersOf, type MailHeaders } from "@rapport/domain/mail/MailHeaders";
import { withoutComments } from "@rapport/domain/mail/withoutComments";
import { addressParser } from "postal-mime";
import { mailHost, organisationOf } from "./Organisation.ts";

const maxParticipants = 500;
/** An address list longer than this is cut: parsing it all is what a hostile header wants. */
const maxListChars = 64_000;

const plain = /^[^\s<>()[\],;:"@]+@[^\s<>()[\],;:"@]+$/u;
const quotedLocal = /^"[^"\r\n]{1,62}"@[^\s<>()[\],;:"@]+$/u;

/**
 * An address in the form it is compared by: trimmed, lower case, the domain in punycode. Null when it is none:
 * no `@`, spaces, over 320 characters.
 */
export const normalAddress = (raw: string): string | null => {
  const address = raw
    .trim()
    .replace(/^<+|>+$/g, "")
    .replace(/^mailto:/i, "")
    .toLowerCase();
  if (address.length < 3 || address.length > 320) return null;
  if (!plain.test(address) && !quotedLocal.test(address)) return null;
  const at = address.lastIndexOf("@");
  const normal = `${address.slice(0, at)}@${mailHost(address) ?? address.slice(at + 1)}`;
  return normal.length > 320 ? null : normal;
};

/** All valid addresses of a header, groups unwrapped, encoded names ignored, each once, in order. */
export const addressesOf = (headers: MailHeaders, name: string): ReadonlyArray<string> => {
  const found = headersOf(headers, name)
    .flatMap((value) => addressParser(withoutComments(value.slice(0, maxListChars)), { flatten: true }))
    .map((entry) => normalAddress(entry.address ?? ""));
  return [...new Set(found.filter((address) => address !== null))];
};

const roles = ["from", "to", "cc", "bcc"] as const;

/** The people of a message: From, To, Cc and Bcc, each address once per role; the first 500. */
export const participantsOf = (headers: MailHeaders): ReadonlyArray<Participant> =>
  roles
    .flatMap((role) => addressesOf(headers, role).map((address) => ({ role, address })))
    .slice(0, maxParticipants)
    .map(({ role, address }) => ({
      role,
      address,
      organisation: organisationOf(address),
      kind: addressKind(address),
    }));
