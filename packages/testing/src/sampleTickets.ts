import type { Signals } from "@rapport/contracts/EmailMessage";
import type { TicketEvent } from "@rapport/contracts/Ticket";
import type { SeededRandom } from "./seededRandom.ts";
import { firstDayMs, sampleEnvelope } from "./sampleDocuments.ts";

type Told = TicketEvent extends infer E
  ? E extends { readonly type: infer T; readonly data: infer D }
    ? { readonly type: T; readonly data: Omit<D, "document" | "ticket" | "actor"> }
    : never
  : never;

const hourMs = 3_600_000;
const them = { side: "them" as const, party: "zendesk-user:acme/7" };
const us = { side: "us" as const, party: "zendesk-user:acme/2" };

const signals = (random: SeededRandom): Signals => ({
  words: random.int(0, 400),
  questions: random.int(0, 3),
  toneMilli: random.chance(0.3) ? null : random.int(-1000, 1000),
  toneErrorMilli: random.chance(0.3) ? null : random.int(0, 1000),
  asks: random.chance(0.5),
  complaint: random.chance(0.2),
  urgency: random.chance(0.2),
  scopeRequest: random.chance(0.1),
  escalation: random.chance(0.1),
  thanks: random.chance(0.3),
});

/** What may happen to a ticket after it was opened: every type of event, in an order that could be. */
const happenings = (random: SeededRandom, number: number): ReadonlyArray<Told> => [
  { type: "ticket.replied", data: { public: random.chance(0.7), signals: signals(random) } },
  {
    type: "ticket.assigned",
    data: {
      assignee: "zendesk-user:acme/2",
      team: "support",
      previousAssignee: random.chance(0.5) ? null : "zendesk-user:acme/1",
      previousTeam: null,
      reassignments: random.int(0, 2),
    },
  },
  { type: "ticket.status_changed", data: { from: "new", to: random.pick(["open", "waiting", "on_hold"]) } },
  { type: "ticket.escalated", data: { level: random.chance(0.5) ? "tier 2" : null } },
  { type: "ticket.solved", data: { from: "open", to: "solved" } },
  { type: "ticket.sla_assessed", data: { policy: "first reply", kept: random.chance(0.8) } },
  { type: "ticket.reopened", data: { from: "solved", to: "open", times: random.int(1, 2) } },
  { type: "ticket.rated", data: { scoreMilli: random.int(0, 1000), signals: null } },
  number % 2 === 0
    ? { type: "ticket.merged", data: { into: "zendesk:acme:1" } }
    : { type: "ticket.deleted", data: { reason: random.pick(["deleted", "spam"]) } },
];

const ticketEvent = (number: number, nth: number, occurredAt: number, told: Told): TicketEvent => {
  const { envelope, document } = sampleEnvelope(
    { connector: "zendesk", key: `audit:${number}/${nth}` },
    occurredAt,
    [`zendesk-org:acme/${number % 5}`, "email:carol@acme.example", "domain:acme.example"],
  );
  const actor = told.type === "ticket.rated" || told.type === "ticket.opened" ? them : us;
  return {
    ...envelope,
    ...told,
    data: { document, ticket: `zendesk:acme:${number}`, actor, ...told.data },
  } as TicketEvent;
};

/** `count` tickets over a few weeks; every one is opened, and then some of all that can happen to one does. */
export const sampleTickets = (random: SeededRandom, count: number): ReadonlyArray<TicketEvent> =>
  Array.from({ length: count }, (_, number) => {
    const openedAt = firstDayMs + random.int(0, 20 * 24) * hourMs;
    const opened: Told = {
      type: "ticket.opened",
      data: {
        status: "new",
        priority: random.pick(["low", "normal", "high", "urgent", null]),
        channel: random.chance(0.8) ? "email" : null,
        kind: random.chance(0.5) ? "incident" : null,
        assignee: null,
        team: null,
        signals: random.chance(0.9) ? signals(random) : null,
      },
    };
    const after = happenings(random, number).filter(() => random.chance(0.6));
    return [opened, ...after].map((told, nth) =>
      ticketEvent(number, nth, openedAt + nth * random.int(1, 9) * hourMs, told),
    );
  }).flat();
