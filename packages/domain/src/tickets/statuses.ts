import type { TicketStatus } from "@rapport/contracts/Ticket";

/** Nothing is left to do. */
export const isDone = (status: TicketStatus | null): boolean => status === "solved" || status === "closed";

/** The firm's clock stands still: somebody else is to act. */
export const isPaused = (status: TicketStatus): boolean => status === "waiting" || status === "on_hold";

/** The type of a change of status; every change is exactly one event. */
export const changeType = (
  from: TicketStatus | null,
  to: TicketStatus,
): "ticket.solved" | "ticket.reopened" | "ticket.status_changed" => {
  if (isDone(to)) return isDone(from) ? "ticket.status_changed" : "ticket.solved";
  return isDone(from) ? "ticket.reopened" : "ticket.status_changed";
};

/** A change of holder: who it was before, and who it is now; null where there is none or nothing is said of it. */
export interface HolderChange {
  readonly previousAssignee: string | null;
  readonly assignee: string | null;
  readonly previousTeam: string | null;
  readonly team: string | null;
}

/**
 * 1 when the person or the team that held it changed, else 0. The first holder is none, nor is the first
 * person of the team that has it.
 */
export const reassignmentsOf = (change: HolderChange): 0 | 1 =>
  (change.previousAssignee !== null && change.previousAssignee !== change.assignee) ||
  (change.previousTeam !== null && change.previousTeam !== change.team)
    ? 1
    : 0;
