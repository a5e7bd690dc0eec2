import type { ParsedMail } from "@rapport/connectors/mail/ParsedMail";
import type { EmailEvent, Participant } from "@rapport/contracts/EmailMessage";
import type { Source } from "@rapport/contracts/Envelope";
import { eventId } from "@rapport/contracts/EventId";
import { type Firm, isOurs } from "./Firm.ts";

/** The contract's bounds (`Party`, `parties`). */
const maxParties = 500;
const maxPartyLength = 320;

const bounded = (parties: Iterable<string>): Array<string> =>
  [...new Set(parties)].filter((party) => party.length <= maxPartyLength).slice(0, maxParties);

/** People first, then their organisations, so that a cut at the bound takes what people already imply. */
const partiesOf = (participants: ReadonlyArray<Participant>): Array<string> =>
  bounded([
    ...participants.map((p) => `email:${p.address}`),
    ...participants.flatMap((p) => (p.organisation === null ? [] : [`domain:${p.organisation}`])),
  ]);

/**
 * The event of a message: one per Message-ID, or per content where there is none, whichever mailbox it
 * was found in. `recordedAt` is UTC ms. A message without any time keeps occurredAt 0, flagged by
 * `timeSource: "none"`, so that the same message is the same event whenever it is read.
 */
export const toEmailEvent = (
  mail: ParsedMail,
  firm: Firm,
  sighting: Source,
  recordedAt: number,
): EmailEvent => {
  const { data } = mail;
  const sender = data.participants.find((p) => p.role === "from");
  const ours = data.participants.filter((p) => isOurs(firm, p));
  const theirs = data.participants.filter((p) => !isOurs(firm, p));
  return {
    id: eventId("email", data.messageId ?? `sha256:${mail.contentSha256}`, 1),
    type: sender !== undefined && isOurs(firm, sender) ? "email.sent" : "email.received",
    version: 1,
    source: sighting,
    occurredAt: mail.occurredAt,
    recordedAt,
    parties: partiesOf(theirs),
    members: bounded(ours.map((p) => `email:${p.address}`)),
    data,
  };
};

const keyOf = (participant: Participant): string =>
  participant.organisation === null ? `email:${participant.address}` : `domain:${participant.organisation}`;

/**
 * The log key: the primary party's organisation, so that one organisation's messages stay in order. The
 * primary party is the sender when external, else the first external recipient, else our own side; a party
 * without organisation stands for itself.
 */
export const logKeyOf = (event: EmailEvent, firm: Firm): string => {
  const { participants } = event.data;
  const sender = participants.find((p) => p.role === "from");
  const primary =
    (sender !== undefined && !isOurs(firm, sender) ? sender : undefined) ??
    participants.find((p) => p.role !== "from" && !isOurs(firm, p)) ??
    sender ??
    participants[0];
  return primary === undefined ? event.id : keyOf(primary);
};
