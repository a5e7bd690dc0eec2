import type { WeekSources } from "../sources/readSources.ts";
import { weekOf } from "./weekNumbers.ts";

/** So soon after the first contact that anybody had, one cannot tell whether a client is new. */
const unsureWeeks = 4;

const firstOf = (weeks: ReadonlyMap<number, unknown> | undefined): number =>
  weeks === undefined ? Infinity : weeks.keys().reduce((a, b) => Math.min(a, b), Infinity);

/**
 * The first week that a client has, and whether its relationship is older than that. Weeks begin with its first sign of
 * life: contact, an entry of the books, a contract; but not before the firm's data tell of contact with anybody (of the books,
 * where they tell of no contact at all): silence before that would be none. Null for a client without any sign up to
 * `lastWeek`.
 */
export const firstSign = (
  client: string,
  sources: WeekSources,
  lastWeek: number,
): { readonly week: number; readonly leftTruncated: boolean } | null => {
  const { mail, replies, tickets, openTickets, meetings, books, unbilled, dataSince } = sources;
  const contracts = (sources.contracts.get(client) ?? []).flat();
  const said = [
    firstOf(mail.get(client)),
    firstOf(replies.get(client)),
    firstOf(tickets.get(client)),
    firstOf(openTickets.get(client)),
    firstOf(meetings.get(client)),
    firstOf(books.get(client)),
    firstOf(unbilled.get(client)),
    ...(sources.receivables.get(client) ?? []).map(({ invoice }) => weekOf(invoice.day)),
    // One that is to begin later is no life yet.
    ...contracts.map(({ knownOn, startsOn }) => weekOf(startsOn > knownOn ? startsOn : knownOn)),
  ];
  const sign = Math.min(...said);
  const week = Math.max(sign, dataSince);
  if (week > lastWeek) return null;
  const unsure = week - dataSince < unsureWeeks;
  return { week, leftTruncated: sign < week || unsure };
};
