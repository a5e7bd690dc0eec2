import type { CalendarEntry } from "@rapport/simulator/sources/calendarText";
import type { Keepers } from "@rapport/simulator/sources/Keepers";
import { type Member, ours } from "@rapport/simulator/world/types";
import { type ClientTally, dayMs } from "./WeekTally.ts";

const clientsOf = (entry: CalendarEntry): ReadonlySet<number> =>
  new Set(
    [entry.organiser, ...entry.invited.map((one) => one.person)]
      .map((one) => one.client)
      .filter((one) => one >= 0),
  );

const untilMs = (rule: string): number => {
  const text = /UNTIL=(\d{4})(\d\d)(\d\d)/.exec(rule)!;
  return Date.UTC(Number(text[1]), Number(text[2]) - 1, Number(text[3])) + dayMs;
};

/** Nobody of theirs declined, or somebody of theirs comes all the same. */
const isHeld = (entry: CalendarEntry): boolean => entry.status !== "CANCELLED";

/** Hears calendars; what became of single meetings and of series is known at the end alone. */
export const hearMeetings = (tallyOf: (client: number) => ClientTally) => {
  const single = new Map<string, { readonly entry: CalendarEntry; readonly moved: boolean }>();
  const series: Array<CalendarEntry> = [];
  const changed = new Map<string, CalendarEntry>();
  const keeper: Keepers["calendars"] = {
    enter: (entry) => {
      if (entry.allDay === true) return;
      if (entry.rule !== undefined) series.push(entry);
      else if (entry.recurrenceMs !== undefined) changed.set(`${entry.uid} ${entry.recurrenceMs}`, entry);
      else {
        const before = single.get(entry.uid);
        const newer = before === undefined || before.entry.sequence <= entry.sequence;
        const moved = before !== undefined && before.entry.startMs !== entry.startMs;
        single.set(entry.uid, { entry: newer ? entry : before.entry, moved });
      }
    },
  };
  const hold = (entry: CalendarEntry, moved: boolean): void => {
    for (const client of clientsOf(entry)) {
      const tally = tallyOf(client);
      const week = tally.at(entry.startMs);
      if (moved) week.meetingsMoved++;
      if (!isHeld(entry)) {
        if (entry.organiser.client === client) week.meetingsCancelledByThem++;
        continue;
      }
      week.meetingsHeld++;
      if (entry.organiser.client === client) tally.active(entry.startMs);
      for (const { person } of entry.invited)
        if (person.client === ours) tally.meet((person as Member).index, entry.startMs);
    }
  };
  const occurrences = (one: CalendarEntry): void => {
    const everyMs = Number(/INTERVAL=(\d+)/.exec(one.rule!)![1]) * 7 * dayMs;
    const lastMs = untilMs(one.rule!);
    // Clocks change by an hour at most: what is excepted or changed is found by its day.
    const except = new Set((one.except ?? []).map((ms) => Math.floor(ms / dayMs)));
    const changes = new Map([...changed.values()].filter((other) => other.uid === one.uid)
      .map((other) => [Math.floor(other.recurrenceMs! / dayMs), other])); // prettier-ignore
    for (let atMs = one.startMs; atMs < lastMs; atMs += everyMs) {
      const day = Math.floor(atMs / dayMs);
      if (except.has(day)) continue;
      const other = changes.get(day);
      const entry = other ?? { ...one, startMs: atMs, endMs: atMs + one.endMs - one.startMs };
      const moved = other !== undefined && isHeld(other) && other.sequence > 0;
      for (const client of clientsOf(one)) {
        const week = tallyOf(client).at(atMs);
        week.recurringDue++;
        if (isHeld(entry) && !moved) week.recurringHeld++;
      }
      hold(entry, moved);
    }
  };
  const end = (): void => {
    for (const { entry, moved } of single.values()) hold(entry, moved);
    for (const one of series) occurrences(one);
  };
  return { keeper, end };
};
