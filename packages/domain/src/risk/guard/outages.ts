import type { ClientCourse, ClientWeek } from "../ClientWeek.ts";
import { dayNumber } from "../../economics/money/days.ts";

/** What comes in by source, of one client in one week. */
const sources: Readonly<Record<string, (week: ClientWeek) => number>> = {
  mail: ({ messagesIn, messagesOut }) => messagesIn + messagesOut,
  tickets: ({ ticketsOpened }) => ticketsOpened,
  meetings: ({ meetingsHeld }) => meetingsHeld,
};

/** So many were to be expected in a silence before it is one of the source, not of chance. */
const leastExpected = 20;
/** Weeks that say what is usual. */
const baseWeeks = 8;
/** After so long a source is taken to have been given up. */
const longestOutage = 26;
/** A fall of more than this for more than so many clients is an outage too (design 04 §8.1). */
const fallenTo = 0.4;
const fallenShare = 0.8;
const leastClients = 5;
const leastPerClient = 4;

interface FirmWeek {
  readonly week: string;
  readonly businessDays: number;
  /** By client: what came in. */
  readonly volumes: ReadonlyMap<string, number>;
}

const firmWeeks = (
  courses: ReadonlyArray<ClientCourse>,
  of: (week: ClientWeek) => number,
): ReadonlyArray<FirmWeek> => {
  const byWeek = new Map<string, { businessDays: number; volumes: Map<string, number> }>();
  for (const { party, weeks, end } of courses) {
    for (const week of weeks) {
      // Those who have given notice fall silent by right.
      if (end !== null && dayNumber(end.noticeOn) < dayNumber(week.week) + 7) break;
      const firm = byWeek.get(week.week) ?? { businessDays: 0, volumes: new Map<string, number>() };
      byWeek.set(week.week, firm);
      firm.businessDays = Math.max(firm.businessDays, week.businessDays);
      firm.volumes.set(party, of(week));
    }
  }
  return [...byWeek]
    .map(([week, firm]) => ({ week, ...firm }))
    .toSorted((a, b) => (a.week < b.week ? -1 : 1));
};

const total = ({ volumes }: FirmWeek): number => volumes.values().reduce((sum, volume) => sum + volume, 0);

/** Expected of a client in a week by the sound weeks before. */
const expectedOf = (base: ReadonlyArray<FirmWeek>, party: string, businessDays: number): number => {
  let [volume, days] = [0, 0];
  for (const week of base) {
    const of = week.volumes.get(party);
    if (of === undefined) continue;
    volume += of;
    days += week.businessDays;
  }
  return days === 0 ? 0 : (volume / days) * businessDays;
};

/** Whether most clients had far less than usual in these weeks. */
const fell = (now: ReadonlyArray<FirmWeek>, base: ReadonlyArray<FirmWeek>): boolean => {
  let [clients, fallen] = [0, 0];
  for (const party of now.at(-1)!.volumes.keys()) {
    const expected = now.reduce((sum, week) => sum + expectedOf(base, party, week.businessDays), 0);
    if (expected < leastPerClient) continue;
    clients += 1;
    const came = now.reduce((sum, { volumes }) => sum + (volumes.get(party) ?? 0), 0);
    if (came < fallenTo * expected) fallen += 1;
  }
  return clients >= leastClients && fallen > fallenShare * clients;
};

const staleWeeks = (weeks: ReadonlyArray<FirmWeek>): ReadonlyArray<string> => {
  const sound: Array<FirmWeek> = [];
  const stale: Array<string> = [];
  let silent = 0;
  let missed = 0;
  for (const [at, week] of weeks.entries()) {
    const base = sound.slice(-baseWeeks);
    const expected = [...week.volumes.keys()].reduce(
      (sum, party) => sum + expectedOf(base, party, week.businessDays),
      0,
    );
    if (total(week) > 0) [silent, missed] = [0, 0];
    else [silent, missed] = [silent + 1, missed + expected];
    const before = weeks[at - 1];
    const gone =
      (missed >= leastExpected && silent <= longestOutage) ||
      (before !== undefined && base.length === baseWeeks && fell([before, week], base));
    if (gone) stale.push(week.week);
    // A silence that has not lasted yet is no usual week either.
    else if (silent === 0 || silent > longestOutage) sound.push(week);
  }
  return stale;
};

/**
 * Mondays of weeks in which a source that had been bringing something was silent for all clients, or nearly: nothing can be
 * told of anybody then, and their silence is not theirs (design 04 §3.5, §8.1). By what had happened by each week's end.
 */
export const outages = (courses: ReadonlyArray<ClientCourse>): ReadonlySet<string> =>
  new Set(Object.values(sources).flatMap((of) => staleWeeks(firmWeeks(courses, of))));
