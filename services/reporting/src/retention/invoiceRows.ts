import type { ExpectedInvoiceRow } from "@rapport/contracts/http/retention/Renewals";
import { type InvoiceCourse, latenessRecord } from "@rapport/domain/activity/lateness";
import { fitLatePayment, lateChance } from "@rapport/domain/activity/latePayment";
import { dayNumber } from "@rapport/domain/economics/money/days";
import type { MoneyDocument } from "@rapport/domain/economics/money/MoneyFacts";
import { openOn, type Receivable, receivablesOf } from "@rapport/domain/economics/money/Receivable";
import { expectedInvoices } from "@rapport/domain/retention/expectedInvoices";
import { invoicedMonths, type InvoiceMonth, monthNumber } from "@rapport/domain/retention/invoiceMonths";
import { inForceOn } from "@rapport/domain/retention/RecurringVersion";
import { clientOf, percentOf, type RetentionGround } from "./readGround.ts";

/** Whoever had no invoice for so long is not listed. */
const mostMonthsSince = 36;
const mostEvents = 5;

/** Posted documents of clients up to a day, payments and credit notes under their invoices. */
export const receivablesUntil = (
  documents: ReadonlyArray<MoneyDocument>,
  day: string,
): ReadonlyArray<Receivable> => {
  const of = <K extends MoneyDocument["kind"]>(kind: K) =>
    documents.filter(
      (one): one is Extract<MoneyDocument, { kind: K }> => one.kind === kind && one.day <= day,
    );
  return receivablesOf(of("invoice"), of("payment"), of("credit_note")).receivables.filter(
    ({ invoice }) => invoice.state === "client",
  );
};

/** When an invoice was paid or credited whole; null while something is open of it. */
const settledOn = (receivable: Receivable, ground: RetentionGround): string | null => {
  const open = openOn(receivable, ground.terms);
  const { invoice, payments, credits } = receivable;
  const days = [...payments, ...credits].map(({ day }) => (day < invoice.day ? invoice.day : day));
  return days.toSorted().find((day) => open(day) === 0) ?? null;
};

const courseOf = (receivable: Receivable, ground: RetentionGround): InvoiceCourse => {
  const { party, day, dueOn } = receivable.invoice;
  const settled = settledOn(receivable, ground);
  return {
    party,
    issuedOn: dayNumber(day),
    dueOn: dayNumber(dueOn ?? day),
    settledOn: settled === null ? null : dayNumber(settled),
  };
};

/** What an invoice brings: net without what passes through and what was credited. */
const monthOf = ({ invoice, credits }: Receivable, { terms }: RetentionGround): InvoiceMonth => {
  const { day, currency, netMinor, passThroughMinor } = invoice;
  const credited = credits.reduce((sum, credit) => sum + credit.netMinor, 0);
  const own = netMinor - passThroughMinor - credited;
  const minor = terms.ratesOn(day).convert(day, own, currency, terms.reportingCurrency);
  return { month: day.slice(0, 7), minor: minor ?? 0 };
};

const lastEvents = (invoices: ReadonlyArray<Receivable>): Array<string> =>
  invoices
    .toSorted((a, b) => (a.invoice.day < b.invoice.day ? 1 : -1))
    .slice(0, mostEvents)
    .map(({ invoice }) => invoice.eventId);

/** Whether it has ended, other than that a project is complete, after which another may come. */
const isGone = ({ ends }: RetentionGround, party: string, day: string): boolean => {
  const end = ends.get(party);
  return end !== undefined && end.cause !== "project_complete" && end.endsOn <= day;
};

/** Whether a contract in force has a fee that recurs: hourly ones and projects are invoiced as the work comes. */
const recurs = ({ contracts }: RetentionGround, party: string, day: string): boolean =>
  inForceOn(contracts.get(party) ?? [], day).some(({ ownFeeMonth }) => (ownFeeMonth ?? 0) > 0);

/**
 * What is to be expected of clients with invoices and no recurring fee in force on a day, who have not ended. `until`: the last whole month that is
 * looked at. By what is expected of them, the most first.
 */
export const invoiceRows = (
  ground: RetentionGround,
  documents: ReadonlyArray<MoneyDocument>,
  day: string,
  until: string,
): ReadonlyArray<ExpectedInvoiceRow> => {
  const receivables = receivablesUntil(documents, day);
  const byParty = Map.groupBy(receivables, ({ invoice }) => invoice.party);
  const free = [...byParty.keys()].toSorted().flatMap((party) => {
    if (isGone(ground, party, day)) return [];
    if (recurs(ground, party, day)) return [];
    const months = byParty.get(party)!.map((receivable) => monthOf(receivable, ground));
    const invoiced = invoicedMonths(months, until);
    return invoiced === null || monthNumber(until) - monthNumber(invoiced.last) > mostMonthsSince
      ? []
      : [{ party, invoiced }];
  });
  const due = receivables.filter(({ invoice }) => invoice.dueOn !== null);
  const courses = due.map((receivable) => courseOf(receivable, ground));
  const today = dayNumber(day) + 1;
  const record = latenessRecord(courses);
  const model = fitLatePayment(courses, today);
  return expectedInvoices(free, until)
    .map(({ party, chance3, months12, expected12Minor, ...expected }) => ({
      ...clientOf(ground, party),
      ...expected,
      chancePercent: percentOf(chance3),
      expectedMonths: Math.round(months12 * 100) / 100,
      expectedYearMinor: expected12Minor,
      latePercent: percentOf(lateChance(model, record.before(party, today))),
      eventIds: lastEvents(byParty.get(party)!),
    }))
    .toSorted((a, b) => b.expectedYearMinor - a.expectedYearMinor || (a.id < b.id ? -1 : 1));
};
