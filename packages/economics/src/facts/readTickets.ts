import { Effect } from "effect";
import { z } from "zod";
import type { TicketFact } from "@rapport/domain/economics/effort/EffortMonth";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { makeHolders } from "./holders.ts";
import { type Span, source } from "./Source.ts";

/**
 * Events of tickets that take our time. Whoever the event itself names did it; else who has the ticket as it stands.
 * An escalation is the managers' affair: of nobody in particular.
 */
export const ticketSource = source({
  name: "effort-tickets",
  sql: `
SELECT
  e.event_id AS eventId, e.ms AS ms, e.type AS type, greatest(1, e.times) AS times, e.ticket AS ticket,
  t.replies_out AS repliesOut,
  multiIf(
    e.type = 'ticket.escalated', '',
    e.type = 'ticket.replied', e.actor,
    e.assignee != '', e.assignee,
    t.assigned) AS person,
  e.words AS words, e.state AS state, e.party AS party
FROM (
  SELECT * FROM ticket_event(until = {until:DateTime64(3, 'UTC')})
  WHERE effective_at >= {from:DateTime64(3, 'UTC')} AND effective_at < {to:DateTime64(3, 'UTC')}
    AND (type IN ('ticket.opened', 'ticket.reopened', 'ticket.escalated')
      OR (type = 'ticket.replied' AND public AND actor_side = 'us') OR (type = 'ticket.assigned' AND times > 0))
) AS e
INNER JOIN (
  SELECT
    ticket,
    countIf(type = 'ticket.replied' AND public AND actor_side = 'us') AS replies_out,
    argMaxIf(assignee, (ms, rank), type IN ('ticket.opened', 'ticket.assigned')) AS assigned
  FROM ticket_event(until = {until:DateTime64(3, 'UTC')})
  GROUP BY ticket
) AS t ON t.ticket = e.ticket`,
  hashed: "eventId, ms, type, times, ticket, repliesOut, person, words, state, party",
  row: z.object({
    eventId: z.string(),
    ms: z.coerce.number(),
    type: z.string(),
    times: z.number(),
    ticket: z.string(),
    repliesOut: z.coerce.number(),
    person: z.string(),
    words: z.number(),
    state: z.string(),
    party: z.string(),
  }),
});

const kinds: Readonly<Record<string, TicketFact["kind"]>> = {
  "ticket.opened": "opened",
  "ticket.replied": "replied",
  "ticket.assigned": "reassigned",
  "ticket.reopened": "reopened",
  "ticket.escalated": "escalated",
};

/** The events of tickets of a span. */
export const readTickets = (
  span: Span,
  memberOf: ReadonlyMap<string, string>,
): Effect.Effect<ReadonlyArray<TicketFact>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const holdersOf = makeHolders();
    const rows = yield* reader.query(ticketSource.rows, span);
    return rows.map(({ type, person, state, party, ...event }) => ({
      ...event,
      kind: kinds[type] ?? "opened",
      person: person === "" ? null : (memberOf.get(person) ?? person),
      holders: holdersOf([[state, party, 1_000_000]]),
    }));
  });
