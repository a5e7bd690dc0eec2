import type { TicketEntry } from "@rapport/domain/tickets/TicketEntry";
import type { SourceTicketRow } from "../queries/SourceWork.ts";

const orNull = (text: string): string | null => (text === "" ? null : text);

const dataOf = (row: SourceTicketRow): object => ({
  ticket: row.ticket,
  actor: { side: row.actor_side, party: null },
  status: row.status ?? "open",
  from: row.previous_status,
  to: row.status ?? "open",
  public: row.public,
  times: row.times,
  reassignments: row.times,
  assignee: orNull(row.assignee),
  team: orNull(row.team),
  previousAssignee: orNull(row.previous_assignee),
  previousTeam: orNull(row.previous_team),
  scoreMilli: row.score_milli ?? 0,
  kept: row.sla_kept ?? false,
});

/** A row of the warehouse as the domain's functions on tickets take it: every type finds its own fields. */
export const ticketEntry = (row: SourceTicketRow): TicketEntry =>
  ({ type: row.type, occurredAt: row.occurred_ms, data: dataOf(row) }) as unknown as TicketEntry;
