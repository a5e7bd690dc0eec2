import { organisationOf } from "@rapport/connectors/mail/Organisation";
import type { DirectoryContact, DirectorySnapshot } from "@rapport/domain/directory/Snapshot";
import { saidFrom, saidTo } from "@rapport/directory/DirectoryState";

export interface ContactAt {
  readonly clientId: string;
  readonly validFrom: number | null;
  readonly validTo: number | null;
  /** True where the address's domain tells it, and no link of the address itself. */
  readonly byDomain: boolean;
}

export interface ListedContact extends DirectoryContact {
  readonly clients: ReadonlyArray<ContactAt>;
}

/**
 * Registered contacts and linked addresses with the clients they are with, by address. `client` leaves those out
 * that are never with it, `party` all but one.
 */
export const contactsOf = (
  { contacts, periods, clients }: DirectorySnapshot,
  client: string | null,
  party: string | null = null,
): ReadonlyArray<ListedContact> => {
  const counted = clients.find(({ clientId }) => clientId === client)?.canonicalId ?? client;
  const of = new Map<string, Array<ContactAt>>();
  for (const { party: key, clientId, validFrom, validTo } of periods) {
    const at = { clientId, validFrom: saidFrom(validFrom), validTo: saidTo(validTo) };
    const held = of.get(key) ?? [];
    held.push({ ...at, byDomain: key.startsWith("domain:") });
    of.set(key, held);
  }
  const known = new Map(contacts.map((contact) => [contact.party, contact]));
  const addresses = [...of.keys()].filter((key) => key.startsWith("email:"));
  return [...new Set([...known.keys(), ...addresses])]
    .filter((key) => party === null || key === party)
    .toSorted()
    .map((key) => ({
      ...(known.get(key) ?? { party: key, name: null, title: null, seniority: "unknown" as const }),
      clients: of.get(key) ?? of.get(`domain:${organisationOf(key) ?? ""}`) ?? [],
    }))
    .filter((contact) => counted === null || contact.clients.some(({ clientId }) => clientId === counted));
};
