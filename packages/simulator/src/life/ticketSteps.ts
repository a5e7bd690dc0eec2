import type { Run } from "../Run.ts";
import { groupIdOf } from "../sources/HelpDesk.ts";
import type { MonthCell } from "../truth/MonthFigures.ts";
import type { Member } from "../world/types.ts";
import type { Course } from "./Course.ts";

/** A line of a Zendesk audit. */
export type AuditLine = Readonly<Record<string, unknown>>;
/** Author of what a rule of the help desk does. */
export const system = -1;

/** Counts in the month of `ms`, unless reports leave the ticket out. */
export const count = (run: Run, course: Course, ms: number, change: (cell: MonthCell) => void): void => {
  if (course.counts) change(run.truth.cell(course.state.client.id, ms));
};

/** A change of status as an audit tells it; the ticket has it from now on. */
export const toStatus = (course: Course, to: string): ReadonlyArray<AuditLine> => {
  const from = course.ticket.status;
  if (from === to) return [];
  course.ticket.status = to;
  return [{ type: "Change", field_name: "status", value: to, previous_value: from }];
};

export const comment = (authorId: number, body: string, shown = true): AuditLine => ({
  type: "Comment",
  author_id: authorId,
  body,
  plain_body: body,
  public: shown,
});

/** Somebody did this now. */
export const audit = (
  run: Run,
  course: Course,
  authorId: number,
  events: ReadonlyArray<AuditLine>,
  via?: AuditLine,
): number => {
  const { nowMs } = run.agenda;
  course.ticket.audits.push({ atMs: nowMs, authorId, events, ...(via === undefined ? {} : { via }) });
  course.ticket.updatedMs = nowMs;
  return nowMs;
};

const change = (field: string, to: number, from: number | null): AuditLine => ({
  type: "Change",
  field_name: field,
  value: String(to),
  previous_value: from === null ? null : String(from),
});

/** Gives the ticket to somebody, and to a team (index). */
export const assign = (run: Run, course: Course, member: Member, team: number): void => {
  const { ticket } = course;
  const before = { assignee: ticket.assigneeId, group: ticket.groupId };
  ticket.assigneeId = member.zendeskUser;
  ticket.groupId = groupIdOf(team);
  course.holder = member;
  const atMs = audit(run, course, member.zendeskUser, [
    change("assignee_id", ticket.assigneeId, before.assignee),
    ...(before.group === ticket.groupId ? [] : [change("group_id", ticket.groupId, before.group)]),
    ...(ticket.status === "new" ? toStatus(course, "open") : []),
  ]);
  const another = before.assignee !== null && before.assignee !== ticket.assigneeId;
  const anotherTeam = before.group !== null && before.group !== ticket.groupId;
  if (another || anotherTeam) count(run, course, atMs, (cell) => void cell.reassignments++);
};

/** The holder's true time. */
export const work = (run: Run, course: Course, minutes: number): void => {
  const { state, holder } = course;
  const spent = state.chance.logNormal(minutes, 0.4);
  run.sheets.worked(holder.index, state.client.index, run.agenda.nowMs, spent, "Support", true);
};

/** We write into the ticket, and leave it in that status. */
export const reply = (run: Run, course: Course, text: string, to: string): void => {
  const { ticket, holder } = course;
  const wasDone = ticket.status === "solved" || ticket.status === "closed";
  const atMs = audit(run, course, holder.zendeskUser, [
    comment(holder.zendeskUser, text),
    ...toStatus(course, to),
  ]);
  count(run, course, atMs, (cell) => {
    cell.ticketRepliesOut++;
    if (to === "solved" && !wasDone) cell.ticketsSolved++;
  });
  if (!course.answered) {
    course.answered = true;
    count(run, course, ticket.openedMs, (cell) => void cell.firstResponseMs.push(atMs - ticket.openedMs));
  }
  work(run, course, 9);
};

/** The client writes into the ticket; a solved one is open again by that. */
export const hear = (run: Run, course: Course, text: string): void => {
  const { ticket, contact, state } = course;
  const reopens = ticket.status === "solved";
  const atMs = audit(run, course, contact.zendeskUser, [
    comment(contact.zendeskUser, text),
    ...toStatus(course, "open"),
  ]);
  count(run, course, atMs, (cell) => {
    cell.ticketRepliesIn++;
    if (reopens) cell.reopenings++;
  });
  if (!reopens) return;
  course.reopened++;
  state.pains++;
};

/** Nothing more happens to it: it goes into the export. */
export const finish = (run: Run, course: Course): void => {
  run.helpDesk.finish(course.ticket);
  run.openTickets.delete(course);
};
