import type { DeadLetterCode, DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { RapportEvent } from "@rapport/contracts/EventCodec";
import { TicketEvent } from "@rapport/contracts/Ticket";
import type { TicketFigures } from "@rapport/contracts/TicketFigures";
import { defaultCalendar, type WorkingCalendar } from "@rapport/domain/metrics/WorkingTime";
import type { TicketEntry } from "@rapport/domain/tickets/TicketEntry";
import { ticketFigures } from "@rapport/domain/tickets/ticketFigures";
import { type TicketLife, ticketLife } from "@rapport/domain/tickets/TicketLife";

/** What exports were understood to be. Times are UTC ms. */
export interface TicketProfile {
  readonly figures: TicketFigures;
  /** `zendesk acme`, with its number of tickets. */
  readonly accounts: Readonly<Record<string, number>>;
  /** Events of Rapport by type, versions that do not hold left out. */
  readonly eventsByType: Readonly<Record<string, number>>;
  readonly unreadableByCode: Readonly<Partial<Record<DeadLetterCode, number>>>;
  /** Medians of elapsed time, net of waiting, and in working hours, in hours with two decimals. */
  readonly responseHours: SpanHours;
  readonly resolutionHours: SpanHours;
  readonly merged: number;
  readonly escalations: number;
  readonly handOvers: number;
  readonly repliesIn: number;
  readonly repliesOut: number;
  readonly rated: number;
  /** 0 to 1000; null without any. */
  readonly meanScoreMilli: number | null;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

export interface SpanHours {
  readonly elapsed: number | null;
  readonly net: number | null;
  readonly working: number | null;
}

interface Held {
  readonly revision: number;
  readonly content: string;
  readonly ticket: string;
  readonly account: string;
  readonly entry: TicketEntry;
}

const ticketTypes = new Set<string>(TicketEvent.options.map(({ shape }) => shape.type.value));
const isTicketEvent = (event: RapportEvent): event is TicketEvent => ticketTypes.has(event.type);

const entryOf = ({ type, occurredAt, data }: TicketEvent): TicketEntry =>
  // Parts of one event of one type.
  ({ type, occurredAt, data }) as unknown as TicketEntry;

const counted = (keys: Iterable<string>): Record<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

const hours = (times: ReadonlyArray<number | undefined>): number | null => {
  const sorted = times.filter((ms): ms is number => ms !== undefined).toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  return median === undefined ? null : Math.round(median / 36_000) / 100;
};

const spans = (lives: ReadonlyArray<TicketLife>, of: "firstResponse" | "resolution"): SpanHours => ({
  elapsed: hours(lives.map((life) => life[of]?.elapsedMs)),
  net: hours(lives.map((life) => life[of]?.netMs)),
  working: hours(lives.map((life) => life[of]?.workingMs)),
});

const sum = (lives: ReadonlyArray<TicketLife>, of: (life: TicketLife) => number): number =>
  lives.reduce((total, life) => total + of(life), 0);

const livesOf = (held: Iterable<Held>, calendar: WorkingCalendar): ReadonlyArray<TicketLife> => {
  const byTicket = new Map<string, Array<TicketEntry>>();
  for (const { ticket, entry } of held) byTicket.set(ticket, [...(byTicket.get(ticket) ?? []), entry]);
  return [...byTicket.values()].map((entries) => ticketLife(entries, calendar));
};

/** Folds what an ingest would append into a profile. Memory grows with the number of documents. */
export const makeTicketProfile = (calendar: WorkingCalendar = defaultCalendar) => {
  const held = new Map<string, Held>();
  const letters = new Map<string, DeadLetterCode>();
  const entries = new Set<string>();
  let [firstAt, lastAt] = [Infinity, -Infinity];

  const take = (event: TicketEvent): void => {
    const { source, data } = event;
    const account = `${source.connector} ${source.account}`;
    const key = `${account}\u001e${data.document.key}`;
    const { revision } = data.document;
    const before = held.get(key);
    const { document: _, ...said } = data;
    const content = JSON.stringify([event.type, event.occurredAt, said]);
    const holds =
      before === undefined ||
      revision > before.revision ||
      (revision === before.revision && content > before.content);
    if (holds) held.set(key, { revision, content, account, ticket: data.ticket, entry: entryOf(event) });
  };

  return {
    onEntry: (account: string, key: string): void => void entries.add(`${account}\u001e${key}`),
    event: (event: RapportEvent): void => {
      if (isTicketEvent(event)) take(event);
    },
    letter: (letter: DeadLetterRaised): void => void letters.set(letter.id, letter.code),
    profile: (): TicketProfile => {
      const all = [...held.values()];
      for (const { entry } of all) {
        firstAt = Math.min(firstAt, entry.occurredAt);
        lastAt = Math.max(lastAt, entry.occurredAt);
      }
      const lives = livesOf(all, calendar);
      const standing = lives.filter((life) => !life.deleted && !life.merged);
      const scores = standing.flatMap((life) => life.scoreMilli ?? []);
      const tickets = new Map(all.map(({ ticket, account }) => [ticket, account]));
      return {
        figures: ticketFigures({ events: entries.size, unreadable: letters.size }, lives),
        accounts: counted(tickets.values()),
        eventsByType: counted(all.map(({ entry }) => entry.type)),
        unreadableByCode: counted(letters.values()),
        responseHours: spans(standing, "firstResponse"),
        resolutionHours: spans(standing, "resolution"),
        merged: lives.filter((life) => life.merged).length,
        escalations: sum(standing, (life) => life.escalations),
        handOvers: sum(standing, (life) => life.handOvers),
        repliesIn: sum(standing, (life) => life.repliesIn),
        repliesOut: sum(standing, (life) => life.repliesOut),
        rated: scores.length,
        meanScoreMilli:
          scores.length === 0 ? null : Math.round(scores.reduce((a, b) => a + b, 0) / scores.length),
        firstAt: all.length === 0 ? null : firstAt,
        lastAt: all.length === 0 ? null : lastAt,
      };
    },
  };
};
