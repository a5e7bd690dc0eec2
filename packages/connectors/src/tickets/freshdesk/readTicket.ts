import type { TicketStatus } from "@rapport/contracts/Ticket";
import { isDone } from "@rapport/domain/tickets/statuses";
import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { nameOf } from "../fields.ts";
import { accountOf, refuse, refuseFields } from "../refuse.ts";
import { signalsOfText } from "../SignalsOfText.ts";
import type { TicketItem } from "../TicketItem.ts";
import { stateRevision, systemDeed, TicketWriter, unknownDeed } from "../TicketWriter.ts";
import { freshPriority, freshSource, freshStatus } from "./kinds.ts";
import { type FreshAbout, freshAbout, memberParties, userParty } from "./people.ts";
import { readConversations } from "./readConversations.ts";
import { FreshTicket } from "./records.ts";

interface Told {
  readonly ticket: FreshTicket;
  readonly about: FreshAbout;
  readonly writer: TicketWriter;
  readonly changedAtMs: number;
  readonly revision: number;
  readonly place: DeskPlace;
}

function* opening({ ticket, about, writer, revision, place }: Told): Generator<TicketItem> {
  // A ticket that we wrote out to the client first (outbound e-mail).
  const side = ticket.source === 10 ? "us" : "them";
  const party = userParty(about.account, side === "us" ? ticket.responder_id : ticket.requester_id);
  const group = ticket.group_id;
  yield writer.write(
    "ticket.opened",
    `ticket:${ticket.id}`,
    revision,
    {
      atMs: ticket.created_at,
      actor: { side, party },
      members: memberParties(place.book, about.account, ticket.responder_id),
    },
    {
      status: "new",
      priority: freshPriority(ticket.priority),
      channel: nameOf(freshSource(ticket.source, ticket.source_name)),
      kind: nameOf(ticket.type ?? ticket.ticket_type),
      assignee: userParty(about.account, ticket.responder_id),
      team: group === null ? null : (place.book.name(about.account, "group", group) ?? `group ${group}`),
      signals: signalsOfText({ plain: ticket.description_text, html: ticket.description }),
    },
  );
}

/** How it stands: deleted, spam, or its status. Spam may be taken back, so all are versions of one document. */
function* standing(
  { ticket, writer, changedAtMs, revision }: Told,
  status: TicketStatus,
): Generator<TicketItem> {
  const key = `state:${ticket.id}`;
  if (ticket.deleted || ticket.spam) {
    const reason = ticket.spam ? "spam" : "deleted";
    yield writer.write("ticket.deleted", key, revision, unknownDeed(changedAtMs), { reason });
    return;
  }
  const { stats } = ticket;
  const solvedAt = stats?.resolved_at ?? stats?.closed_at ?? changedAtMs;
  yield writer.change(key, revision, unknownDeed(isDone(status) ? solvedAt : changedAtMs), null, status);
  const reopenedAt = stats?.reopened_at ?? null;
  if (reopenedAt !== null)
    yield writer.write(
      "ticket.reopened",
      `reopened:${ticket.id}@${reopenedAt}`,
      revision,
      unknownDeed(reopenedAt),
      { from: "solved", to: "open", times: 1 },
    );
}

/**
 * The two promises of a ticket. Freshdesk marks what is overdue (`fr_escalated`, `is_escalated`); kept is what
 * was done (`stats`) by the time it was due.
 */
function* promises({ ticket, writer, revision, changedAtMs }: Told): Generator<TicketItem> {
  const { stats } = ticket;
  const all = [
    {
      policy: "first response",
      dueAt: ticket.fr_due_by ?? ticket.frDueBy,
      doneAt: stats?.first_responded_at ?? null,
      overdue: ticket.fr_escalated,
    },
    {
      policy: "resolution",
      dueAt: ticket.due_by,
      doneAt: stats?.resolved_at ?? stats?.closed_at ?? null,
      overdue: ticket.is_escalated || ticket.isescalated,
    },
  ];
  for (const { policy, dueAt, doneAt, overdue } of all) {
    if (!overdue && (dueAt === null || doneAt === null)) continue;
    const kept = !overdue && dueAt !== null && doneAt !== null && doneAt <= dueAt;
    const deed = systemDeed(doneAt ?? dueAt ?? changedAtMs);
    yield writer.write("ticket.sla_assessed", `sla:${ticket.id}:${policy}`, revision, deed, { policy, kept });
  }
}

/** What a ticket gives: its opening, how it stands, its promises, and the conversations kept in it. */
export function* readTicket(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const parsed = FreshTicket.safeParse(record.value);
  if (!parsed.success) {
    yield refuseFields("freshdesk", "ticket", record, place, parsed.error);
    return;
  }
  const ticket = parsed.data;
  const account = accountOf(place, null);
  const status = freshStatus(ticket.status, ticket.status_name);
  if (status === null) {
    yield refuse("freshdesk", record, place, {
      reason: `The status ${ticket.status} is none of Freshdesk's, which are 2 (open) and up.`,
      issues: [{ path: "status", message: "is no status" }],
    });
    return;
  }
  const about = freshAbout(place.book, account, ticket.id);
  const changedAtMs = Math.max(ticket.created_at, ticket.updated_at ?? 0);
  const writer = new TicketWriter(about, place.position);
  const told = {
    ticket,
    about,
    writer,
    changedAtMs,
    revision: stateRevision(changedAtMs, about.level),
    place,
  };
  yield { kind: "entry", account, key: `ticket:${ticket.id}` };
  yield* opening(told);
  yield* standing(told, status);
  yield* promises(told);
  if (ticket.conversations) yield* readConversations(record, ticket.conversations, ticket.id, place);
}
