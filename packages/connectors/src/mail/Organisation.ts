import { domainToASCII } from "node:url";
import freeMailDomains from "free-email-domains";
import { parse } from "tldts";

const freeMail = new Set(freeMailDomains);

/** The host of an address in ASCII (punycode, lower case), null when it is no public host name. */
export const mailHost = (address: string): string | null => {
  const host = address.slice(address.lastIndexOf("@") + 1).replace(/\.$/, "");
  const ascii = domainToASCII(host);
  return ascii === "" || !ascii.includes(".") ? null : ascii;
};

const cache = new Map<string, string | null>();
const cacheLimit = 10_000;

// Names of machines on somebody's own network (RFC 6761, RFC 6762 and common use): no organisation is told by them.
const localSuffixes = new Set(["localhost", "localdomain", "local", "lan", "home", "internal", "invalid"]);

const find = (host: string): string | null => {
  if (freeMail.has(host)) return null;
  const found = parse(host, { allowPrivateDomains: true, validateHostname: true });
  if (found.isIp === true || localSuffixes.has(host.slice(host.lastIndexOf(".") + 1))) return null;
  const domain = found.domain ?? parse(host, { allowPrivateDomains: false }).domain;
  return domain === null || freeMail.has(domain) ? null : domain;
};

/**
 * The organisation behind an address: its registrable domain by the public-suffix list, in punycode; null for
 * free-mail providers, IP literals, public suffixes themselves and names of a local network. A suffix that the
 * list does not know counts as one label, as the list's own algorithm says (`acme.example`). Private suffixes count as suffixes
 * (`shop-one.myshopify.com` and `shop-two.myshopify.com` are two firms), except for mail from the suffix
 * itself (`help@github.io`), which is its owner's.
 */
export const organisationOf = (address: string): string | null => {
  const host = mailHost(address);
  if (host === null) return null;
  const known = cache.get(host);
  if (known !== undefined) return known;
  const organisation = find(host);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(host, organisation);
  return organisation;
};
