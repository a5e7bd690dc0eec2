import type { Run } from "../Run.ts";
import { groupIdOf, type HelpTicket } from "../sources/HelpDesk.ts";
import { dayMs, dayOf, hourMs, minuteMs } from "../time/days.ts";
import { afterWorking, atMinute } from "../time/workingMoments.ts";
import type { Contact, Member } from "../world/types.ts";
import type { Course } from "./Course.ts";
import { contactsAt, membersAt, pickFirst } from "./people.ts";
import { type ClientState, isActive } from "./State.ts";
import { assign, audit, comment, count, finish, hear, reply, system, toStatus, work } from "./ticketSteps.ts";
import { vanish } from "./vanishedTickets.ts";

const subjects = [
  "Login does not work", "Wrong price on the page", "New user for the shop", "Form sends nothing", "Pages are slow",
  "Question about the report", "Certificate expires", "Change of address", "Search finds too little",
] as const; // prettier-ignore

/** Fifteen working days: nobody waits longer for our next step. */
const longestMinutes = 15 * 510;

/** After so much of the holder's working time. */
const later = (run: Run, course: Course, medianMinutes: number, act: () => void): void => {
  const drawn = course.state.chance.logNormal(medianMinutes, 0.9);
  const delayMs = Math.min(drawn, longestMinutes) * minuteMs;
  run.agenda.at(afterWorking(course.holder.zone, run.agenda.nowMs, delayMs), act);
};

const paceOf = (course: Course): number =>
  course.holder.answersInMinutes / course.state.client.rates.attention;

const rate = (run: Run, course: Course): void => {
  const { chance, mood } = course.state;
  const good = chance.chance(Math.max(0.1, Math.min(0.97, 0.8 + 0.08 * mood - 0.1 * course.reopened)));
  run.helpDesk.rate(course.ticket, run.agenda.nowMs, good);
};

/** Solved; some come back, the others are closed by a rule after four days. */
const solve = (run: Run, course: Course): void => {
  const { state, ticket } = course;
  const { chance } = state;
  reply(run, course, "This should be fixed now. Please tell us if anything is still wrong.", "solved");
  const solvedMs = run.agenda.nowMs;
  if (chance.chance(0.25)) run.agenda.at(solvedMs + chance.int(1, 40) * hourMs, () => rate(run, course));
  // About one in a hundred to one in fifteen comes back; 10 of 890 did in the ServiceNow log, more with a sore client.
  if (course.reopened < 3 && chance.chance(Math.max(0.01, 0.05 - 0.015 * state.mood))) {
    run.agenda.at(solvedMs + chance.int(2, 60) * hourMs, () => {
      if (ticket.status !== "solved") return;
      hear(run, course, "It happened again.");
      later(run, course, 240, () => solve(run, course));
    });
    return;
  }
  run.agenda.at(solvedMs + 4 * dayMs, () => {
    const via = { channel: "rule", source: { from: {}, to: {}, rel: "automation" } };
    audit(run, course, system, toStatus(course, "closed"), via);
    finish(run, course);
  });
};

/** We ask, they answer. */
const ask = (run: Run, course: Course): void => {
  const { chance, client } = course.state;
  reply(run, course, "Thank you. Could you tell us which page it was?", "pending");
  const delayMs = chance.logNormal(200, 1) * minuteMs;
  run.agenda.at(afterWorking(client.zone, run.agenda.nowMs, delayMs), () => {
    hear(run, course, "It was the second one, see the picture.");
    later(run, course, paceOf(course) * 3, () => solve(run, course));
  });
};

/** Waits for somebody else first. */
const hold = (run: Run, course: Course): void => {
  reply(run, course, "We have asked the maker of the module and are waiting for them.", "hold");
  later(run, course, 900, () => {
    audit(run, course, course.holder.zendeskUser, toStatus(course, "open"));
    later(run, course, paceOf(course) * 2, () => solve(run, course));
  });
};

/** From the first look to the solution. */
const handle = (run: Run, course: Course): void => {
  const { state, ticket } = course;
  const { chance } = state;
  // 391 of 890 incidents of the ServiceNow log changed hands at least once; fewer do in a firm of this size.
  if (chance.chance(0.14)) {
    const others = run.world.members.filter((m) => m !== course.holder && m.leftDay === null);
    // Now and then to the other team alone.
    if (chance.chance(0.15)) assign(run, course, course.holder, 1);
    else assign(run, course, chance.pick(others), chance.int(0, 1));
    if (chance.chance(0.3)) state.pains++;
  }
  if (chance.chance(0.15)) {
    const { zendeskUser } = course.holder;
    audit(run, course, zendeskUser, [comment(zendeskUser, "Note to ourselves: see the log.", false)]);
    work(run, course, 4);
  }
  if (chance.chance(0.04) && ticket.priority === "normal") {
    ticket.priority = "urgent";
    const raised = { type: "Change", field_name: "priority", value: "urgent", previous_value: "normal" };
    audit(run, course, course.holder.zendeskUser, [raised]);
  }
  const next = chance.weighted([0.5, 0.42, 0.08]);
  if (next === 0) later(run, course, paceOf(course) * 3, () => solve(run, course));
  else later(run, course, paceOf(course) * 1.2, () => (next === 1 ? ask : hold)(run, course));
};

const ticketOf = (run: Run, state: ClientState, contact: Contact, atMs: number): HelpTicket => {
  const { chance, client } = state;
  const subject = chance.pick(subjects);
  return {
    id: 30_000 + run.numbers.next("ticket"),
    openedMs: atMs,
    requesterId: contact.zendeskUser,
    organizationId: client.zendeskOrganization,
    subject,
    description: `${subject}. It began this morning.\n\n${contact.first}`,
    channel: chance.pick(["email", "web", "web", "phone"]),
    priority: ["low", "normal", "high", "urgent"][chance.weighted([20, 55, 18, 7])]!,
    audits: [],
    status: "new",
    assigneeId: null,
    groupId: chance.chance(0.4) ? groupIdOf(0) : null,
    updatedMs: atMs,
    tags: [],
  };
};

const open = (run: Run, state: ClientState, contact: Contact, holder: Member): void => {
  const { chance, client } = state;
  const openedMs = run.agenda.nowMs;
  const vanishes = chance.chance(0.03);
  const ticket = ticketOf(run, state, contact, openedMs);
  const course: Course = { state, ticket, contact, counts: !vanishes, answered: false, reopened: 0, holder };
  run.openTickets.add(course);
  const fields = { subject: ticket.subject, status: "new", priority: ticket.priority, requester_id: String(contact.zendeskUser),
    ...(ticket.groupId === null ? {} : { group_id: String(ticket.groupId) }) }; // prettier-ignore
  audit(run, course, contact.zendeskUser, [
    comment(contact.zendeskUser, ticket.description),
    ...Object.entries(fields).map(([field_name, value]) => ({ type: "Create", field_name, value })),
  ]);
  count(run, course, openedMs, (cell) => void cell.ticketsOpened++);
  if (chance.chance(0.2)) run.agenda.at(openedMs + 30 * minuteMs, () => run.helpDesk.exportTicket(ticket));
  if (vanishes) return vanish(run, course);
  later(run, course, 35 / client.rates.attention, () => {
    assign(run, course, holder, 0);
    handle(run, course);
  });
};

/** A contact opens a ticket at some time of that day. */
export const openTicket = (run: Run, state: ClientState, day: number): void => {
  const { chance } = state;
  const contacts = contactsAt(state, day).filter((contact) => contact.guest === null);
  if (contacts.length === 0) return;
  const contact = chance.pick(contacts);
  const holder = pickFirst(state, membersAt(run, state, day).toReversed());
  const minute = chance.chance(contact.lateShare) ? chance.int(1140, 1380) : chance.int(540, 1050);
  const atMs = atMinute(contact.zone, day, minute) + chance.int(0, 59) * 1000;
  run.agenda.at(atMs, () => {
    if (isActive(state, dayOf(atMs))) open(run, state, contact, holder);
  });
};

/** The export is made: tickets that are still open go into it as they stand. */
export const exportOpenTickets = (run: Run): void => {
  for (const course of run.openTickets) run.helpDesk.finish(course.ticket);
};
