import type { TicketDocument } from "../TicketItem.ts";
import {
  stateRevision,
  systemDeed,
  type TicketAbout,
  ticketKey,
  TicketWriter,
  unknownDeed,
} from "../TicketWriter.ts";
import type { TableHas, TicketRow } from "./TicketRow.ts";

export interface RowsAbout {
  readonly account: string;
  readonly position: string;
  readonly has: TableHas;
}

export const aboutOf = (row: TicketRow, account: string): TicketAbout => ({
  connector: "csv",
  account,
  id: row.ticket,
  parties: row.parties,
  level: 0,
});

/** What a row says of the ticket as a whole: opening, promise, rating, end. `revision` is that of the row. */
export function* wholeTicket(
  row: TicketRow,
  writer: TicketWriter,
  revision: number | null,
  atMs: number,
): Generator<TicketDocument> {
  const { ticket, requester } = row;
  const known = revision ?? 1;
  if (row.slaKept !== null)
    yield writer.write("ticket.sla_assessed", `sla:${ticket}`, known, systemDeed(row.resolvedAt ?? atMs), {
      policy: row.slaPolicy ?? "service level",
      kept: row.slaKept,
    });
  if (row.scoreMilli !== null)
    yield writer.write(
      "ticket.rated",
      `rating:${ticket}`,
      known,
      { atMs: row.resolvedAt ?? atMs, actor: { side: "them", party: requester } },
      { scoreMilli: row.scoreMilli, signals: null },
    );
  if (row.deleted)
    yield writer.write("ticket.deleted", `deleted:${ticket}`, known, unknownDeed(atMs), {
      reason: "deleted",
    });
  const into = row.mergedInto;
  if (into !== null && into !== ticket)
    yield writer.write("ticket.merged", `merged:${ticket}`, known, unknownDeed(atMs), {
      into: ticketKey("csv", writer.about.account, into),
    });
  if (row.firstResponseAt !== null)
    yield writer.write(
      "ticket.replied",
      `firstResponse:${ticket}`,
      known,
      { atMs: row.firstResponseAt, actor: { side: "us", party: null } },
      { public: true, signals: null },
    );
}

const openedBy = (row: TicketRow, atMs: number) => ({
  atMs,
  actor: { side: "them", party: row.requester } as const,
});

/** The opening; `status` is the one it began with. */
export const openingOf = (
  row: TicketRow,
  status: TicketRow["status"],
  writer: TicketWriter,
  revision: number,
  atMs: number,
): TicketDocument =>
  writer.write(
    "ticket.opened",
    `ticket:${row.ticket}`,
    revision,
    { ...openedBy(row, atMs), members: [row.assignee] },
    {
      status,
      priority: row.priority,
      channel: row.channel,
      kind: row.kind,
      assignee: row.assignee,
      team: row.team,
      signals: null,
    },
  );

/** One row that says how a ticket stands. */
export function* standingTicket(row: TicketRow, about: RowsAbout): Generator<TicketDocument> {
  const writer = new TicketWriter(aboutOf(row, about.account), about.position);
  const openedAt = row.openedAt ?? 0;
  const changedAt = row.changedAt ?? row.resolvedAt ?? openedAt;
  const revision = stateRevision(changedAt, 0);
  const { ticket, status } = row;
  yield openingOf(row, "new", writer, revision, openedAt);
  const done = status === "solved" || status === "closed";
  const timeless = done && row.resolvedAt === null && (about.has.resolvedAt || row.changedAt === null);
  const deed = unknownDeed(done ? (row.resolvedAt ?? changedAt) : changedAt);
  yield timeless
    ? writer.write("ticket.status_changed", `state:${ticket}`, revision, deed, { from: null, to: status })
    : writer.change(`state:${ticket}`, revision, deed, null, status);
  const counted = unknownDeed(changedAt);
  if ((row.reopenings ?? 0) > 0)
    yield writer.write("ticket.reopened", `reopenings:${ticket}`, revision, unknownDeed(openedAt), {
      from: "solved",
      to: "open",
      times: row.reopenings ?? 1,
    });
  if ((row.reassignments ?? 0) > 0)
    yield writer.write("ticket.assigned", `reassignments:${ticket}`, revision, counted, {
      assignee: row.assignee,
      team: row.team,
      previousAssignee: null,
      previousTeam: null,
      reassignments: row.reassignments ?? 0,
    });
  yield* wholeTicket(row, writer, revision, changedAt);
}
