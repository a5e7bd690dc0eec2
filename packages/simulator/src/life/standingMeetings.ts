import type { Run } from "../Run.ts";
import { type CalendarEntry, rooms, utcStamp } from "../sources/calendarText.ts";
import { isClosed } from "../time/closedDays.ts";
import { dayMs, dayOf, hourMs, minuteMs, secondMs } from "../time/days.ts";
import { atMinute } from "../time/workingMoments.ts";
import { ours } from "../world/types.ts";
import { holdMeeting } from "./holdMeeting.ts";
import { invite } from "./invite.ts";
import { contactsAt, membersAt } from "./people.ts";
import type { Series } from "./Series.ts";
import type { ClientState } from "./State.ts";

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
const write = (run: Run, series: Series): void => {
  run.calendars.enter({
    ...entryOf(series, series.firstMs),
    rule: `FREQ=WEEKLY;INTERVAL=${series.everyDays / 7};UNTIL=${utcStamp(series.lastMs)}`,
    except: series.except,
  });
  for (const changed of series.changed) run.calendars.enter(changed);
};

/** Not as the series has it: called off, at another time, or with somebody missing. */
const change = (
  series: Series,
  plain: CalendarEntry,
  fate: "cancelled" | "moved" | "declined",
): CalendarEntry => {
  const { chance } = series.state;
  const saidMs = plain.startMs - chance.int(1, 72) * hourMs;
  const entry = {
    ...plain,
    recurrenceMs: plain.startMs,
    sequence: fate === "declined" ? 0 : 1,
    stampMs: Math.max(saidMs, series.madeMs + secondMs),
  };
  if (fate === "cancelled") return { ...entry, status: "CANCELLED" as const };
  if (fate === "moved") {
    const shiftMs = chance.pick([1, 2, 24, -1, 3]) * hourMs;
    return { ...entry, startMs: entry.startMs + shiftMs, endMs: entry.endMs + shiftMs };
  }
  const all = chance.chance(0.25);
  const invited = series.invited.map((one) =>
    (one.person.client !== ours && (all || chance.chance(0.4))) ||
    (one.person !== series.organiser && chance.chance(0.1))
      ? { ...one, partStat: "DECLINED" as const }
      : one,
  );
  return { ...entry, invited };
};

/** One occurrence comes up. */
const occur = (run: Run, series: Series, atMs: number): void => {
  const { state } = series;
  const plain = entryOf(series, atMs);
  series.lastMs = atMs;
  if (isClosed(dayOf(atMs))) {
    series.except.push(atMs);
    return;
  }
  const trouble = Math.exp(-0.35 * state.mood);
  const fates = ["plain", "cancelled", "moved", "declined"] as const;
  const fate = fates[state.chance.weighted([1, 0.045 * trouble, 0.05 * trouble, 0.06])]!;
  if (fate === "plain") return holdMeeting(run, plain, state.client.index, false);
  const changed = change(series, plain, fate);
  // What would end after the last day lived through is not known to have been held.
  if (changed.endMs >= run.world.endDay * dayMs) return holdMeeting(run, plain, state.client.index, false);
  if (fate !== "declined" && state.chance.chance(0.3)) state.pains++;
  series.changed.push(changed);
  holdMeeting(run, changed, state.client.index, fate === "moved");
};

const schedule = (run: Run, series: Series, day: number): void => {
  const atMs = atMinute(series.organiser.zone, day, series.startMinute);
  if (atMs + series.minutes * minuteMs >= run.world.endDay * dayMs) return;
  run.agenda.at(atMs, () => {
    if (run.series.get(series.state.client.index) !== series) return;
    occur(run, series, atMs);
    schedule(run, series, day + series.everyDays);
  });
};

/** Sets up the standing meeting of a client anew, with the people of that day. */
export const beginSeries = (run: Run, state: ClientState, day: number): void => {
  const { client, chance } = state;
  endSeries(run, state);
  const everyDays = client.rates.meetingEveryDays;
  const contacts = contactsAt(state, day)
    .filter((contact) => contact.guest === null)
    .slice(0, 3);
  if (everyDays === null || contacts.length === 0) return;
  let first = day + chance.int(0, Math.min(everyDays, 10));
  while (isClosed(first)) first++;
  const members = membersAt(run, state, day).slice(0, chance.int(1, 3));
  const startMinute = chance.int(19, 32) * 30;
  const series: Series = {
    uid: `series-${run.numbers.next("meeting")}-${run.world.seed}@northlight.example`,
    title: `${client.name}: standing call`,
    state,
    organiser: members[0]!,
    invited: invite(state, members, contacts),
    room: chance.chance(0.4) ? chance.pick(rooms) : null,
    startMinute,
    minutes: chance.pick([30, 45, 60]),
    everyDays,
    firstMs: atMinute(members[0]!.zone, first, startMinute),
    madeMs: (first - 9) * dayMs + 10 * hourMs,
    lastMs: 0,
    except: [],
    changed: [],
  };
  run.series.set(client.index, series);
  schedule(run, series, first);
};

/** The standing meeting ends; it is written if it ever came up. */
export const endSeries = (run: Run, state: ClientState): void => {
  const series = run.series.get(state.client.index);
  if (series === undefined) return;
  run.series.delete(state.client.index);
  if (series.lastMs > 0) write(run, series);
};
