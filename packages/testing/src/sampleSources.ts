import { documentEventId } from "@rapport/contracts/documentEventId";
import type { LedgerEvent } from "@rapport/contracts/Ledger";
import type { MeetingEvent } from "@rapport/contracts/Meeting";
import type { TicketEvent } from "@rapport/contracts/Ticket";
import { sampleLedger } from "./sampleLedger.ts";
import { sampleMeetings } from "./sampleMeetings.ts";
import { sampleTickets } from "./sampleTickets.ts";
import type { SeededRandom } from "./seededRandom.ts";

/** What is kept by document, whichever source it is of. */
export type DocumentEvent = TicketEvent | MeetingEvent | LedgerEvent;

/** Tickets, meetings and documents of the books, `count` of each, shuffled. */
export const sampleSources = (random: SeededRandom, count: number): ReadonlyArray<DocumentEvent> =>
  random.shuffle<DocumentEvent>([
    ...sampleTickets(random, count),
    ...sampleMeetings(random, count),
    ...sampleLedger(random, count),
  ]);

/** The event under the id of its document, after a change of that. */
export const underItsId = <E extends DocumentEvent>(event: E): E => ({
  ...event,
  id: documentEventId(event.source.connector === "calendar" ? "global" : event.source, event.data.document),
});

const dayMs = 86_400_000;

/** Another copy of the same event: another time, by `days`, other parties, and of a ticket another ticket. */
export const differingCopy = <E extends DocumentEvent>(event: E, days: number): E => ({
  ...event,
  occurredAt: event.occurredAt + days * dayMs,
  parties: event.parties.toReversed(),
  data: "actor" in event.data ? { ...event.data, ticket: `${event.data.ticket}${days}` } : { ...event.data },
});
