import { daysBetween } from "@rapport/domain/economics/money/days";
import type { MoneyTerms } from "@rapport/domain/economics/money/MoneyFacts";
import { mostServiceDays } from "@rapport/domain/economics/money/recognise";
import { shareOf } from "@rapport/domain/economics/money/shares";
import { type ControlDocument, documentAmounts } from "@rapport/domain/economics/reconcile/ControlDocument";
import type { ControlAmount, Measure } from "@rapport/domain/economics/reconcile/Reconciliation";

/** The days that are reconciled, both included. */
export interface Days {
  readonly from: string;
  readonly until: string;
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/**
 * What of an amount spread over a document's service is earned in these days: two running shares, one taken off the
 * other.
 */
const earnedIn = (days: Days, document: ControlDocument, amount: number): number => {
  const { day, serviceFrom, serviceTo } = document;
  const served = serviceFrom === null || serviceTo === null ? 0 : daysBetween(serviceFrom, serviceTo) + 1;
  if (served < 1 || served > mostServiceDays || serviceFrom === null)
    return day >= days.from && day <= days.until ? amount : 0;
  const before = clamp(daysBetween(serviceFrom, days.from), 0, served);
  const after = clamp(daysBetween(serviceFrom, days.until) + 1, 0, served);
  return shareOf(amount, after, served) - shareOf(amount, before, served);
};

const revenueOf = (days: Days, document: ControlDocument, terms: MoneyTerms): number | null => {
  const { kind, day, currency, amount, passThroughMinor } = document;
  const convert = (minor: number) =>
    terms.ratesOn(day).convert(day, minor, currency, terms.reportingCurrency);
  const [net, passed] = [convert(amount), convert(passThroughMinor)];
  if (net === null || passed === null) return null;
  if (kind === "credit_note") return day >= days.from && day <= days.until ? -net : 0;
  return earnedIn(days, document, net) - earnedIn(days, document, passed);
};

/**
 * The control amounts of documents: in their own currency where their day is one of these, and in the reporting
 * currency what is earned in them. Overhead, which is shared out over a whole month, only when `whole`; without an
 * exchange rate in its own currency.
 */
export const controlAmounts = (
  documents: ReadonlyArray<ControlDocument>,
  days: Days,
  terms: MoneyTerms,
  whole: boolean,
): ReadonlyArray<ControlAmount> =>
  documents.flatMap((document) => {
    const { eventId, name, day, kind, currency, amount } = document;
    const amounts: Array<ControlAmount> = [];
    const add = (measure: Measure, of: string, value: number) => {
      if (value !== 0) amounts.push({ measure, currency: of, eventId, name, day, amount: value });
    };
    if (kind !== "overhead" && day >= days.from && day <= days.until)
      for (const [measure, value] of documentAmounts(document)) add(measure, currency, value);
    if (kind === "invoice" || kind === "credit_note")
      add("revenue", terms.reportingCurrency, revenueOf(days, document, terms) ?? 0);
    if (kind === "overhead" && whole) {
      const converted = terms.ratesOn(day).convert(day, amount, currency, terms.reportingCurrency);
      add("overhead", converted === null ? currency : terms.reportingCurrency, converted ?? amount);
    }
    return amounts;
  });

/**
 * What expenses and overhead of these days cost, reporting currency; what has no rate costs nothing here, as in the
 * books.
 */
export const documentCosts = (
  documents: ReadonlyArray<ControlDocument>,
  days: Days,
  terms: MoneyTerms,
): number =>
  documents.reduce((sum, { kind, day, currency, amount, passThroughMinor }) => {
    if ((kind !== "expense" && kind !== "overhead") || day < days.from || day > days.until) return sum;
    const rates = terms.ratesOn(day);
    return sum + (rates.convert(day, amount - passThroughMinor, currency, terms.reportingCurrency) ?? 0);
  }, 0);
