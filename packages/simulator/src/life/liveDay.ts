import type { Run } from "../Run.ts";
import { isClosed } from "../time/closedDays.ts";
import { dayMs, hourMs } from "../time/days.ts";
import { nobodys, ours } from "../world/types.ts";
import { billAhead } from "./Billing.ts";
import { beginConversation } from "./Conversation.ts";
import { contactsAt, membersAt, pickFirst } from "./people.ts";
import { activity, changePeople } from "./Mood.ts";
import { beginSeries } from "./standingMeetings.ts";
import { callMeeting, markDay } from "./singleMeetings.ts";
import { newsletter, otherMail } from "./noise.ts";
import { type ClientState, isActive } from "./State.ts";
import { openTicket } from "./Ticketing.ts";

/** Work on the client's projects, beside mails, tickets and meetings. */
const projectWork = (run: Run, state: ClientState, day: number, busy: number): void => {
  const { client, chance } = state;
  const perDay = (client.rates.workHours * 60 * busy) / 21;
  const blocks = chance.poisson(0.55);
  for (let i = 0; i < blocks; i++) {
    const member = pickFirst(state, membersAt(run, state, day).toReversed());
    const minutes = Math.min(480, chance.logNormal((perDay / 0.55) * 0.9, 0.45));
    const billable = !chance.chance(client.rates.scopeShare * 0.8);
    run.sheets.worked(member.index, client.index, day * dayMs + 10 * hourMs, minutes, "Project", billable);
  }
};

/** What two clients have in common: the adviser they share, and now and then a meeting of both. */
const together = (run: Run, state: ClientState, day: number): void => {
  const shared = run.world.sharedContact;
  if (shared === null || shared.client !== state.client.index) return;
  const other = run.states[shared.other]!;
  const theirs = contactsAt(other, day).filter((contact) => contact.guest === null);
  if (!isActive(other, day) || theirs.length === 0) return;
  if (state.chance.chance(0.06))
    beginConversation(run, state, { day, weBegin: state.chance.chance(0.4), others: theirs.slice(0, 1) });
  if (state.chance.chance(0.02)) callMeeting(run, state, day, theirs.slice(0, 1));
};

/** Somebody of ours who has not heard yet writes to the champion who is gone. */
const writeToGone = (run: Run, state: ClientState, day: number): void => {
  const lost = state.championLostDay;
  if (lost === null || day < lost || day > lost + 9 || isClosed(day)) return;
  const champion = state.client.contacts[0]!;
  if (state.chance.chance(0.45)) beginConversation(run, state, { day, weBegin: true, contact: champion });
};

/** The first day that is lived through with a client. */
export const firstDayWith = (run: Run, { client }: ClientState): number =>
  Math.max(client.startsDay, run.world.startDay);

const liveClient = (run: Run, state: ClientState, day: number, closed: boolean): void => {
  const { chance, client } = state;
  if (day === firstDayWith(run, state)) {
    beginSeries(run, state, day);
    billAhead(run, state, day);
  }
  changePeople(run, state, day);
  writeToGone(run, state, day);
  const busy = activity(run, state, day) * (closed ? 0 : 1);
  const off = closed ? 0.06 * (client.contacts[0]!.lateShare * 8) : 1;
  const mails = chance.poisson(client.rates.mails * (closed ? off : busy));
  for (let i = 0; i < mails; i++)
    beginConversation(run, state, { day, weBegin: !closed && chance.chance(0.38) });
  const tickets = chance.poisson(
    client.rates.tickets * (closed ? 0.05 : busy * Math.exp(-0.08 * state.mood)),
  );
  for (let i = 0; i < tickets; i++) openTicket(run, state, day);
  if (closed) return;
  if (chance.chance(client.rates.calls * busy)) callMeeting(run, state, day);
  if (chance.chance(0.004)) markDay(run, state, day);
  together(run, state, day);
  projectWork(run, state, day, busy);
  if (chance.chance(0.02)) {
    const member = pickFirst(state, membersAt(run, state, day));
    run.agenda.at(day * dayMs + chance.int(7, 16) * hourMs, () => newsletter(run, state, member));
  }
};

/** One day of everybody: what begins today is entered on the agenda, then the agenda is lived through. */
export const liveDay = (run: Run, day: number): void => {
  const closed = isClosed(day);
  for (const state of run.states) if (isActive(state, day)) liveClient(run, state, day, closed);
  if (!closed) {
    const { chance, world } = run;
    for (const member of world.members) {
      if (day < member.joinedDay || (member.leftDay !== null && day >= member.leftDay)) continue;
      if (chance.chance(0.35))
        run.sheets.worked(
          member.index,
          chance.chance(0.05) ? nobodys : ours,
          day * dayMs,
          chance.logNormal(55, 0.5),
          "Internal",
          false,
        );
    }
    const others = chance.poisson(0.15 * world.members.length);
    for (let i = 0; i < others; i++) {
      run.agenda.at(day * dayMs + chance.int(8 * 60, 17 * 60) * 60_000, () => otherMail(run));
    }
  }
  run.agenda.runUntil((day + 1) * dayMs);
  run.sheets.closeDay(day, (client, minutes) => {
    run.states[client.index]!.unbilledHours += minutes / 60;
  });
};
