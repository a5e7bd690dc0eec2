import { TicketPriority, TicketStatus } from "@rapport/contracts/Ticket";
import { RowCells } from "../../tables/RowCells.ts";
import type { BoundMapping } from "../../tables/BoundMapping.ts";
import { addressOf, nameOf } from "../fields.ts";
import { partiesOf, partyOf, addressParties } from "../TicketWriter.ts";

/** A row as the mapping reads it. Times are UTC ms; null where the table does not say. */
export interface TicketRow {
  readonly ticket: string;
  readonly openedAt: number | null;
  readonly changedAt: number | null;
  readonly sequence: number | null;
  readonly status: TicketStatus;
  readonly resolvedAt: number | null;
  readonly firstResponseAt: number | null;
  readonly priority: TicketPriority | null;
  readonly channel: string | null;
  readonly kind: string | null;
  readonly assignee: string | null;
  readonly team: string | null;
  readonly parties: ReadonlyArray<string>;
  readonly requester: string | null;
  readonly reopenings: number | null;
  readonly reassignments: number | null;
  readonly slaPolicy: string | null;
  readonly slaKept: boolean | null;
  readonly scoreMilli: number | null;
  readonly deleted: boolean;
  readonly mergedInto: string | null;
}

/** Which of the fields the table has at all: what it has and leaves empty is not so. */
export interface TableHas {
  readonly resolvedAt: boolean;
  readonly reopenings: boolean;
  readonly reassignments: boolean;
}

export interface ReadRow {
  readonly row: TicketRow | null;
  readonly issues: RowCells["issues"];
}

const maxId = 200;
const maxCount = 10_000;

/** A person by the address where it is one, else by the help desk's name for them. */
const personParty = (account: string, name: string | null): string | null => {
  const address = addressOf(name);
  if (address !== null) return partyOf(`email:${address}`);
  return name === null ? null : partyOf(`helpdesk-user:${account}/${name}`);
};

const momentOf = (cells: RowCells, field: string): number | null => {
  const at = cells.moment(field);
  if (at === null || (at >= Date.UTC(1990, 0, 1) && at < Date.UTC(2100, 0, 1))) return at;
  return cells.refuse(field, new Date(at).toISOString(), "is not between 1990 and 2100");
};

const partiesOfRow = (cells: RowCells, account: string, requester: string | null) => {
  const organisation = cells.text("organisation");
  const address = addressOf(cells.text("requesterAddress", 320)) ?? addressOf(requester);
  return partiesOf([
    organisation === null ? null : `helpdesk-org:${account}/${organisation}`,
    address === requester?.toLowerCase() ? null : personParty(account, requester),
    ...addressParties(address),
  ]);
};

/** Reads one row; with issues there is none. `account` names the help desk in its parties. */
export const readTicketRow = (
  mapping: BoundMapping,
  values: ReadonlyArray<string>,
  kind: string,
  account: string,
): ReadRow => {
  const cells = new RowCells(mapping, values);
  const ticket = cells.required("ticket", maxId);
  const requester = cells.text("requester");
  const row = {
    openedAt: momentOf(cells, "openedAt"),
    changedAt: momentOf(cells, "changedAt"),
    sequence: cells.integer("sequence"),
    status: cells.word("status", TicketStatus.options),
    resolvedAt: momentOf(cells, "resolvedAt"),
    firstResponseAt: momentOf(cells, "firstResponseAt"),
    priority: cells.word("priority", TicketPriority.options),
    channel: nameOf(cells.text("channel")),
    kind: nameOf(cells.text("kind")),
    assignee: personParty(account, cells.text("assignee")),
    team: nameOf(cells.text("team")),
    parties: partiesOfRow(cells, account, requester),
    requester: personParty(account, requester),
    reopenings: cells.integer("reopenings", 0, maxCount),
    reassignments: cells.integer("reassignments", 0, maxCount),
    slaPolicy: nameOf(cells.text("slaPolicy")),
    slaKept: cells.flag("slaKept"),
    scoreMilli: cells.integer("score", 0, 1000),
    deleted: cells.flag("deleted") ?? false,
    mergedInto: cells.text("mergedInto", maxId),
  };
  const needed = kind === "changes" ? "changedAt" : "openedAt";
  const refusedAlready = cells.issues.length > 0;
  if (row[needed] === null && !refusedAlready) cells.refuse(needed, null, "is empty");
  const { status } = row;
  if (status === null && cells.issues.length === 0) cells.refuse("status", null, "is empty");
  if (ticket === null || status === null || cells.issues.length > 0)
    return { row: null, issues: cells.issues };
  return { row: { ...row, status, ticket: ticket.toWellFormed() }, issues: [] };
};
