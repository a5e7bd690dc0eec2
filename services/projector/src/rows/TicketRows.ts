import type { TicketEvent } from "@rapport/contracts/Ticket";
import { nullable } from "@rapport/warehouse/native/composites";
import { bool, uint16, uint32 } from "@rapport/warehouse/native/numbers";
import { lowCardinality, string } from "@rapport/warehouse/native/strings";
import type { Place } from "./FactRows.ts";
import { monthWithinDateTime64 } from "./moments.ts";
import { noSignals, pushSignals, signalColumns } from "./signalColumns.ts";
import { pushSource, sourceColumns } from "./sourceColumns.ts";

/** The insertable columns of `facts_ticket`. */
export const ticketColumns = () => ({
  ...sourceColumns(),
  type: lowCardinality(),
  month: uint32(),
  ticket: string(),
  actor_side: lowCardinality(),
  actor: string(),
  status: lowCardinality(),
  previous_status: lowCardinality(),
  priority: lowCardinality(),
  ticket_channel: lowCardinality(),
  ticket_kind: lowCardinality(),
  assignee: string(),
  team: lowCardinality(),
  previous_assignee: string(),
  previous_team: lowCardinality(),
  times: uint32(),
  public: bool(),
  level: lowCardinality(),
  score_milli: nullable(uint16()),
  sla_policy: lowCardinality(),
  sla_kept: nullable(bool()),
  merged_into: string(),
  deleted_reason: lowCardinality(),
  ...signalColumns(),
});
export type TicketColumns = ReturnType<typeof ticketColumns>;

const pushStatus = (columns: TicketColumns, event: TicketEvent): void => {
  const { type, data } = event;
  const changes = type === "ticket.status_changed" || type === "ticket.solved" || type === "ticket.reopened";
  columns.status.push(changes ? data.to : type === "ticket.opened" ? data.status : "");
  columns.previous_status.push(changes ? (data.from ?? "") : "");
};

const pushOpening = (columns: TicketColumns, event: TicketEvent): void => {
  const opened = event.type === "ticket.opened" ? event.data : null;
  columns.priority.push(opened?.priority ?? "");
  columns.ticket_channel.push(opened?.channel ?? "");
  columns.ticket_kind.push(opened?.kind ?? "");
};

const pushHolder = (columns: TicketColumns, event: TicketEvent): void => {
  const held = event.type === "ticket.opened" || event.type === "ticket.assigned" ? event.data : null;
  const before = event.type === "ticket.assigned" ? event.data : null;
  columns.assignee.push(held?.assignee ?? "");
  columns.team.push(held?.team ?? "");
  columns.previous_assignee.push(before?.previousAssignee ?? "");
  columns.previous_team.push(before?.previousTeam ?? "");
  const reopenings = event.type === "ticket.reopened" ? event.data.times : 0;
  columns.times.push(before?.reassignments ?? reopenings);
};

const pushVerdicts = (columns: TicketColumns, event: TicketEvent): void => {
  columns.public.push(event.type === "ticket.replied" && event.data.public);
  columns.level.push(event.type === "ticket.escalated" ? (event.data.level ?? "") : "");
  columns.score_milli.push(event.type === "ticket.rated" ? event.data.scoreMilli : null);
  const assessed = event.type === "ticket.sla_assessed" ? event.data : null;
  columns.sla_policy.push(assessed?.policy ?? "");
  columns.sla_kept.push(assessed?.kept ?? null);
  columns.merged_into.push(event.type === "ticket.merged" ? event.data.into : "");
  columns.deleted_reason.push(event.type === "ticket.deleted" ? event.data.reason : "");
};

/** One event of a ticket as one row; what its type does not tell of stays empty. */
export const pushTicket = (
  columns: TicketColumns,
  event: TicketEvent,
  contentHash: number,
  at: Place,
): void => {
  pushSource(columns, event, contentHash, at);
  columns.type.push(event.type);
  columns.month.push(monthWithinDateTime64(event.occurredAt));
  columns.ticket.push(event.data.ticket);
  columns.actor_side.push(event.data.actor.side);
  columns.actor.push(event.data.actor.party ?? "");
  pushStatus(columns, event);
  pushOpening(columns, event);
  pushHolder(columns, event);
  pushVerdicts(columns, event);
  pushSignals(columns, "signals" in event.data ? (event.data.signals ?? noSignals) : noSignals);
};
