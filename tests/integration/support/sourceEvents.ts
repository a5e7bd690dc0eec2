import { documentEventId } from "@rapport/contracts/documentEventId";
import type { LedgerEvent } from "@rapport/contracts/Ledger";
import type { Attendee, MeetingData, MeetingEvent } from "@rapport/contracts/Meeting";
import type { TicketEvent, TicketStatus } from "@rapport/contracts/Ticket";

const recordedAt = Date.parse("2025-01-01T00:00:00Z");

interface Told {
  readonly connector: string;
  readonly account: string;
  readonly key: string;
  readonly revision: number;
  readonly at: number;
  readonly parties: ReadonlyArray<string>;
  readonly global?: boolean;
}

/** Envelope and document of an event, as the ingest makes them. */
const told = ({ connector, account, key, revision, at, parties, global = false }: Told) => ({
  id: documentEventId(global ? "global" : { connector, account }, { key, revision }),
  version: 1 as const,
  source: { connector, account, file: `${connector}.file`, position: key },
  occurredAt: at,
  recordedAt,
  parties: [...parties],
  members: [] as Array<string>,
});

type TicketTold = TicketEvent extends infer E
  ? E extends { readonly type: infer T; readonly data: infer D }
    ? { readonly type: T; readonly data: Omit<D, "document" | "ticket" | "actor"> }
    : never
  : never;

/** What happened to a ticket: when (ISO), by whom, and what. */
export type Happened = readonly [
  at: string,
  by: "them" | "us" | "system",
  what: TicketTold,
  /** Another version of the event of that number. */
  again?: { readonly nth: number; readonly revision: number },
];

const transition = (type: "ticket.solved" | "ticket.status_changed", from: TicketStatus, to: TicketStatus) =>
  ({ type, data: { from, to } }) as TicketTold;
export const happens = {
  opened: (over: { readonly priority?: "low" | "high" } = {}): TicketTold => ({
    type: "ticket.opened",
    data: {
      status: "new",
      priority: over.priority ?? null,
      channel: "email",
      kind: null,
      assignee: null,
      team: null,
      signals: null,
    },
  }),
  replied: (isPublic = true): TicketTold => ({
    type: "ticket.replied",
    data: { public: isPublic, signals: null },
  }),
  changed: (from: TicketStatus, to: TicketStatus) => transition("ticket.status_changed", from, to),
  solved: (from: TicketStatus, to: TicketStatus = "solved") => transition("ticket.solved", from, to),
  reopened: (from: TicketStatus, to: TicketStatus = "open", times = 1): TicketTold => ({
    type: "ticket.reopened",
    data: { from, to, times },
  }),
  assigned: (from: string | null, to: string, reassignments: number): TicketTold => ({
    type: "ticket.assigned",
    data: { assignee: to, team: null, previousAssignee: from, previousTeam: null, reassignments },
  }),
  escalated: (): TicketTold => ({ type: "ticket.escalated", data: { level: null } }),
  rated: (scoreMilli: number): TicketTold => ({ type: "ticket.rated", data: { scoreMilli, signals: null } }),
  sla: (policy: string, kept: boolean): TicketTold => ({
    type: "ticket.sla_assessed",
    data: { policy, kept },
  }),
  merged: (): TicketTold => ({ type: "ticket.merged", data: { into: "zendesk:acme:1" } }),
  deleted: (): TicketTold => ({ type: "ticket.deleted", data: { reason: "spam" } }),
};

/** The events of one ticket of `zendesk` at the tenant `acme`. */
export const ticket = (
  number: number,
  parties: ReadonlyArray<string>,
  happened: ReadonlyArray<Happened>,
): ReadonlyArray<TicketEvent> =>
  happened.map(([at, by, what, again], nth) => {
    const key = `audit:${number}/${again?.nth ?? nth}`;
    const revision = again?.revision ?? 1;
    return {
      ...told({ connector: "zendesk", account: "acme", key, revision, at: Date.parse(at), parties }),
      type: what.type,
      data: {
        document: { key, revision },
        ticket: `zendesk:acme:${number}`,
        actor: { side: by, party: null },
        ...what.data,
      },
    } as TicketEvent;
  });

/** Somebody invited; `!` after the address: declined, `?`: has not answered. */
const invited = (text: string): Attendee => {
  const address = text.replace(/[!?]$/, "");
  const domain = address.slice(address.indexOf("@") + 1);
  return {
    address,
    organisation: domain === "gmail.com" ? null : domain,
    kind: "person",
    role: "required",
    attendance: text.endsWith("!") ? "declined" : text.endsWith("?") ? "needs_action" : "accepted",
    resource: address.startsWith("room"),
  };
};

export interface Meeting {
  readonly key: string;
  readonly series?: string;
  readonly revision?: number;
  readonly seriesRevision?: number;
  /** ISO. */
  readonly at: string;
  readonly minutes?: number;
  readonly invited: ReadonlyArray<string>;
  readonly organiser?: string | null;
  /** What its title names. */
  readonly named?: ReadonlyArray<string>;
  readonly account?: string;
  readonly over?: Partial<MeetingData>;
}

/** One version of one occurrence. */
export const meeting = (m: Meeting): MeetingEvent => {
  const startAt = Date.parse(m.at);
  const attendees = m.invited.map(invited);
  const outside = attendees.filter((a) => a.organisation !== "rapport.example" && !a.resource);
  const parties = [
    ...outside.map((a) => `email:${a.address}`),
    ...new Set(outside.filter((a) => a.organisation !== null).map((a) => `domain:${a.organisation}`)),
    ...(m.named ?? []),
  ];
  const revision = m.revision ?? 1;
  const cancelled = m.over?.status === "cancelled";
  return {
    ...told({
      connector: "calendar",
      account: m.account ?? "me",
      key: m.key,
      revision,
      at: startAt,
      parties,
      global: true,
    }),
    type: cancelled ? "meeting.cancelled" : "meeting.scheduled",
    data: {
      document: { key: m.key, revision },
      series: m.series ?? m.key,
      seriesRevision: m.seriesRevision ?? 0,
      recurring: m.series !== undefined,
      originalStartAt: null,
      startAt,
      endAt: startAt + (m.minutes ?? 60) * 60_000,
      allDay: false,
      floating: false,
      timeZone: "Europe/Berlin",
      status: "confirmed",
      changedAt: null,
      sequence: 0,
      organiser: m.organiser === undefined ? "me@rapport.example" : m.organiser,
      attendees,
      transparent: false,
      ...m.over,
    },
  };
};

export type LedgerTold = LedgerEvent extends infer E
  ? E extends { readonly type: infer T; readonly data: infer D }
    ? { readonly type: T; readonly data: Omit<D, "document" | "status"> }
    : never
  : never;
type Status = LedgerEvent["data"]["status"];

/** One version of one document of the books. */
export const booked = (
  key: string,
  day: string,
  parties: ReadonlyArray<string>,
  what: LedgerTold,
  over: { readonly revision?: number; readonly status?: Status } = {},
): LedgerEvent => {
  const revision = over.revision ?? 1;
  return {
    ...told({
      connector: "ledger",
      account: "books",
      key,
      revision,
      at: Date.parse(`${day}T00:00:00Z`),
      parties,
    }),
    type: what.type,
    data: { document: { key, revision }, status: over.status ?? "posted", ...what.data },
  } as LedgerEvent;
};

const billed = (number: string, issuedOn: string, currency: string, netMinor: number, taxMinor: number) => ({
  number,
  issuedOn,
  currency,
  netMinor,
  taxMinor,
  totalMinor: netMinor + taxMinor,
});
export const books = {
  invoice: (
    number: string,
    day: string,
    currency: string,
    net: number,
    tax = 0,
    passThroughMinor = 0,
  ): LedgerTold => ({
    type: "invoice.issued",
    data: {
      ...billed(number, day, currency, net, tax),
      dueOn: null,
      passThroughMinor,
      serviceFrom: null,
      serviceTo: null,
      disputed: false,
    },
  }),
  credit: (
    number: string,
    day: string,
    currency: string,
    net: number,
    invoiceNumber: string | null,
  ): LedgerTold => ({
    type: "credit_note.issued",
    data: { ...billed(number, day, currency, net, 0), invoiceNumber },
  }),
  payment: (
    paidOn: string,
    currency: string,
    amountMinor: number,
    invoiceNumber: string | null,
  ): LedgerTold => ({
    type: "invoice.paid",
    data: { invoiceNumber, paidOn, currency, amountMinor },
  }),
  expense: (spentOn: string, currency: string, amountMinor: number): LedgerTold => ({
    type: "expense.logged",
    data: { spentOn, category: null, currency, amountMinor, passThrough: false, billable: false },
  }),
  time: (workedOn: string, hours: number, billable: boolean | null): LedgerTold => ({
    type: "time.logged",
    data: {
      workedOn,
      startedAt: null,
      endedAt: null,
      durationSeconds: hours * 3600,
      billable,
      activity: null,
      ticket: null,
    },
  }),
};
