import type { ClientDay } from "@rapport/contracts/http/client/Days";

/** Messages, tickets and meetings of a day. */
export const contactsOn = ({ messagesIn, messagesOut, ticketsOpened, meetingsHeld }: ClientDay): number =>
  messagesIn + messagesOut + ticketsOpened + meetingsHeld;

const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The first of the 371 days up to a day, a Monday: 53 whole weeks at most end with it. */
export const firstOfYear = (to: string): string => {
  const last = Date.parse(to);
  const weekday = (new Date(last).getUTCDay() + 6) % 7;
  return iso(last - weekday * dayMs - 52 * 7 * dayMs);
};

/** How dark a day is drawn, 0 to 4: by fourths of the busiest day, so that one contact is seen. */
export const levelOf = (contacts: number, most: number): 0 | 1 | 2 | 3 | 4 =>
  contacts === 0 ? 0 : (Math.max(1, Math.ceil((4 * contacts) / Math.max(most, 4))) as 1 | 2 | 3 | 4);

export interface CalendarDay {
  readonly day: string;
  readonly contacts: number;
  readonly level: 0 | 1 | 2 | 3 | 4;
}

/** The weeks of a year up to a day, Monday to Sunday, of all days; the last week ends with that day. */
export const calendarWeeks = (
  days: ReadonlyArray<ClientDay>,
  to: string,
): ReadonlyArray<ReadonlyArray<CalendarDay>> => {
  const contacts = new Map(days.map((day) => [day.day, contactsOn(day)]));
  const most = Math.max(0, ...contacts.values());
  const first = Date.parse(firstOfYear(to));
  const count = Math.round((Date.parse(to) - first) / dayMs) + 1;
  return Array.from({ length: Math.ceil(count / 7) }, (_, week) =>
    Array.from({ length: Math.min(7, count - week * 7) }, (_unused, weekday) => {
      const day = iso(first + (week * 7 + weekday) * dayMs);
      const on = contacts.get(day) ?? 0;
      return { day, contacts: on, level: levelOf(on, most) };
    }),
  );
};

export interface MonthOfContacts {
  readonly month: string;
  readonly theirs: number;
  readonly ours: number;
  readonly tickets: number;
  readonly meetings: number;
  readonly effortSeconds: number;
}

/** The same by month, the latest first: what the drawing says without it. */
export const monthsOfContacts = (days: ReadonlyArray<ClientDay>): ReadonlyArray<MonthOfContacts> =>
  [...Map.groupBy(days, ({ day }) => day.slice(0, 7))]
    .map(([month, within]) => ({
      month,
      theirs: within.reduce((sum, day) => sum + day.messagesIn, 0),
      ours: within.reduce((sum, day) => sum + day.messagesOut, 0),
      tickets: within.reduce((sum, day) => sum + day.ticketsOpened, 0),
      meetings: within.reduce((sum, day) => sum + day.meetingsHeld, 0),
      effortSeconds: within.reduce((sum, day) => sum + day.effortSeconds, 0),
    }))
    .toSorted((a, b) => (a.month < b.month ? 1 : -1));
