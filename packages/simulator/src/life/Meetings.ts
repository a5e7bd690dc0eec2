import type { Run } from "../Run.ts";
import { type CalendarEntry, type Invited, rooms, utcStamp } from "../sources/Calendars.ts";
import { isClosed } from "../time/closedDays.ts";
import { dayMs, dayOf, hourMs, minuteMs, weekdayOf } from "../time/days.ts";
import { atMinute } from "../time/workingMoments.ts";
import { type Contact, type Member, ours } from "../world/types.ts";
import { contactsAt, membersAt } from "./Conversation.ts";
import { type ClientState, isActive } from "./State.ts";

/** A standing meeting with a client, until its people change or the client goes. */
interface Series {
  readonly uid: string;
  readonly state: ClientState;
  readonly organiser: Member;
  readonly invited: ReadonlyArray<Invited>;
  readonly room: string | null;
  readonly minute: number;
  readonly minutes: number;
  readonly everyDays: number;
  readonly firstMs: number;
  readonly madeMs: number;
  readonly title: string;
  lastMs: number;
  readonly except: Array<number>;
  readonly changed: Array<CalendarEntry>;
}

const open = new WeakMap<Run, Map<number, Series>>();
const seriesOf = (run: Run): Map<number, Series> => {
  let map = open.get(run);
  if (map === undefined) open.set(run, (map = new Map()));
  return map;
};

const rolls = new WeakMap<Run, number>();
const newUid = (run: Run): string => {
  const number = (rolls.get(run) ?? 0) + 1;
  rolls.set(run, number);
  return `m${number}-${run.world.seed}@northlight.example`;
};

const invite = (
  state: ClientState,
  members: ReadonlyArray<Member>,
  contacts: ReadonlyArray<Contact>,
): ReadonlyArray<Invited> => [
  ...members.map((person) => ({ person, partStat: "ACCEPTED" as const })),
  ...contacts.map((person) => ({
    person,
    partStat: state.chance.chance(0.1) ? ("TENTATIVE" as const) : ("ACCEPTED" as const),
  })),
];

/** The meeting took place: heads and minutes count for the client. */
const held = (run: Run, state: ClientState, entry: CalendarEntry): void => {
  const cell = run.truth.cell(state.client.id, entry.startMs);
  const minutes = (entry.endMs - entry.startMs) / minuteMs;
  const coming = entry.invited.filter((one) => one.partStat !== "DECLINED").map((one) => one.person);
  const us = new Set(coming.filter((person) => person.client === ours));
  us.add(entry.organiser);
  cell.meetingsHeld++;
  cell.meetingOurMinutes += us.size * minutes;
  cell.meetingTheirHeads += coming.filter((person) => person.client !== ours).length;
  for (const person of us) {
    const preparing = person === entry.organiser ? 1.25 : 1;
    run.sheets.worked(
      (person as Member).index,
      state.client.index,
      entry.startMs,
      minutes * preparing,
      "Meeting",
      true,
    );
  }
};

const settle = (run: Run, state: ClientState, entry: CalendarEntry, moved: boolean): void => {
  run.counts.occurrences++;
  if (entry.endMs > run.world.endDay * dayMs) return;
  const cell = run.truth.cell(state.client.id, entry.startMs);
  if (entry.status === "CANCELLED") {
    cell.meetingsCancelled++;
    return;
  }
  if (moved) cell.meetingsMoved++;
  held(run, state, entry);
};

const entryOf = (series: Series, atMs: number): CalendarEntry => ({
  uid: series.uid,
  title: series.title,
  startMs: atMs,
  endMs: atMs + series.minutes * minuteMs,
  organiser: series.organiser,
  invited: series.invited,
  room: series.room,
  sequence: 0,
  stampMs: series.madeMs,
  status: "CONFIRMED",
});

/** Writes a series as it went, with everything that became of it. */
const closeSeries = (run: Run, series: Series): void => {
  const weeks = series.everyDays / 7;
  const entry = {
    ...entryOf(series, series.firstMs),
    rule: `FREQ=WEEKLY;INTERVAL=${weeks};UNTIL=${utcStamp(series.lastMs)}`,
    except: series.except,
  };
  run.calendars.enter(entry);
  for (const changed of series.changed) run.calendars.enter(changed);
};

/** One occurrence comes up: it is held, or not, or at another time. */
const occur = (run: Run, series: Series, atMs: number): void => {
  const { state } = series;
  const { chance } = state;
  const plain = entryOf(series, atMs);
  series.lastMs = atMs;
  if (isClosed(dayOf(atMs))) {
    series.except.push(atMs);
    return;
  }
  const trouble = Math.exp(-0.35 * state.mood);
  const fate = chance.weighted([1, 0.045 * trouble, 0.05 * trouble, 0.05]);
  if (fate === 0) return settle(run, state, plain, false);
  const stampMs = atMs - chance.int(1, 60) * hourMs;
  const other = {
    ...plain,
    recurrenceMs: atMs,
    sequence: 1,
    stampMs: Math.max(stampMs, series.madeMs + 1000),
  };
  if (fate === 1) {
    series.changed.push({ ...other, status: "CANCELLED" });
    state.pains += chance.chance(0.3) ? 1 : 0;
    return settle(run, state, { ...other, status: "CANCELLED" }, false);
  }
  if (fate === 2) {
    const shiftMs = chance.pick([hourMs, 2 * hourMs, -hourMs]);
    const moved = { ...other, startMs: other.startMs + shiftMs, endMs: other.endMs + shiftMs };
    series.changed.push(moved);
    return settle(run, state, moved, true);
  }
  const invited = series.invited.map((one, i) =>
    one.person.client !== ours && (i === series.invited.length - 1 || chance.chance(0.2))
      ? { ...one, partStat: "DECLINED" as const }
      : one,
  );
  series.changed.push({ ...other, invited });
  settle(run, state, { ...other, invited }, false);
};

const schedule = (run: Run, series: Series, day: number): void => {
  const atMs = atMinute(series.organiser.zone, day, series.minute);
  if (atMs + series.minutes * minuteMs >= run.world.endDay * dayMs) return;
  run.agenda.at(atMs, () => {
    if (seriesOf(run).get(series.state.client.index) !== series) return;
    occur(run, series, atMs);
    schedule(run, series, day + series.everyDays);
  });
};

/** Sets up the standing meeting of a client with the people it has on that day. */
export const beginSeries = (run: Run, state: ClientState, day: number): void => {
  const { client, chance } = state;
  endSeries(run, state);
  const everyDays = client.rates.meetingEveryDays;
  const contacts = contactsAt(state, day).slice(0, 3);
  if (everyDays === null || contacts.length === 0) return;
  let first = day + chance.int(0, Math.min(everyDays, 10));
  while (isClosed(first)) first++;
  const members = membersAt(run, state, day).slice(0, chance.int(1, 3));
  const minute = chance.int(19, 32) * 30;
  const firstMs = atMinute(members[0]!.zone, first, minute);
  const series: Series = {
    uid: newUid(run), state, organiser: members[0]!, invited: invite(state, members, contacts),
    room: chance.chance(0.4) ? chance.pick(rooms) : null, minute, minutes: chance.pick([30, 45, 60]), everyDays, firstMs,
    madeMs: (first - 9) * dayMs + 10 * hourMs, title: `${client.name}: ${weekdayOf(first) < 3 ? "weekly" : "regular"} call`,
    lastMs: firstMs, except: [], changed: [],
  }; // prettier-ignore
  seriesOf(run).set(client.index, series);
  schedule(run, series, first);
};

/** The standing meeting is over; it is written if it ever took place. */
export const endSeries = (run: Run, state: ClientState): void => {
  const series = seriesOf(run).get(state.client.index);
  if (series === undefined) return;
  seriesOf(run).delete(state.client.index);
  if (series.lastMs <= run.agenda.nowMs && series.firstMs <= run.agenda.nowMs) closeSeries(run, series);
};

/** A meeting called for once; some are about the client and among ourselves. */
export const callMeeting = (run: Run, state: ClientState, day: number): void => {
  const { client, chance } = state;
  const internal = chance.chance(0.3);
  const members = membersAt(run, state, day).slice(0, chance.int(internal ? 2 : 1, 3));
  const contacts = internal ? [] : contactsAt(state, day).slice(0, chance.int(1, 3));
  const startMs = atMinute(members[0]!.zone, day, chance.int(18, 33) * 30);
  const entry: CalendarEntry = {
    uid: newUid(run),
    title: internal
      ? `[${client.projects[0]!}] review among ourselves`
      : `${chance.pick(["Review", "Workshop", "Call", "Kick-off"])} with ${client.name}`,
    startMs,
    endMs: startMs + chance.pick([30, 60, 60, 90]) * minuteMs,
    organiser: members[0]!,
    invited: invite(state, members, contacts),
    room: chance.chance(0.3) ? chance.pick(rooms) : null,
    sequence: 0,
    stampMs: startMs - chance.int(20, 200) * hourMs,
    status: chance.chance(0.06) ? "CANCELLED" : "CONFIRMED",
  };
  run.agenda.at(startMs, () => {
    if (!isActive(state, day)) return;
    const final = entry.status === "CANCELLED" ? { ...entry, sequence: 1 } : entry;
    run.calendars.enter(final);
    settle(run, state, final, false);
  });
};
