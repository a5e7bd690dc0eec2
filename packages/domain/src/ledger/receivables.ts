import type { Receivables } from "@rapport/contracts/LedgerFigures";
import { MinorSum } from "../money/Minor.ts";
import { safeMinor } from "./Totals.ts";

/** What receivables need of a posted invoice. Days are `YYYY-MM-DD`. */
export interface InvoiceFact {
  readonly number: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly issuedOn: string;
  readonly dueOn: string | null;
  readonly disputed: boolean;
}

/** What receivables need of a posted payment; one on account (without invoice) settles nothing. */
export interface PaymentFact {
  readonly invoiceNumber: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  readonly paidOn: string;
}

const dayMs = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs;

/** The day on which payments had come up to the total; null while they have not. */
const settledOn = (invoice: InvoiceFact, payments: ReadonlyArray<PaymentFact>): string | null => {
  let paid = 0n;
  const byDay = payments.toSorted((a, b) => (a.paidOn < b.paidOn ? -1 : a.paidOn > b.paidOn ? 1 : 0));
  const last = new Map(byDay.map((payment, index) => [payment.paidOn, index]));
  for (const [index, payment] of byDay.entries()) {
    paid += BigInt(payment.amountMinor);
    // Payments and returns of one day count together, whichever comes first.
    if (last.get(payment.paidOn) === index && paid >= BigInt(invoice.totalMinor)) return payment.paidOn;
  }
  return null;
};

/** Halves up. */
const rounded = (sum: number, count: number): number => Math.floor((200 * sum + count) / (2 * count)) / 100;

const figuresOf = (
  currency: string,
  invoices: ReadonlyArray<InvoiceFact>,
  paymentsOf: (invoice: InvoiceFact) => ReadonlyArray<PaymentFact>,
): Receivables => {
  const total = new MinorSum(currency);
  const days: Array<number> = [];
  let late = 0;
  for (const invoice of invoices) {
    total.add(invoice.totalMinor);
    const settled = settledOn(invoice, paymentsOf(invoice));
    if (settled === null) continue;
    days.push(daysBetween(invoice.issuedOn, settled));
    if (invoice.dueOn !== null && settled > invoice.dueOn) late++;
  }
  const sorted = Float64Array.from(days).toSorted();
  return {
    currency,
    invoices: invoices.length,
    totalMinor: safeMinor(total.minor),
    total: total.text,
    disputed: invoices.reduce((count, { disputed }) => count + (disputed ? 1 : 0), 0),
    settled: days.length,
    late,
    meanDaysToSettle:
      days.length === 0
        ? null
        : rounded(
            days.reduce((sum, each) => sum + each, 0),
            days.length,
          ),
    medianDaysToSettle: sorted[Math.floor(sorted.length / 2)] ?? null,
  };
};

/**
 * What became of invoices, per currency, from the documents that hold, in any order. An invoice is settled on
 * the day its payments (of its number and currency) come up to its total, and late when that is behind its due
 * date. Medians are `sorted[floor(n / 2)]`, as in all reports.
 */
export const receivables = (
  invoices: ReadonlyArray<InvoiceFact>,
  payments: ReadonlyArray<PaymentFact>,
): ReadonlyArray<Receivables> => {
  const paid = Map.groupBy(payments, (payment) => `${payment.currency} ${payment.invoiceNumber ?? ""}`);
  return [...Map.groupBy(invoices, ({ currency }) => currency)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, of]) =>
      figuresOf(currency, of, (invoice) => paid.get(`${currency} ${invoice.number}`) ?? []),
    );
};
