import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { EmailEvent, Participant } from "@rapport/contracts/EmailMessage";
import { eventId } from "@rapport/contracts/EventId";
import type { SeededRandom } from "./seededRandom.ts";

const day = 86_400_000;
const firstDay = Date.UTC(2024, 0, 1);

/** Addresses of three firms, the first one ours. */
export const sampleAddresses: ReadonlyArray<string> = [
  "ann@rapport.example",
  "bob@rapport.example",
  "carol@acme.example",
  "dan@acme.example",
  "eve@bolt.example",
];

const participant = (role: Participant["role"], address: string): Participant => ({
  role,
  address,
  organisation: address.slice(address.indexOf("@") + 1),
  kind: "person",
});

/** One valid e-mail event; what is not given is fixed. `number` makes the Message-ID and the id. */
export const sampleEmail = (
  number: number,
  over: {
    readonly from?: string;
    readonly to?: ReadonlyArray<string>;
    readonly occurredAt?: number;
    readonly recordedAt?: number;
    readonly account?: string;
    readonly inReplyTo?: number | null;
    readonly words?: number;
    readonly toneMilli?: number | null;
    readonly automatic?: EmailEvent["data"]["automatic"];
  } = {},
): EmailEvent => {
  const messageId = `m${number}@mail.example`;
  const from = over.from ?? "carol@acme.example";
  const to = over.to ?? ["ann@rapport.example"];
  const parent = over.inReplyTo ?? null;
  return {
    id: eventId("email", messageId, 1),
    type: "email.received",
    version: 1,
    source: {
      connector: "email",
      account: over.account ?? "ann",
      file: `inbox/${number}.eml`,
      position: "",
    },
    occurredAt: over.occurredAt ?? firstDay + number * 3_600_000,
    recordedAt: over.recordedAt ?? firstDay + 400 * day,
    parties: [`email:${from}`],
    members: to.map((address) => `email:${address}`),
    data: {
      messageId,
      inReplyTo: parent === null ? null : `m${parent}@mail.example`,
      references: parent === null ? [] : [`m${parent}@mail.example`],
      conversationKey: null,
      timeSource: "date",
      timePlausible: true,
      utcOffsetMinutes: 60,
      participants: [participant("from", from), ...to.map((address) => participant("to", address))],
      automatic: over.automatic ?? "none",
      sizeBytes: 1000 + number,
      attachments: 0,
      signals: {
        words: over.words ?? 10 + (number % 50),
        questions: number % 3,
        toneMilli: over.toneMilli === undefined ? (number % 200) - 100 : over.toneMilli,
        toneErrorMilli: over.toneMilli === null ? null : 20,
        asks: number % 5 === 0,
        complaint: false,
        urgency: number % 7 === 0,
        scopeRequest: false,
        escalation: false,
        thanks: number % 4 === 0,
      },
    },
  };
};

/** `count` e-mails over a few weeks between the sample addresses, some of them answers to earlier ones. */
export const sampleMailbox = (random: SeededRandom, count: number): ReadonlyArray<EmailEvent> =>
  Array.from({ length: count }, (_, number) => {
    const from = random.pick(sampleAddresses);
    const others = random.shuffle(sampleAddresses.filter((address) => address !== from));
    return sampleEmail(number, {
      from,
      to: others.slice(0, random.int(1, 3)),
      occurredAt: firstDay + random.int(0, 20 * day),
      recordedAt: firstDay + 400 * day + number,
      inReplyTo: number > 0 && random.chance(0.5) ? random.int(0, number - 1) : null,
      automatic: random.chance(0.1) ? "list" : "none",
      toneMilli: random.chance(0.3) ? null : random.int(-900, 900),
    });
  });

const directoryEnvelope = (number: number) => ({
  id: eventId("directory", `d${number}`, 1),
  version: 1 as const,
  source: { connector: "cli", account: "owner", file: "-", position: String(number) },
  occurredAt: firstDay + number,
  recordedAt: firstDay + 400 * day + number,
  parties: [],
  members: [],
});

/** A firm, two clients and a link: what a directory starts with. */
export const sampleDirectory = (): ReadonlyArray<DirectoryEvent> => [
  {
    ...directoryEnvelope(1),
    type: "firm.configured",
    data: {
      ownDomains: ["rapport.example"],
      ownAddresses: [],
      timeZone: "Europe/Berlin",
      workingDays: [1, 2, 3, 4, 5],
      workStartMinute: 540,
      workEndMinute: 1020,
      holidays: [],
    },
  },
  { ...directoryEnvelope(2), type: "client.registered", data: { clientId: "acme", name: "Acme" } },
  { ...directoryEnvelope(3), type: "client.registered", data: { clientId: "bolt", name: "Bolt" } },
  {
    ...directoryEnvelope(4),
    type: "party.linked",
    data: { clientId: "acme", party: "domain:acme.example", validFrom: null, validTo: null },
  },
];
