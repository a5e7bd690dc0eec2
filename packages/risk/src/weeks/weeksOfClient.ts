import type { AgreedBreak } from "@rapport/domain/activity/businessDays";
import type { MoneyTerms } from "@rapport/domain/economics/money/MoneyFacts";
import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";
import type { WeekSources } from "../sources/readSources.ts";
import type { ClientCard, Who } from "../sources/readWho.ts";
import { businessDaysOfWeek } from "./businessDaysOfWeeks.ts";
import { contractsOfWeeks } from "./contractsOfWeeks.ts";
import { addInvoice, type InvoiceWeek } from "./invoicesOfWeeks.ts";
import { peopleOfWeeks } from "./peopleOfWeeks.ts";
import { mondayOf } from "./weekNumbers.ts";

/** What the weeks of all clients have in common. */
export interface WeekContext {
  readonly sources: WeekSources;
  readonly who: Who;
  readonly breaks: (client: string) => ReadonlyArray<AgreedBreak>;
  readonly terms: MoneyTerms;
  readonly lastWeek: number;
}

/** Millionths to whole ones, halves up. */
const whole = (micro: number): number => Math.floor((micro + 500_000) / 1_000_000);

const bits = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest > 0; rest >>= 1) count += rest & 1;
  return count;
};

const invoicesOf = (client: string, { sources, terms, lastWeek }: WeekContext) => {
  const weeks = new Map<number, InvoiceWeek>();
  const weekAt = (week: number): InvoiceWeek => {
    let row = weeks.get(week);
    if (row === undefined)
      weeks.set(
        week,
        (row = { invoicesIssued: 0, invoicesSettled: 0, invoicesLate: 0, overdueMinor: 0, openMinor: 0 }),
      );
    return row;
  };
  for (const receivable of sources.receivables.get(client) ?? [])
    addInvoice(receivable, terms, lastWeek, weekAt);
  return weeks;
};

const mailColumns = (client: string, week: number, { mail, replies, unanswered }: WeekSources) => {
  const passed = mail.get(client)?.get(week);
  const answers = replies.get(client)?.get(week);
  return {
    messagesIn: whole(passed?.inMicro ?? 0),
    messagesOut: whole(passed?.outMicro ?? 0),
    threadsByThem: passed?.begunByThem ?? 0,
    threadsByUs: passed?.begunByUs ?? 0,
    messagesInAfterHours: whole(passed?.inAfterHoursMicro ?? 0),
    asksIn: passed?.asksIn ?? 0,
    asksUnanswered: unanswered.get(client)?.get(week)?.asksUnanswered ?? 0,
    repliesOurs: answers?.repliesOurs ?? 0,
    replyLogOursMilli: answers?.replyLogOursMilli ?? 0,
    repliesTheirs: answers?.repliesTheirs ?? 0,
    replyLogTheirsMilli: answers?.replyLogTheirsMilli ?? 0,
    toneSumMilli: passed?.toneSumMilli ?? 0,
    toneMessages: passed?.toneMessages ?? 0,
  };
};

const serviceColumns = (client: string, week: number, sources: WeekSources) => {
  const passed = sources.mail.get(client)?.get(week);
  const tickets = sources.tickets.get(client)?.get(week);
  const open = sources.openTickets.get(client)?.get(week);
  const meetings = sources.meetings.get(client)?.get(week);
  const days = (passed?.theirDays ?? 0) | (tickets?.theirDays ?? 0) | (meetings?.theirDays ?? 0);
  return {
    activeDays: bits(days),
    complaints: (passed?.complaints ?? 0) + (tickets?.complaints ?? 0),
    meetingsHeld: meetings?.meetingsHeld ?? 0,
    recurringDue: meetings?.recurringDue ?? 0,
    recurringHeld: meetings?.recurringHeld ?? 0,
    meetingsCancelledByThem: meetings?.meetingsCancelledByThem ?? 0,
    meetingsMoved: meetings?.meetingsMoved ?? 0,
    ticketsOpened: tickets?.ticketsOpened ?? 0,
    ticketsReopened: tickets?.ticketsReopened ?? 0,
    ticketsEscalated: tickets?.ticketsEscalated ?? 0,
    ticketsReassigned: tickets?.ticketsReassigned ?? 0,
    openEscalations: open?.openEscalations ?? 0,
    openTickets: open?.openTickets ?? 0,
    oldestTicketHours: open?.oldestTicketHours ?? 0,
  };
};

const bookColumns = (client: string, week: number, { books, unbilled }: WeekSources) => {
  const booked = books.get(client)?.get(week);
  return {
    revenueMinor: booked?.revenueMinor ?? 0,
    costMinor: booked?.costMinor ?? 0,
    cashMinor: booked?.cashMinor ?? 0,
    effortSeconds: booked?.effortSeconds ?? 0,
    loggedSeconds: booked?.loggedSeconds ?? 0,
    reworkSeconds: booked?.reworkSeconds ?? 0,
    unbilledSeconds: unbilled.get(client)?.get(week)?.unbilledSeconds ?? 0,
  };
};

/** The weeks of a client from `first` to the last one, none missing: a function of the sources alone. */
export const weeksOfClient = (
  client: string,
  card: ClientCard,
  first: number,
  context: WeekContext,
): ReadonlyArray<ClientWeek> => {
  const { sources, who, lastWeek } = context;
  const length = lastWeek - first + 1;
  const invoices = invoicesOf(client, context);
  const breaks = context.breaks(client);
  const contracts = contractsOfWeeks(sources.contracts.get(client) ?? [], first, length);
  const mail = sources.mail.get(client) ?? new Map();
  const people = peopleOfWeeks(mail, first, length, who.isSenior, who.memberOf);
  const disputes = Map.groupBy(sources.disputes.get(client) ?? [], (week) => week);
  return Array.from({ length }, (_, at): ClientWeek => {
    const week = first + at;
    const invoiced = invoices.get(week);
    return {
      week: mondayOf(week),
      businessDays: businessDaysOfWeek(week, card.calendar, breaks),
      ...mailColumns(client, week, sources),
      ...serviceColumns(client, week, sources),
      ...people[at]!,
      ...bookColumns(client, week, sources),
      invoicesIssued: invoiced?.invoicesIssued ?? 0,
      invoicesSettled: invoiced?.invoicesSettled ?? 0,
      invoicesLate: invoiced?.invoicesLate ?? 0,
      overdueMinor: invoiced?.overdueMinor ?? 0,
      openMinor: invoiced?.openMinor ?? 0,
      disputes: disputes.get(week)?.length ?? 0,
      ownerChanged: card.ownerChanges.has(week) ? 1 : 0,
      ...contracts[at]!,
    };
  });
};
