import { changeType, isDone, reassignmentsOf } from "@rapport/domain/tickets/statuses";
import type { TicketDocument } from "../TicketItem.ts";
import { TicketWriter, unknownDeed } from "../TicketWriter.ts";
import type { TicketRow } from "./TicketRow.ts";
import { aboutOf, openingOf, type RowsAbout, wholeTicket } from "./TicketRows.ts";

const at = (row: TicketRow): number => row.changedAt ?? 0;

/** In order of the source's own count where it has one, then of time; each different row once. */
export const ordered = (rows: ReadonlyArray<TicketRow>): ReadonlyArray<TicketRow> => {
  const byText = new Map(rows.map((row) => [JSON.stringify(row), row]));
  return [...byText]
    .toSorted(
      ([textA, a], [textB, b]) =>
        (a.sequence ?? 0) - (b.sequence ?? 0) || at(a) - at(b) || (textA < textB ? -1 : 1),
    )
    .map(([, row]) => row);
};

/** A column that only ever grows, as what it grew by. */
const growth = (rows: ReadonlyArray<TicketRow>, of: (row: TicketRow) => number | null) => {
  let highest = 0;
  return rows.map((row) => {
    const grown = Math.max(0, (of(row) ?? 0) - highest);
    highest += grown;
    return grown;
  });
};

interface Step {
  readonly before: TicketRow;
  readonly row: TicketRow;
  readonly key: string;
  readonly revision: number;
  readonly reopened: number;
  readonly reassigned: number;
}

function* statusStep(step: Step, writer: TicketWriter, about: RowsAbout, last: boolean) {
  const { before, row, key, revision, reopened } = step;
  const [from, to] = [before.status, row.status];
  const counts = about.has.reopenings;
  if (counts && reopened > 0) {
    yield writer.write("ticket.reopened", key, revision, unknownDeed(at(row)), {
      from,
      to,
      times: reopened,
    });
    return;
  }
  if (from === to) return;
  const type = changeType(from, to);
  // The column that says when it was resolved says so of the last time, and whether it was.
  const resolvedAt = type === "ticket.solved" && last ? row.resolvedAt : at(row);
  const unsaid = type === "ticket.solved" && last && about.has.resolvedAt && resolvedAt === null;
  const deed = unknownDeed(about.has.resolvedAt ? (resolvedAt ?? at(row)) : at(row));
  yield unsaid || (counts && type === "ticket.reopened")
    ? writer.write("ticket.status_changed", key, revision, deed, { from, to })
    : writer.change(key, revision, deed, from, to);
}

function* holderStep(step: Step, writer: TicketWriter, about: RowsAbout) {
  const { before, row, key, revision, reassigned } = step;
  const holder = {
    assignee: row.assignee,
    team: row.team,
    previousAssignee: before.assignee,
    previousTeam: before.team,
  };
  const moved = before.assignee !== row.assignee || before.team !== row.team;
  const reassignments = about.has.reassignments ? reassigned : reassignmentsOf(holder);
  if (!moved && reassignments === 0) return;
  const deed = { ...unknownDeed(at(row)), members: [row.assignee] };
  yield writer.write("ticket.assigned", `${key}:holder`, revision, deed, { ...holder, reassignments });
}

const priorities = ["low", "normal", "high", "urgent"];

function* raiseStep({ before, row, key, revision }: Step, writer: TicketWriter) {
  if (before.priority === null || row.priority === null) return;
  if (priorities.indexOf(row.priority) <= priorities.indexOf(before.priority)) return;
  yield writer.write("ticket.escalated", `${key}:priority`, revision, unknownDeed(at(row)), {
    level: row.priority,
  });
}

/** What the counters say had happened before the first row. */
function* beforeFirst(row: TicketRow, reopened: number, reassigned: number, writer: TicketWriter) {
  const deed = unknownDeed(at(row));
  const key = `before:${row.ticket}`;
  if (reopened > 0)
    yield writer.write("ticket.reopened", `${key}:reopenings`, 1, deed, {
      from: "solved",
      to: "open",
      times: reopened,
    });
  if (reassigned > 0)
    yield writer.write("ticket.assigned", `${key}:reassignments`, 1, deed, {
      assignee: row.assignee,
      team: row.team,
      previousAssignee: null,
      previousTeam: null,
      reassignments: reassigned,
    });
}

/**
 * All rows of a ticket whose table has one row per change: what each changed against the one before. `rows` are
 * `ordered`. The more rows are known the later the revision, so that a fuller export corrects a shorter one.
 */
export function* changedTicket(rows: ReadonlyArray<TicketRow>, about: RowsAbout): Generator<TicketDocument> {
  const first = rows[0];
  const latest = rows.at(-1);
  if (first === undefined || latest === undefined) return;
  const writer = new TicketWriter(aboutOf(latest, about.account), about.position);
  const revision = rows.length;
  const opening = { ...first, openedAt: first.openedAt ?? latest.openedAt };
  yield openingOf(opening, first.status, writer, revision, opening.openedAt ?? at(first));
  const reopened = growth(rows, (row) => row.reopenings);
  const reassigned = growth(rows, (row) => row.reassignments);
  yield* beforeFirst(first, reopened[0] ?? 0, reassigned[0] ?? 0, writer);
  const lastSolved = rows.findLastIndex(
    ({ status }, i) => i > 0 && isDone(status) && !isDone(rows[i - 1]?.status ?? null),
  );
  const keys = new Map<string, number>();
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1];
    if (before === undefined) continue;
    const name = `change:${row.ticket}:${at(row)}:${row.sequence ?? 0}`;
    const times = keys.get(name) ?? 0;
    keys.set(name, times + 1);
    const key = times === 0 ? name : `${name}.${times}`;
    const step = {
      before,
      row,
      key,
      revision,
      reopened: reopened[i] ?? 0,
      reassigned: reassigned[i] ?? 0,
    };
    yield* statusStep(step, writer, about, i === lastSolved);
    yield* holderStep(step, writer, about);
    yield* raiseStep(step, writer);
  }
  yield* wholeTicket(latest, writer, revision, at(latest));
}
