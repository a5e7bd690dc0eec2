import { defaultCalendar } from "../metrics/WorkingTime.ts";
import type { InForce } from "./InForce.ts";
import type { Firm } from "./Snapshot.ts";

/** What holds while the firm has said nothing: no own domains, UTC, Monday to Friday from 9 to 17. */
export const unsaidFirm: Firm = {
  ownDomains: [],
  ownAddresses: [],
  timeZone: defaultCalendar.timeZone,
  workingDays: [...defaultCalendar.workingDays],
  workStartMinute: defaultCalendar.workStartMinute,
  workEndMinute: defaultCalendar.workEndMinute,
  holidays: [],
};

const emailOf = (party: string): ReadonlyArray<string> =>
  party.startsWith("email:") ? [party.slice("email:".length).toLowerCase()] : [];

/** The firm with its members' addresses among its own; null where neither is known. */
export const firmWithMembers = ({ firm, members }: InForce): Firm | null => {
  const addresses = [...members.values()].flatMap((member) => member.parties.flatMap(emailOf));
  if (firm === null && addresses.length === 0) return null;
  const said = firm ?? unsaidFirm;
  return { ...said, ownAddresses: [...new Set([...said.ownAddresses, ...addresses])].toSorted() };
};

/** True for an e-mail address or a domain of the firm's own: such a party never belongs to a client. */
export const isOwnParty = (firm: Firm | null): ((party: string) => boolean) => {
  if (firm === null) return () => false;
  const addresses = new Set(firm.ownAddresses);
  const ownHost = (host: string): boolean =>
    firm.ownDomains.some((domain) => host === domain || host.endsWith(`.${domain}`));
  return (party) => {
    if (party.startsWith("domain:")) return ownHost(party.slice("domain:".length));
    const [address] = emailOf(party);
    if (address === undefined) return false;
    return addresses.has(address) || ownHost(address.slice(address.lastIndexOf("@") + 1));
  };
};
