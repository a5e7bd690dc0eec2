import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { type Course, liveliness, type WeekAt } from "./Course.ts";

type Meetings = Pick<
  ClientWeek,
  "meetingsHeld" | "recurringDue" | "recurringHeld" | "meetingsCancelledByThem" | "meetingsMoved"
>;
type Tickets = Pick<
  ClientWeek,
  | "ticketsOpened" | "ticketsReopened" | "ticketsEscalated" | "ticketsReassigned" | "openEscalations" | "openTickets"
  | "oldestTicketHours"
>; // prettier-ignore

const heldChance = [0.95, 0.93, 0.84, 0.66] as const;

/** Standing meetings come up, and are held or not by their mood; others as need arises. */
export const meet = (course: Course, at: WeekAt): Meetings => {
  const { nature, draws, mood } = course;
  const none = {
    meetingsHeld: 0,
    recurringDue: 0,
    recurringHeld: 0,
    meetingsCancelledByThem: 0,
    meetingsMoved: 0,
  };
  if (at.silent || at.businessDays === 0) return none;
  const due = nature.meetingEvery > 0 && at.week % nature.meetingEvery === 0 ? 1 : 0;
  const held = due === 1 && draws.chance(heldChance[mood]) ? 1 : 0;
  const moved = due === 1 && held === 0 && draws.chance(0.5) ? 1 : 0;
  return {
    meetingsHeld: held + draws.negativeBinomial(0.15 * liveliness(course, at), 1),
    recurringDue: due,
    recurringHeld: held,
    meetingsCancelledByThem: due - held - moved,
    meetingsMoved: moved,
  };
};

/** Tickets bring tickets; where our work goes wrong they come back and change hands. */
export const work = (course: Course, at: WeekAt): Tickets => {
  const { nature, draws, mood, fault } = course;
  const angry =
    nature.symptom === "loud" ? [0.01, 0.02, 0.13, 0.22][mood]! : [0.01, 0.015, 0.03, 0.045][mood]!;
  const mean = at.silent ? 0 : nature.ticketRate * liveliness(course, at) + 0.25 * course.heat;
  const opened = draws.negativeBinomial(mean, 1.5);
  course.heat = 0.6 * course.heat + 0.4 * opened;
  const escalated = draws.binomial(opened, angry);
  for (let i = 0; i < opened; i++) course.tickets.push({ opened: at.week, escalated: i < escalated });
  // Solved at a steady rate, more slowly where things go wrong.
  const solves = fault ? 0.45 : 0.7;
  const stay = course.tickets.filter(() => !draws.chance(solves));
  const solved = course.tickets.length - stay.length;
  const reopened = draws.binomial(solved, fault ? 0.3 : 0.04);
  for (let i = 0; i < reopened; i++) stay.push({ opened: at.week, escalated: false });
  course.tickets = stay;
  const oldest = stay.reduce((first, one) => Math.min(first, one.opened), at.week);
  return {
    ticketsOpened: opened,
    ticketsReopened: reopened,
    ticketsEscalated: escalated,
    ticketsReassigned: draws.binomial(opened, fault ? 0.4 : 0.1),
    openEscalations: stay.filter((one) => one.escalated).length,
    openTickets: stay.length,
    oldestTicketHours: stay.length === 0 ? 0 : (at.week - oldest) * 168 + 60,
  };
};
