import type { Run } from "../Run.ts";
import type { CalendarEntry } from "../sources/calendarText.ts";
import { minuteMs } from "../time/days.ts";
import { type Member, ours, type Person } from "../world/types.ts";

/** Whose meeting it is: the clients invited, those who declined too; else the client that the title names. */
const clientsOf = (entry: CalendarEntry, about: number): ReadonlyArray<number> => {
  const invited = entry.invited.map((one) => one.person.client).filter((client) => client >= 0);
  return invited.length === 0 ? [about] : [...new Set(invited)];
};

const work = (
  run: Run,
  us: Iterable<Person>,
  entry: CalendarEntry,
  minutes: number,
  client: number,
): void => {
  for (const person of us) {
    // A quarter more for who prepares it.
    const spent = person === entry.organiser ? minutes * 1.25 : minutes;
    run.sheets.worked((person as Member).index, client, entry.startMs, spent, "Meeting", true);
  }
};

/**
 * What an occurrence comes to in the truth, as it stands in the end: held with its heads and minutes, or
 * cancelled; `moved` when it was at another time before. A shared one counts for each of its clients.
 */
export const holdMeeting = (run: Run, entry: CalendarEntry, about: number, moved: boolean): void => {
  run.counts.occurrences++;
  const minutes = entry.allDay === true ? 0 : (entry.endMs - entry.startMs) / minuteMs;
  const coming = entry.invited.filter((one) => one.partStat !== "DECLINED").map((one) => one.person);
  const us = new Set([entry.organiser, ...coming].filter((person) => person.client === ours));
  const clients = clientsOf(entry, about);
  const named = entry.invited.every((one) => one.person.client === ours);
  for (const index of clients) {
    const cell = run.truth.cell(run.world.clients[index]!.id, entry.startMs);
    if (moved) cell.meetingsMoved++;
    if (entry.status === "CANCELLED") {
      cell.meetingsCancelled++;
      continue;
    }
    cell.meetingsHeld++;
    if (named) cell.meetingsNamed++;
    cell.meetingMinutes += minutes;
    cell.meetingOurMinutes += us.size * minutes;
    cell.meetingTheirHeads += coming.filter((person) => person.client === index).length;
    if (isNoShow(entry)) cell.meetingsNoShow++;
  }
  if (entry.status !== "CANCELLED") work(run, us, entry, minutes, clients[0]!);
};

/** Of theirs somebody declined, and nobody said they would come. */
const isNoShow = (entry: CalendarEntry): boolean => {
  const theirs = entry.invited.filter((one) => one.person.client !== ours).map((one) => one.partStat);
  return theirs.includes("DECLINED") && !theirs.some((said) => said === "ACCEPTED" || said === "TENTATIVE");
};
