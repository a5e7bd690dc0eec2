import { organisationOf } from "@rapport/connectors/mail/Organisation";

/**
 * Whether what no client claims of a party waits under its own name. What an address of an organisation has waits under
 * the organisation's domain, and cannot be told from the rest.
 */
export const waitsByItself = (party: string): boolean =>
  !party.startsWith("email:") || organisationOf(party.slice("email:".length)) === null;
