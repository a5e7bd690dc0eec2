import type { CreditNote, Invoice, MoneyTerms, Payment } from "./MoneyFacts.ts";

/** An invoice with what was paid and credited on it, both in order of day, then event id. */
export interface Receivable {
  readonly invoice: Invoice;
  readonly payments: ReadonlyArray<Payment>;
  readonly credits: ReadonlyArray<CreditNote>;
}

/** A day on which what is open of an invoice changes, by minor units of the invoice's currency. */
interface Settling {
  readonly day: string;
  readonly minor: number;
}

/**
 * What comes off an invoice, in its own currency and in order of day: payments and credit notes on it. One in
 * another currency at its own day's rate; where there is no rate it takes nothing off.
 */
const settlings = ({ invoice, payments, credits }: Receivable, terms: MoneyTerms): ReadonlyArray<Settling> =>
  [
    ...payments.map(({ day, currency, amountMinor }) => ({ day, currency, minor: amountMinor })),
    ...credits.map(({ day, currency, totalMinor }) => ({ day, currency, minor: totalMinor })),
  ]
    .map(({ day, currency, minor }) => ({
      day,
      minor: terms.ratesOn(day).convert(day, minor, currency, invoice.currency) ?? 0,
    }))
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));

/**
 * What is open of an invoice at the end of a day, minor units of its currency with tax: asked for days in their
 * order. Never below 0: what was paid too much is owed by us.
 */
export const openOn = (receivable: Receivable, terms: MoneyTerms): ((day: string) => number) => {
  const rest = settlings(receivable, terms);
  let open = receivable.invoice.totalMinor;
  let next = 0;
  return (day) => {
    for (; next < rest.length && rest[next]!.day <= day; next++) open -= rest[next]!.minor;
    return Math.max(0, open);
  };
};

const inOrder = <A extends { readonly day: string; readonly eventId: string }>(of: ReadonlyArray<A>) =>
  of.toSorted((a, b) => (a.day === b.day ? (a.eventId < b.eventId ? -1 : 1) : a.day < b.day ? -1 : 1));

const isMeant = (a: Invoice, b: Invoice): boolean =>
  a.revision === b.revision ? a.eventId > b.eventId : a.revision > b.revision;

/** Payments and credit notes under the invoice whose number they name, and those that name none that there is. */
export interface Receivables {
  readonly receivables: ReadonlyArray<Receivable>;
  readonly payments: ReadonlyArray<Payment>;
  readonly credits: ReadonlyArray<CreditNote>;
}

/** Puts together what belongs to one invoice, by its number within its books; everything in order of event id. */
export const receivablesOf = (
  invoices: ReadonlyArray<Invoice>,
  payments: ReadonlyArray<Payment>,
  credits: ReadonlyArray<CreditNote>,
): Receivables => {
  const meant = new Map<string, Invoice>();
  for (const invoice of invoices) {
    const name = `${invoice.books} ${invoice.number}`;
    const other = meant.get(name);
    if (invoice.number !== "" && (other === undefined || isMeant(invoice, other))) meant.set(name, invoice);
  }
  const ofInvoice = (document: Payment | CreditNote): Invoice | null =>
    document.invoiceNumber === "" ? null : (meant.get(`${document.books} ${document.invoiceNumber}`) ?? null);
  const paid = Map.groupBy(payments, ofInvoice);
  const credited = Map.groupBy(credits, ofInvoice);
  return {
    receivables: invoices
      .toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1))
      .map((invoice) => ({
        invoice,
        payments: inOrder(paid.get(invoice) ?? []),
        credits: inOrder(credited.get(invoice) ?? []),
      })),
    payments: inOrder(paid.get(null) ?? []),
    credits: inOrder(credited.get(null) ?? []),
  };
};
