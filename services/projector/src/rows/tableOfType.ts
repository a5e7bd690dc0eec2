import type { RapportEvent } from "@rapport/contracts/EventCodec";
import type { LedgerEvent } from "@rapport/contracts/Ledger";
import type { MeetingEvent } from "@rapport/contracts/Meeting";
import type { TicketEvent } from "@rapport/contracts/Ticket";
import type { ProjectionTable } from "../Tables.ts";

/** Where each type of event is kept. A type that is missing here does not compile. */
export const tableOfType = {
  "email.received": "facts_interaction",
  "email.sent": "facts_interaction",
  "ticket.opened": "facts_ticket",
  "ticket.replied": "facts_ticket",
  "ticket.status_changed": "facts_ticket",
  "ticket.solved": "facts_ticket",
  "ticket.reopened": "facts_ticket",
  "ticket.assigned": "facts_ticket",
  "ticket.escalated": "facts_ticket",
  "ticket.rated": "facts_ticket",
  "ticket.sla_assessed": "facts_ticket",
  "ticket.merged": "facts_ticket",
  "ticket.deleted": "facts_ticket",
  "meeting.scheduled": "facts_meeting",
  "meeting.rescheduled": "facts_meeting",
  "meeting.cancelled": "facts_meeting",
  "invoice.issued": "facts_money",
  "invoice.paid": "facts_money",
  "credit_note.issued": "facts_money",
  "expense.logged": "facts_money",
  "overhead.recorded": "facts_money",
  "time.logged": "facts_time",
  "contract.started": "facts_contract",
  "contract.renewed": "facts_contract",
  "contract.changed": "facts_contract",
  "contract.ended": "facts_contract",
  "cost_rate.set": "facts_rate",
  "fx_rate.set": "facts_rate",
  "firm.configured": "directory_event",
  "client.registered": "directory_event",
  "client.merged": "directory_event",
  "client.unmerged": "directory_event",
  "client.profiled": "directory_event",
  "party.linked": "directory_event",
  "party.unlinked": "directory_event",
  "contact.registered": "directory_event",
  "member.registered": "directory_event",
  "member.left": "directory_event",
  "ownership.changed": "directory_event",
  "calendar.set": "directory_event",
  "setting.set": "directory_event",
  "month.closed": "directory_event",
  "month.restated": "directory_event",
  "client.ended": "directory_event",
  "client.resumed": "directory_event",
  "client.agreed": "directory_event",
  "break.agreed": "directory_event",
  "client.flagged": "directory_event",
  "decision.made": "directory_event",
  "rung.waived": "directory_event",
  "play.started": "directory_event",
  "play.ended": "directory_event",
  "verdict.given": "directory_event",
  "alert.snoozed": "directory_event",
  "cause.noted": "directory_event",
  "word.undone": "directory_event",
  "risk_model.fitted": "directory_event",
  "dead_letter.raised": "dead_letter",
  "dead_letter.resolved": "dead_letter",
} as const satisfies Record<RapportEvent["type"], ProjectionTable>;

type TableOfType = typeof tableOfType;
export type EventTable = TableOfType[keyof TableOfType];

/** The events that one table keeps. */
export type EventIn<T extends EventTable> = {
  [Type in keyof TableOfType]: TableOfType[Type] extends T ? Extract<RapportEvent, { type: Type }> : never;
}[keyof TableOfType];

export const isIn = <T extends EventTable>(event: RapportEvent, table: T): event is EventIn<T> =>
  tableOfType[event.type] === table;

/** The events that are kept by document: those of tickets, meetings and the books. */
export type DocumentEvent = TicketEvent | MeetingEvent | LedgerEvent;
export const isDocumentEvent = (event: RapportEvent): event is DocumentEvent =>
  !isIn(event, "facts_interaction") && !isIn(event, "directory_event") && !isIn(event, "dead_letter");
