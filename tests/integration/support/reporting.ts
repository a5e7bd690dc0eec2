import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { EmailEvent, Participant } from "@rapport/contracts/EmailMessage";
import type { InteractionEvent, RapportEvent } from "@rapport/contracts/EventCodec";
import { eventId } from "@rapport/contracts/EventId";
import type { LedgerEvent } from "@rapport/contracts/Ledger";
import { type Topic, topics } from "@rapport/contracts/Topics";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { ReportsLive } from "@rapport/reporting/Reports";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { Effect, Layer, Redacted } from "effect";
import type { Chdb } from "./chdb.ts";

/** The warehouse, the store and the reports on a fresh database of the process. */
export const reportsOn = (chdb: Chdb, database: string) => {
  const address = { url: chdb.url, password: Redacted.make(chdb.password), database };
  const warehouse = Layer.effectDiscard(migrate(address)).pipe(
    Layer.provideMerge(ClickHouseWarehouse.layer(address)),
  );
  return Layer.merge(ClickHouseProjectionStore.layer(), ReportsLive).pipe(Layer.provideMerge(warehouse));
};

/** Writes the events as one batch from `offset` on, without deriving anything. */
const write = (topic: Topic, offset: number, events: ReadonlyArray<RapportEvent>) =>
  Effect.gen(function* () {
    if (events.length === 0) return;
    const store = yield* ProjectionStore;
    const batch = {
      topic: topic.name,
      partition: 0,
      lo: offset,
      hi: offset + events.length - 1,
      epoch: 0,
      attempt: 0,
      records: events.map((event, i) => ({
        offset: offset + i,
        outcome: { kind: "event" as const, event, contentHash: i },
      })),
    };
    yield* store.write(batch);
    yield* store.rollUp(batch);
  });

/** Messages and dead letters into the warehouse, through the projector's own store. */
export const project = (emails: ReadonlyArray<EmailEvent>, letters: ReadonlyArray<DeadLetterRaised> = []) =>
  Effect.gen(function* () {
    const store = yield* ProjectionStore;
    yield* write(topics.interactions, 0, emails);
    yield* write(topics.deadLetters, 0, letters);
    yield* store.refreshConversations;
  });

/** More messages, the first one at log offset `offset`. */
export const projectMore = (offset: number, emails: ReadonlyArray<EmailEvent>) =>
  Effect.gen(function* () {
    const store = yield* ProjectionStore;
    yield* write(topics.interactions, offset, emails);
    yield* store.refreshConversations;
  });

/** Events of tickets, calendars and the books, each topic's first one at log offset `offset`. */
export const projectSources = (
  interactions: ReadonlyArray<InteractionEvent>,
  ledger: ReadonlyArray<LedgerEvent> = [],
  offset = 0,
) =>
  Effect.gen(function* () {
    const store = yield* ProjectionStore;
    yield* write(topics.interactions, offset, interactions);
    yield* write(topics.ledger, offset, ledger);
    yield* store.refreshConversations;
  });

/** Directory events, the first one at log offset `offset`. */
export const direct = (offset: number, events: ReadonlyArray<DirectoryEvent>) =>
  Effect.gen(function* () {
    const store = yield* ProjectionStore;
    yield* write(topics.directory, offset, events);
    yield* store.refreshDirectory;
  });

export interface Mail {
  readonly id: string;
  /** ISO, UTC. */
  readonly at: string;
  readonly from: string;
  readonly to: ReadonlyArray<string>;
  readonly cc?: ReadonlyArray<string>;
  readonly re?: string;
  readonly recordedAt?: string;
  readonly plausible?: boolean;
  readonly offset?: number | null;
  readonly automatic?: EmailEvent["data"]["automatic"];
  readonly tone?: number | null;
  readonly asks?: boolean;
  readonly account?: string;
  readonly file?: string;
}

const participant = (role: Participant["role"], address: string): Participant => {
  const domain = address.slice(address.indexOf("@") + 1);
  return {
    role,
    address,
    organisation: domain === "gmail.com" ? null : domain,
    kind: address.startsWith("no-reply@") ? "no_reply" : address.startsWith("info@") ? "role" : "person",
  };
};

const quietSignals = {
  words: 20,
  questions: 0,
  complaint: false,
  urgency: false,
  scopeRequest: false,
  escalation: false,
  thanks: false,
};

/** One valid e-mail event; what is not given is unremarkable. */
export const mail = (m: Mail): EmailEvent => ({
  id: eventId("email", m.id, 1),
  type: "email.received",
  version: 1,
  source: {
    connector: "email",
    account: m.account ?? "office",
    file: m.file ?? `inbox/${m.id}.eml`,
    position: "",
  },
  occurredAt: Date.parse(m.at),
  recordedAt: Date.parse(m.recordedAt ?? "2024-02-10T00:00:00Z"),
  parties: [],
  members: [],
  data: {
    messageId: m.id,
    inReplyTo: m.re ?? null,
    references: m.re === undefined ? [] : [m.re],
    conversationKey: null,
    timeSource: "date",
    timePlausible: m.plausible ?? true,
    utcOffsetMinutes: m.offset === undefined ? 60 : m.offset,
    participants: [
      participant("from", m.from),
      ...m.to.map((address) => participant("to", address)),
      ...(m.cc ?? []).map((address) => participant("cc", address)),
    ],
    automatic: m.automatic ?? "none",
    sizeBytes: 1000,
    attachments: 0,
    signals: {
      ...quietSignals,
      toneMilli: m.tone ?? null,
      toneErrorMilli: m.tone === undefined || m.tone === null ? null : 50,
      asks: m.asks ?? false,
    },
  },
});

/** Directory events in the order in which they were said. */
export const directoryEvents = (
  said: ReadonlyArray<Pick<DirectoryEvent, "type" | "data">>,
  firstNumber = 0,
): ReadonlyArray<DirectoryEvent> =>
  said.map(
    (event, i) =>
      ({
        ...event,
        id: eventId("directory", `d${firstNumber + i}`, 1),
        version: 1,
        source: { connector: "cli", account: "owner", file: "-", position: String(firstNumber + i) },
        occurredAt: Date.parse("2024-01-01T00:00:00Z") + firstNumber + i,
        recordedAt: Date.parse("2024-01-01T00:00:00Z") + firstNumber + i,
        parties: [],
        members: [],
      }) as DirectoryEvent,
  );

export const firm = (over: Partial<Extract<DirectoryEvent, { type: "firm.configured" }>["data"]> = {}) => ({
  type: "firm.configured" as const,
  data: {
    ownDomains: ["rapport.example"],
    ownAddresses: [],
    timeZone: "Europe/Berlin",
    workingDays: [1, 2, 3, 4, 5],
    workStartMinute: 540,
    workEndMinute: 1020,
    holidays: [],
    ...over,
  },
});
export const client = (clientId: string, name: string) => ({
  type: "client.registered" as const,
  data: { clientId, name },
});
export const linked = (
  clientId: string,
  party: string,
  from: string | null = null,
  to: string | null = null,
) => ({
  type: "party.linked" as const,
  data: {
    clientId,
    party,
    validFrom: from === null ? null : Date.parse(from),
    validTo: to === null ? null : Date.parse(to),
  },
});
