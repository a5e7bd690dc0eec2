import { PostingStatus } from "@rapport/contracts/Ledger";
import { LedgerKind } from "@rapport/contracts/LedgerFigures";
import { Actor, TicketEvent, TicketStatus } from "@rapport/contracts/Ticket";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { flag, integer } from "./columns.ts";

const source = { connector: z.string(), account: z.string() };
const current = (table: string, columns: string) => `
      SELECT ${columns}
      FROM ${table}
      ORDER BY connector, account, document, revision DESC, _ver DESC
      LIMIT 1 BY connector, account, document`;
const ticketTypes = TicketEvent.options.map(({ shape }) => shape.type.value);
const maybe = <T extends z.ZodType>(schema: T) => z.union([schema, z.literal("").transform(() => null)]);

/** The events of all tickets as they stand, the deleted ones among them. */
export const sourceTickets = query({
  name: "source-tickets",
  sql: `
    SELECT connector, account, ticket, type, toUnixTimestamp64Milli(occurred_at) AS occurred_ms, actor_side, status,
      previous_status, public, times, assignee, previous_assignee, team, previous_team, score_milli, sla_kept
    FROM (${current("facts_ticket", "*")}
    )
    ORDER BY connector, account, ticket, occurred_at, type != 'ticket.opened', length(document), document`,
  params: z.object({}),
  row: z.object({
    ...source,
    ticket: z.string(),
    type: z.enum(ticketTypes as [(typeof ticketTypes)[number]]),
    occurred_ms: integer,
    actor_side: Actor.shape.side,
    status: maybe(TicketStatus),
    previous_status: maybe(TicketStatus),
    public: flag,
    times: integer,
    assignee: z.string(),
    previous_assignee: z.string(),
    team: z.string(),
    previous_team: z.string(),
    score_milli: integer.nullable(),
    sla_kept: flag.nullable(),
  }),
});
export type SourceTicketRow = z.infer<typeof sourceTickets.row>;

/** What all calendars hold. Always one row. */
export const sourceMeetings = query({
  name: "source-meetings",
  sql: `
    SELECT
      uniqExactIf(series, recurring) AS all_series,
      count() AS occurrences,
      countIf(cancelled) AS all_cancelled,
      countIf(moved) AS all_moved
    FROM meeting_occurrence(at = now64(3))
    WHERE NOT withdrawn`,
  params: z.object({}),
  row: z.object({ all_series: integer, occurrences: integer, all_cancelled: integer, all_moved: integer }),
});

/** Documents of the books as they stand, summed per kind, status and currency. Sums are exact. */
export const sourceBooks = query({
  name: "source-books",
  sql: `
    SELECT connector, account, kind, status, currency, count() AS documents,
      sum(minor) AS sum_minor, sum(net) AS net_minor, sum(seconds) AS all_seconds, sum(billable) AS billable_seconds
    FROM (
      SELECT connector, account, toString(kind) AS kind, toString(status) AS status, toString(currency) AS currency,
        total_minor AS minor, amount_minor AS net, 0 AS seconds, 0 AS billable
      FROM (${current("facts_money", "*")}
      )
      UNION ALL
      SELECT connector, account, 'time', toString(status), '', 0, 0, duration_seconds,
        if(ifNull(billable, false), duration_seconds, 0)
      FROM (${current("facts_time", "*")}
      )
      UNION ALL
      SELECT connector, account, 'contract', toString(status), toString(currency), ifNull(fee_minor, 0), 0, 0, 0
      FROM (${current("facts_contract", "*")}
      )
      UNION ALL
      SELECT connector, account, if(kind = 'cost', 'cost_rate', 'fx_rate'), toString(status),
        if(kind = 'cost', toString(currency), ''), hourly_minor, 0, 0, 0
      FROM (${current("facts_rate", "*")}
      )
    )
    GROUP BY connector, account, kind, status, currency
    ORDER BY connector, account, kind, status, currency`,
  params: z.object({}),
  row: z.object({
    ...source,
    kind: LedgerKind,
    status: PostingStatus,
    currency: z.string(),
    documents: integer,
    sum_minor: z.coerce.bigint(),
    net_minor: z.coerce.bigint(),
    all_seconds: integer,
    billable_seconds: integer,
  }),
});
export type SourceBooksRow = z.infer<typeof sourceBooks.row>;

/** Posted invoices and payments, for what became of the invoices. */
export const sourceReceivables = query({
  name: "source-receivables",
  sql: `
    SELECT connector, account, kind, number, invoice_number, currency, total_minor, toString(booked_on) AS booked_day,
      toString(due_on) AS due_day, disputed
    FROM (${current("facts_money", "*")}
    )
    WHERE status = 'posted' AND kind IN ('invoice', 'payment')
    ORDER BY connector, account, document`,
  params: z.object({}),
  row: z.object({
    ...source,
    kind: z.enum(["invoice", "payment"]),
    number: z.string(),
    invoice_number: z.string(),
    currency: z.string(),
    total_minor: integer,
    booked_day: z.iso.date(),
    due_day: z.iso.date().nullable(),
    disputed: flag,
  }),
});
export type SourceReceivableRow = z.infer<typeof sourceReceivables.row>;

/** Open dead letters of the ingest per source. */
export const sourceUnreadable = query({
  name: "source-unreadable",
  sql: `
    SELECT connector, account, count() AS items
    FROM dead_letter FINAL
    WHERE stage = 'ingest' AND NOT resolved
    GROUP BY connector, account`,
  params: z.object({}),
  row: z.object({ ...source, items: integer }),
});
export type SourceUnreadableRow = z.infer<typeof sourceUnreadable.row>;
