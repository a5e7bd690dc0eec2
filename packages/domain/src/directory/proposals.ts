import { foldedName } from "./foldedName.ts";
import { isOwnParty } from "./ownParties.ts";
import type { DirectorySnapshot } from "./Snapshot.ts";

/**
 * Why a party may be a client's, the stronger first. `same_party`: it is linked to it over another time.
 * `same_email`, `same_domain`: an address or a domain of the client stands with it on one document, or is its own.
 * `together`: another party of the client does. `same_name`: its code is the client's id or name.
 */
export const proposalReasons = ["same_party", "same_email", "same_domain", "together", "same_name"] as const;
export type ProposalReason = (typeof proposalReasons)[number];

export interface Candidate {
  readonly clientId: string;
  readonly reason: ProposalReason;
  /** The linked party, or the client's id or name, that matched. */
  readonly evidence: string;
}

/** One candidate is a proposal; several are none, but a person may choose among them. */
export type Proposal =
  | { readonly kind: "proposed"; readonly candidate: Candidate }
  | { readonly kind: "ambiguous"; readonly candidates: ReadonlyArray<Candidate> }
  | { readonly kind: "none" };

/** A party that no client claims, and the others that the same documents name. */
export interface Unclaimed {
  readonly party: string;
  readonly together: ReadonlyArray<string>;
}

const put = (index: Map<string, Set<string>>, key: string, clientId: string): void => {
  const found = index.get(key);
  if (found === undefined) index.set(key, new Set([clientId]));
  else found.add(clientId);
};

/** `domain:` of an address's host, and of the domains above it that have a dot. */
const domainsOf = (party: string): ReadonlyArray<string> => {
  if (!party.startsWith("email:")) return [];
  const labels = party.slice(party.lastIndexOf("@") + 1).split(".");
  return labels.slice(0, -1).map((_, i) => `domain:${labels.slice(i).join(".")}`);
};

/** The code in a party that people choose, as it is compared with names. */
const codeOf = (party: string): string | null => {
  const at = party.indexOf(":");
  const kind = party.slice(0, at);
  const rest = party.slice(at + 1);
  if (kind === "billing" || kind === "project") return foldedName(rest);
  return kind === "helpdesk-org" ? foldedName(rest.slice(rest.indexOf("/") + 1)) : null;
};

const reasonOfTogether = (party: string): ProposalReason =>
  party.startsWith("email:") ? "same_email" : party.startsWith("domain:") ? "same_domain" : "together";

const indexesOf = ({ periods, clients }: DirectorySnapshot) => {
  const byParty = new Map<string, Set<string>>();
  const addressesOf = new Map<string, Set<string>>();
  const byName = new Map<string, Set<string>>();
  for (const { party, clientId } of periods) {
    put(byParty, party, clientId);
    for (const domain of domainsOf(party)) put(addressesOf, domain, party);
  }
  for (const { clientId, name, canonicalId } of clients)
    for (const text of [clientId, foldedName(name)]) put(byName, text, canonicalId);
  return { byParty, addressesOf, byName };
};

/**
 * Whose a party may be, by exact matches alone: never by likeness. The firm's own addresses and domains are
 * nobody's. A pure function of directory and documents; `matching` it once serves any number of parties.
 */
export const proposalsFor = (snapshot: DirectorySnapshot): ((unclaimed: Unclaimed) => Proposal) => {
  const { byParty, addressesOf, byName } = indexesOf(snapshot);
  const isOwn = isOwnParty(snapshot.firm);
  const ours = new Set(snapshot.memberParties.map(({ party }) => party));
  return ({ party, together }) => {
    if (isOwn(party) || ours.has(party)) return { kind: "none" };
    const best = new Map<string, Candidate>();
    const rank = ({ reason }: Candidate): number => proposalReasons.indexOf(reason);
    const add = (reason: ProposalReason, evidence: string, clients: Iterable<string> = []) => {
      for (const clientId of clients) {
        const candidate = { clientId, reason, evidence };
        const known = best.get(clientId);
        if (known === undefined || rank(candidate) < rank(known)) best.set(clientId, candidate);
      }
    };
    add("same_party", party, byParty.get(party));
    for (const domain of domainsOf(party)) add("same_domain", domain, byParty.get(domain));
    // A free-mail provider is no party, so these are people of one organisation.
    if (party.startsWith("domain:"))
      for (const address of addressesOf.get(party) ?? []) add("same_domain", address, byParty.get(address));
    for (const other of [...together].toSorted()) add(reasonOfTogether(other), other, byParty.get(other));
    const code = codeOf(party);
    if (code !== null) add("same_name", code, byName.get(code));
    const candidates = [...best.values()].toSorted(
      (a, b) => rank(a) - rank(b) || (a.clientId < b.clientId ? -1 : 1),
    );
    const [candidate] = candidates;
    if (candidate === undefined) return { kind: "none" };
    return candidates.length === 1 ? { kind: "proposed", candidate } : { kind: "ambiguous", candidates };
  };
};
