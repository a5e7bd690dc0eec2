import type { Client } from "@rapport/simulator/world/types";
import type { HeardContract, HeardInvoice } from "./hearBooks.ts";
import { type ClientTally, dayMs, weekEndMs, weekOf, type WeekTally } from "./WeekTally.ts";

const hourMs = 3_600_000;

/** Who has written in the thirteen weeks before the week's end, and whether the first of them has fallen silent. */
export const people = (tally: ClientTally, client: Client, week: number, into: WeekTally): void => {
  const sums = (from: number, to: number) =>
    [...tally.written].map(([email, weeks]) => {
      let sum = 0;
      for (let back = from; back < to; back++) sum += weeks.get(week - back) ?? 0;
      return { email, sum };
    });
  const seen = sums(0, 13).filter((one) => one.sum > 0);
  const total = seen.reduce((sum, one) => sum + one.sum, 0);
  const entropy = seen.reduce((sum, one) => sum - (one.sum / total) * Math.log(one.sum / total), 0);
  const senior = new Set(
    client.contacts.filter((one) => ["executive", "director"].includes(one.seniority)).map((one) => one.email),
  );
  into.contacts90 = seen.length;
  into.contactsEffectiveMilli = total === 0 ? 0 : Math.round(1000 * Math.exp(entropy));
  into.seniorContacts90 = seen.filter((one) => senior.has(one.email)).length;
  const before = sums(8, 34).filter((one) => one.sum > 0).toSorted((a, b) => b.sum - a.sum || (a.email < b.email ? -1 : 1));
  const now = sums(0, 8).filter((one) => one.sum > 0);
  const first = before[0];
  into.championSilent = first !== undefined && now.length > 0 && now.every((one) => one.email !== first.email) ? 1 : 0;
  into.members90 = [...tally.met.values()].filter((weeks) => {
    for (let back = 0; back < 13; back++) if (weeks.has(week - back)) return true;
    return false;
  }).length;
}; // prettier-ignore

/** What is open at the week's end: requests of the last fortnight, and tickets. */
export const openThen = (tally: ClientTally, week: number, into: WeekTally): void => {
  const endMs = weekEndMs(week);
  into.asksUnanswered = tally.asks.filter(
    (one) => one.atMs < endMs && one.atMs >= endMs - 14 * dayMs && (one.answeredMs === null || one.answeredMs >= endMs),
  ).length;
  const open = tally.tickets.filter(
    (one) => one.openedMs < endMs && (one.closedMs === null || one.closedMs >= endMs),
  );
  into.openTickets = open.length;
  into.openEscalations = open.filter((one) => one.escalated).length;
  const oldest = open.reduce((first, one) => Math.min(first, one.openedMs), endMs);
  into.oldestTicketHours = Math.floor((endMs - oldest) / hourMs);
}; // prettier-ignore

/** What was settled in the week, and what is open and overdue at its end. */
export const receivables = (
  invoices: ReadonlyArray<HeardInvoice>,
  pence: (day: number, minor: number, currency: string) => number,
  week: number,
  into: WeekTally,
): void => {
  const endDay = weekEndMs(week) / dayMs;
  for (const one of invoices) {
    if (!one.posted || one.issuedDay >= endDay) continue;
    const paid = one.paid.filter(({ day }) => day < endDay);
    const openMinor = one.totalMinor - paid.reduce((sum, { minor }) => sum + minor, 0);
    const paidUp = one.paid.reduce((last, { day }) => Math.max(last, day), 0);
    const settledDay = paidUp > 0 && paidUp <= one.dueDay ? paidUp : one.dueDay + 1;
    if (weekOf(settledDay * dayMs) === week) {
      into.invoicesSettled++;
      if (settledDay > one.dueDay) into.invoicesLate++;
    }
    if (openMinor <= 0) continue;
    into.openMinor += pence(one.issuedDay, openMinor, one.currency);
    if (one.dueDay < endDay - 1) into.overdueMinor += pence(one.issuedDay, openMinor, one.currency);
  }
};

/** Days until notice must be given for the next renewal: once it is too late for one, for that of a year after. */
const daysToNotice = ({ renewsDay, noticeDays }: HeardContract, today: number): number | null => {
  if (renewsDay === null) return null;
  let days = renewsDay - noticeDays - today;
  while (days < 0) days += 365;
  return days;
};

/** The contract as it was known at the week's end. */
export const contract = (contracts: ReadonlyArray<HeardContract>, week: number, into: WeekTally): void => {
  const endDay = weekEndMs(week) / dayMs;
  const known = contracts.findLast((one) => one.saidDay < endDay);
  if (known === undefined || (known.endsDay !== null && known.endsDay < endDay)) return;
  into.underContract = true;
  into.feeMonthMinor = known.feePence;
  into.noticeDeadlineDays = daysToNotice(known, endDay - 1);
};
