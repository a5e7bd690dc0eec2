import type { Run } from "../Run.ts";
import { type CalendarEntry, rooms } from "../sources/calendarText.ts";
import { holdersOf } from "../sources/Calendars.ts";
import { dayMs, hourMs, minuteMs } from "../time/days.ts";
import { atMinute } from "../time/workingMoments.ts";
import type { Contact, Member } from "../world/types.ts";
import { holdMeeting } from "./holdMeeting.ts";
import { invite } from "./invite.ts";
import { contactsAt, membersAt } from "./people.ts";
import { type ClientState, isActive } from "./State.ts";

const purposes = ["Review", "Workshop", "Call", "Kick-off", "Planning"] as const;

interface Guests {
  readonly members: ReadonlyArray<Member>;
  readonly contacts: ReadonlyArray<Contact>;
}

const entryOn = (run: Run, state: ClientState, day: number, { members, contacts }: Guests): CalendarEntry => {
  const { client, chance } = state;
  const internal = contacts.length === 0;
  const theyInvite = !internal && chance.chance(0.15);
  const organiser = theyInvite ? contacts[0]! : members[0]!;
  const startMs = atMinute(organiser.zone, day, chance.int(18, 33) * 30);
  const number = run.numbers.next("meeting");
  // Some calendars do not list who invites among the invited.
  const unlisted = !theyInvite && members.length > 1 && chance.chance(0.3);
  return {
    uid: `${number}-${run.world.seed}@${organiser.email.split("@")[1]!}`,
    title: internal
      ? `[${client.projects[0]!}] review among ourselves`
      : `${chance.pick(purposes)} with ${client.name}`,
    startMs,
    endMs: startMs + chance.pick([30, 60, 60, 90]) * minuteMs,
    organiser,
    invited: invite(state, unlisted ? members.slice(1) : members, contacts),
    room: chance.chance(0.3) ? chance.pick(rooms) : null,
    sequence: 0,
    stampMs: startMs - chance.int(30, 200) * hourMs,
    status: "CONFIRMED",
  };
};

/** A day that the client's project is about, in our calendars alone: it takes nobody's time. */
export const markDay = (run: Run, state: ClientState, day: number): void => {
  const { client } = state;
  const members = membersAt(run, state, day).slice(0, 2);
  const { zone } = run.world.firm;
  const entry: CalendarEntry = {
    uid: `${run.numbers.next("meeting")}-${run.world.seed}@northlight.example`,
    title: `[${client.projects[0]!}] goes live`,
    startMs: zone.moment(day * dayMs),
    endMs: zone.moment((day + 1) * dayMs),
    organiser: members[0]!,
    invited: invite(state, members, []),
    room: null,
    sequence: 0,
    stampMs: (day - 10) * dayMs,
    status: "CONFIRMED",
    allDay: true,
  };
  run.agenda.at(day * dayMs, () => {
    run.calendars.enter(entry);
    holdMeeting(run, entry, client.index, false);
  });
};

/** It was at another time before: one of the invited still has the old version in their calendar. */
const moved = (run: Run, state: ClientState, entry: CalendarEntry): CalendarEntry => {
  const shiftMs = state.chance.pick([-26, -2, 2]) * hourMs;
  const before = { ...entry, startMs: entry.startMs + shiftMs, endMs: entry.endMs + shiftMs };
  const holders = holdersOf(entry);
  run.calendars.enter(before, holders.slice(-1));
  const after = { ...entry, sequence: 1, stampMs: entry.stampMs + 20 * hourMs };
  run.calendars.enter(after, holders.slice(0, -1));
  return after;
};

const takePlace = (run: Run, state: ClientState, entry: CalendarEntry): void => {
  const { chance, client } = state;
  if (chance.chance(0.06)) {
    const off = { ...entry, sequence: 1, status: "CANCELLED" as const, stampMs: entry.stampMs + 12 * hourMs };
    run.calendars.enter(off);
    holdMeeting(run, off, client.index, false);
  } else if (chance.chance(0.08) && holdersOf(entry).length > 1) {
    holdMeeting(run, moved(run, state, entry), client.index, true);
  } else {
    run.calendars.enter(entry);
    holdMeeting(run, entry, client.index, false);
  }
};

/** A meeting called for once; some are about the client and among ourselves, some with people of another client too. */
export const callMeeting = (
  run: Run,
  state: ClientState,
  day: number,
  others: ReadonlyArray<Contact> = [],
): void => {
  const { chance } = state;
  const internal = others.length === 0 && chance.chance(0.3);
  const members = membersAt(run, state, day).slice(0, chance.int(internal ? 2 : 1, 3));
  const own = contactsAt(state, day).filter((contact) => contact.guest === null);
  const contacts = internal ? [] : [...own.slice(0, chance.int(1, 3)), ...others];
  const entry = entryOn(run, state, day, { members, contacts });
  if (entry.endMs >= run.world.endDay * dayMs) return;
  run.agenda.at(entry.startMs, () => {
    if (isActive(state, day)) takePlace(run, state, entry);
  });
};
