import type { Run } from "../Run.ts";
import { type HelpTicket, groupIdOf } from "../sources/HelpDesk.ts";
import { dayMs, dayOf, hourMs, minuteMs } from "../time/days.ts";
import { afterWorking, atMinute } from "../time/workingMoments.ts";
import type { MonthCell } from "../truth/MonthFigures.ts";
import type { Contact, Member } from "../world/types.ts";
import { contactsAt, membersAt, pickFirst } from "./Conversation.ts";
import { type ClientState, isActive } from "./State.ts";

const subjects = ["Login does not work", "Wrong price on the page", "New user for the shop", "Form sends nothing", "Pages are slow", "Question about the report", "Certificate expires", "Change of address"] as const; // prettier-ignore
const system = -1;

/** A ticket on its way. `counts` is false for those that end merged, deleted or as spam: reports leave them out. */
interface Course {
  readonly run: Run;
  readonly state: ClientState;
  readonly ticket: HelpTicket;
  readonly contact: Contact;
  readonly counts: boolean;
  answered: boolean;
  reopened: number;
  holder: Member;
}

/** Counts in the month of `ms` unless reports leave the ticket out. */
const count = (course: Course, ms: number, change: (cell: MonthCell) => void): void => {
  if (course.counts) change(course.run.truth.cell(course.state.client.id, ms));
};

const statusEvent = (course: Course, to: string): ReadonlyArray<Record<string, unknown>> => {
  const from = course.ticket.status;
  course.ticket.status = to;
  return [{ type: "Change", field_name: "status", value: to, previous_value: from }];
};

const comment = (authorId: number, body: string, shown = true) => ({
  type: "Comment",
  author_id: authorId,
  body,
  plain_body: body,
  public: shown,
});

const audit = (course: Course, authorId: number, events: ReadonlyArray<Record<string, unknown>>): number => {
  const { nowMs } = course.run.agenda;
  course.ticket.audits.push({ atMs: nowMs, authorId, events });
  course.ticket.updatedMs = nowMs;
  return nowMs;
};

const finish = (course: Course): void => {
  course.run.helpDesk.finish(course.ticket);
  unfinished.get(course.run)?.delete(course);
};

/** Tickets still open when the export is made. */
const unfinished = new WeakMap<Run, Set<Course>>();

const work = (course: Course, minutes: number): void => {
  const { run, state, holder } = course;
  const spent = state.chance.logNormal(minutes, 0.4);
  run.sheets.worked(holder.index, state.client.index, run.agenda.nowMs, spent, "Support", true);
};

const assign = (course: Course, member: Member, team: number): void => {
  const { ticket } = course;
  const before = { assignee: ticket.assigneeId, group: ticket.groupId };
  ticket.assigneeId = member.zendeskUser;
  ticket.groupId = groupIdOf(team);
  course.holder = member;
  const changes = [
    { type: "Change", field_name: "assignee_id", value: String(ticket.assigneeId), previous_value: before.assignee === null ? null : String(before.assignee) },
    ...(before.group === ticket.groupId ? [] : [{ type: "Change", field_name: "group_id", value: String(ticket.groupId), previous_value: before.group === null ? null : String(before.group) }]),
  ]; // prettier-ignore
  const status = ticket.status === "new" ? statusEvent(course, "open") : [];
  const atMs = audit(course, member.zendeskUser, [...changes, ...status]);
  if (before.assignee !== null) count(course, atMs, (cell) => void cell.reassignments++);
};

const later = (course: Course, workingMs: number, act: () => void): void => {
  const { run } = course;
  run.agenda.at(afterWorking(course.holder.zone, run.agenda.nowMs, workingMs), act);
};

const reply = (course: Course, text: string, to: string): void => {
  const { ticket, holder } = course;
  const atMs = audit(course, holder.zendeskUser, [
    comment(holder.zendeskUser, text),
    ...(ticket.status === to ? [] : statusEvent(course, to)),
  ]);
  count(course, atMs, (cell) => {
    cell.ticketRepliesOut++;
    if (to === "solved") cell.ticketsSolved++;
  });
  if (!course.answered) {
    course.answered = true;
    count(course, ticket.openedMs, (cell) => void cell.firstResponseMs.push(atMs - ticket.openedMs));
  }
  work(course, 9);
};

/** The client writes into the ticket; a solved one is open again by that. */
const hear = (course: Course, text: string): void => {
  const { ticket, contact, state } = course;
  const wasSolved = ticket.status === "solved";
  const atMs = audit(course, contact.zendeskUser, [
    comment(contact.zendeskUser, text),
    ...(ticket.status === "open" ? [] : statusEvent(course, "open")),
  ]);
  count(course, atMs, (cell) => {
    cell.ticketRepliesIn++;
    if (wasSolved) cell.reopenings++;
  });
  if (!wasSolved) return;
  course.reopened++;
  state.pains++;
};

const solve = (course: Course): void => {
  const { run, state, ticket } = course;
  const { chance } = state;
  reply(course, "This should be fixed now. Please tell us if anything is still wrong.", "solved");
  const solvedMs = run.agenda.nowMs;
  if (chance.chance(0.25)) {
    const good = chance.chance(0.8 + 0.08 * state.mood - 0.1 * course.reopened);
    run.agenda.at(solvedMs + chance.int(1, 40) * hourMs, () =>
      run.helpDesk.rate(ticket, run.agenda.nowMs, good),
    );
  }
  if (course.reopened < 3 && chance.chance(0.055 - 0.015 * state.mood)) {
    run.agenda.at(solvedMs + chance.int(2, 60) * hourMs, () => {
      if (ticket.status !== "solved") return;
      hear(course, "It happened again.");
      later(course, chance.logNormal(240, 0.8) * minuteMs, () => solve(course));
    });
    return;
  }
  run.agenda.at(solvedMs + 4 * dayMs, () => {
    audit(course, system, statusEvent(course, "closed"));
    finish(course);
  });
};

/** Question and answer, a few times, then the solution. */
const handle = (course: Course): void => {
  const { run, state } = course;
  const { chance, client } = state;
  const pace = course.holder.answersInMinutes / client.rates.attention;
  if (chance.chance(0.12)) {
    const other = chance.pick(run.world.members.filter((m) => m !== course.holder && m.leftDay === null));
    assign(course, other, 1);
    if (chance.chance(0.3)) state.pains++;
  }
  if (chance.chance(0.15)) {
    audit(course, course.holder.zendeskUser, [
      comment(course.holder.zendeskUser, "Note to ourselves: see the log.", false),
    ]);
    work(course, 4);
  }
  if (!chance.chance(0.45)) {
    later(course, chance.logNormal(pace * 3, 0.9) * minuteMs, () => solve(course));
    return;
  }
  later(course, chance.logNormal(pace * 1.2, 0.9) * minuteMs, () => {
    reply(course, "Thank you. Could you tell us which page it was?", "pending");
    const askedMs = run.agenda.nowMs;
    const atMs = afterWorking(client.zone, askedMs, chance.logNormal(200, 1) * minuteMs);
    run.agenda.at(atMs, () => {
      hear(course, "It was the second one, see the picture.");
      later(course, chance.logNormal(pace * 3, 0.9) * minuteMs, () => solve(course));
    });
  });
};

/** Merged into another, deleted, or spam: it ends soon and no report counts it. */
const vanish = (course: Course, fate: string): void => {
  const { run, ticket } = course;
  run.agenda.at(run.agenda.nowMs + 3 * hourMs, () => {
    if (fate === "merged") {
      const text = `This request was closed and merged into request #${ticket.id - 1} "${ticket.subject}".`;
      audit(course, course.holder.zendeskUser, [
        comment(course.holder.zendeskUser, text, false),
        ...statusEvent(course, "closed"),
      ]);
      ticket.tags = ["closed_by_merge"];
    } else audit(course, course.holder.zendeskUser, statusEvent(course, "deleted"));
    run.counts.ticketsGone++;
    finish(course);
  });
};

const numbers = new WeakMap<Run, number>();

/** A contact opens a ticket at some time of that day. */
export const openTicket = (run: Run, state: ClientState, day: number): void => {
  const { chance, client } = state;
  const contacts = contactsAt(state, day);
  if (contacts.length === 0) return;
  const contact = chance.pick(contacts);
  const holder = pickFirst(state, membersAt(run, state, day).toReversed());
  const late = chance.chance(contact.lateShare);
  const atMs =
    atMinute(contact.zone, day, late ? chance.int(1140, 1380) : chance.int(540, 1050)) +
    chance.int(0, 59) * 1000;
  const gone = chance.chance(0.03) ? chance.pick(["merged", "deleted"] as const) : null;
  run.agenda.at(atMs, () => {
    if (!isActive(state, dayOf(atMs))) return;
    const id = (numbers.get(run) ?? 30_000) + 1;
    numbers.set(run, id);
    const priority = ["low", "normal", "high", "urgent"][chance.weighted([20, 55, 18, 7])]!;
    const subject = chance.pick(subjects);
    const description = `${subject}. It began this morning.\n\n${contact.first}`;
    const ticket: HelpTicket = {
      id, openedMs: atMs, requesterId: contact.zendeskUser, organizationId: client.zendeskOrganization, subject,
      description, channel: chance.pick(["email", "web", "web", "phone"]), priority, audits: [], status: "new",
      assigneeId: null, groupId: null, updatedMs: atMs, tags: [],
    }; // prettier-ignore
    const course: Course = {
      run,
      state,
      ticket,
      contact,
      counts: gone === null,
      answered: false,
      reopened: 0,
      holder,
    };
    let open = unfinished.get(run);
    if (open === undefined) unfinished.set(run, (open = new Set()));
    open.add(course);
    audit(course, contact.zendeskUser, [
      comment(contact.zendeskUser, description),
      { type: "Create", field_name: "subject", value: subject },
      { type: "Create", field_name: "status", value: "new" },
      { type: "Create", field_name: "priority", value: priority },
      { type: "Create", field_name: "requester_id", value: String(contact.zendeskUser) },
    ]);
    count(course, atMs, (cell) => void cell.ticketsOpened++);
    if (gone !== null) return vanish(course, gone);
    later(course, chance.logNormal(35 / client.rates.attention, 0.8) * minuteMs, () => {
      assign(course, holder, 0);
      handle(course);
    });
  });
};

/** The export is made: tickets that are still open go into it as they stand. */
export const exportOpenTickets = (run: Run): void => {
  for (const course of unfinished.get(run) ?? []) run.helpDesk.finish(course.ticket);
};
