import { PostingStatus } from "@rapport/contracts/Ledger";
import { Actor, TicketStatus } from "@rapport/contracts/Ticket";
import { TimelineMeeting, TimelineMoney } from "@rapport/contracts/http/Timeline";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { flag, integer, signalColumns, untilParam } from "./columns.ts";

const params = {
  ...untilParam,
  party: z.string(),
  /** Effective time and event id of the last event already shown. */
  beforeMs: z.number().int(),
  beforeId: z.string(),
  limit: z.number().int(),
};
const place = {
  event_id: z.string(),
  type: z.string(),
  time_plausible: flag,
  occurred_ms: integer,
  effective_ms: integer,
};
const placeColumns = (occurredAt: string) => `
      toString(event_id) AS event_id, month > 0 AS time_plausible,
      toUnixTimestamp64Milli(${occurredAt}) AS occurred_ms, toUnixTimestamp64Milli(effective_at) AS effective_ms`;
const pageOf = `
      AND (effective_ms, event_id) < ({beforeMs:Int64}, {beforeId:String})
    ORDER BY effective_ms DESC, event_id DESC
    LIMIT {limit:UInt32}`;
const ownTime = `party = {party:String} AND effective_at < {until:DateTime64(3, 'UTC')}`;
const maybe = <T extends z.ZodType>(schema: T) => z.union([schema, z.literal("").transform(() => null)]);

/** What happened to the tickets of one party, newest first. */
export const timelineTickets = query({
  name: "timeline-tickets",
  sql: `
    SELECT ${placeColumns("occurred_at")}, type, ticket, actor_side, status, previous_status, public, times, score_milli, sla_kept,
      words, questions, tone_milli, tone_error_milli, asks, complaint, urgency, scope_request, escalation, thanks
    FROM ticket_event(until = {until:DateTime64(3, 'UTC')})
    -- A change from a status to itself, as a later version may have it, says nothing.
    WHERE ${ownTime} AND NOT (type = 'ticket.status_changed' AND status = previous_status) ${pageOf}`,
  params: z.object(params),
  row: z.object({
    ...place,
    ticket: z.string(),
    actor_side: Actor.shape.side,
    status: maybe(TicketStatus),
    previous_status: maybe(TicketStatus),
    public: flag,
    times: integer,
    score_milli: integer.nullable(),
    sla_kept: flag.nullable(),
    ...signalColumns,
  }),
});
export type TimelineTicketRow = z.infer<typeof timelineTickets.row>;

/** The meetings of one party, newest first. */
export const timelineMeetings = query({
  name: "timeline-meetings",
  sql: `
    SELECT ${placeColumns("start_at")}, concat('meeting.', outcome) AS type, outcome, toUnixTimestamp64Milli(end_at) AS end_ms,
      minutes, our_heads, heads, addresses, moved, no_show, named, cancelled_by, notice_ms
    FROM meeting_holder(at = {at:DateTime64(3, 'UTC')})
    WHERE ${ownTime} AND outcome != 'withdrawn' ${pageOf}`,
  params: z.object({ ...params, at: z.string() }),
  row: z.object({
    ...place,
    outcome: TimelineMeeting.shape.outcome,
    end_ms: integer,
    minutes: integer,
    our_heads: integer,
    heads: integer,
    addresses: z.array(z.string()),
    moved: flag,
    no_show: flag,
    named: flag,
    cancelled_by: maybe(z.enum(["us", "them", "unknown"])),
    notice_ms: integer.nullable(),
  }),
});
export type TimelineMeetingRow = z.infer<typeof timelineMeetings.row>;

/** The invoices, payments, credit notes and expenses of one party, newest first. */
export const timelineMoney = query({
  name: "timeline-money",
  sql: `
    SELECT ${placeColumns("occurred_at")}, type, kind, status, number, invoice_number, currency, amount_minor, total_minor,
      toString(due_on) AS due_day, disputed
    FROM money
    WHERE ${ownTime} ${pageOf}`,
  params: z.object(params),
  row: z.object({
    ...place,
    kind: TimelineMoney.shape.what,
    status: PostingStatus,
    number: z.string(),
    invoice_number: z.string(),
    currency: z.string(),
    amount_minor: integer,
    total_minor: integer,
    due_day: z.iso.date().nullable(),
    disputed: flag,
  }),
});
export type TimelineMoneyRow = z.infer<typeof timelineMoney.row>;

/** The logged time of one party, newest first. */
export const timelineTime = query({
  name: "timeline-time",
  sql: `
    SELECT ${placeColumns("occurred_at")}, 'time.logged' AS type, status, toString(worked_on) AS worked_day, duration_seconds, billable, activity
    FROM time_entry
    WHERE ${ownTime} ${pageOf}`,
  params: z.object(params),
  row: z.object({
    ...place,
    status: PostingStatus,
    worked_day: z.iso.date(),
    duration_seconds: integer,
    billable: flag.nullable(),
    activity: z.string(),
  }),
});
export type TimelineTimeRow = z.infer<typeof timelineTime.row>;
