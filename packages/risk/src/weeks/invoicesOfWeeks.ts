import { openOn, type Receivable } from "@rapport/domain/economics/money/Receivable";
import type { MoneyTerms } from "@rapport/domain/economics/money/MoneyFacts";
import { sundayOf, weekOf } from "./weekNumbers.ts";

/** Of a client's week: invoices that came, and what stood open at its end, minor units of the reporting currency. */
export interface InvoiceWeek {
  invoicesIssued: number;
  invoicesSettled: number;
  invoicesLate: number;
  overdueMinor: number;
  openMinor: number;
}

/** The days on which what is open of an invoice changes, with what is open from then on, its own currency. */
const steps = (receivable: Receivable, terms: MoneyTerms): ReadonlyArray<readonly [string, number]> => {
  const { invoice, payments, credits } = receivable;
  const later = [...payments, ...credits].map(({ day }) => (day < invoice.day ? invoice.day : day));
  const open = openOn(receivable, terms);
  return [...new Set([invoice.day, ...later])].toSorted().map((day) => [day, open(day)] as const);
};

/** What was open at the end of a day; 0 before the invoice. */
const openAt = (open: ReadonlyArray<readonly [string, number]>, day: string): number =>
  open.findLast(([from]) => from <= day)?.[1] ?? 0;

/**
 * Adds an invoice to its client's weeks. It is known whether it was late when it is paid or credited whole by its due day,
 * or when that day is over; one without a due day is never late, and settled when it is paid. Amounts at the rate of the day
 * of issue; one that no rate converts is counted and adds no amount.
 */
export const addInvoice = (
  receivable: Receivable,
  terms: MoneyTerms,
  lastWeek: number,
  weekAt: (week: number) => InvoiceWeek,
): void => {
  const { day, dueOn, currency } = receivable.invoice;
  const issued = weekOf(day);
  if (issued > lastWeek) return;
  weekAt(issued).invoicesIssued += 1;
  const open = steps(receivable, terms);
  const settledOn = open.find(([, minor]) => minor === 0)?.[0] ?? null;
  const late = dueOn !== null && openAt(open, dueOn < day ? day : dueOn) > 0;
  const knownOn = late ? (dueOn < day ? day : dueOn) : settledOn;
  if (knownOn !== null && weekOf(knownOn) <= lastWeek) {
    const week = weekAt(weekOf(knownOn));
    week.invoicesSettled += 1;
    if (late) week.invoicesLate += 1;
  }
  const rates = terms.ratesOn(day);
  for (let week = issued; week <= lastWeek; week++) {
    const sunday = sundayOf(week);
    const minor = openAt(open, sunday);
    if (minor === 0) {
      if (open.at(-1)![0] <= sunday) break;
      continue;
    }
    const converted = rates.convert(day, minor, currency, terms.reportingCurrency) ?? 0;
    const row = weekAt(week);
    row.openMinor += converted;
    if (dueOn !== null && dueOn <= sunday) row.overdueMinor += converted;
  }
};
