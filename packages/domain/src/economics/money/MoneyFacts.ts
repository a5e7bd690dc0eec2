import type { Contribution, HolderState } from "../Contribution.ts";
import type { EffortSettings } from "../effort/EffortMonth.ts";
import type { ExchangeRates } from "./ExchangeRates.ts";

/*
 * What the money book is derived from and what comes of it. Days are `YYYY-MM-DD`, amounts integer minor units of
 * the document's own currency; only posted documents, each in its current revision.
 */

/** What every document of the books says. `books` names connector and account: numbers are unique within them. */
interface Booked {
  readonly eventId: string;
  readonly books: string;
  readonly day: string;
  readonly state: HolderState;
  readonly party: string;
  readonly currency: string;
}

export interface Invoice extends Booked {
  readonly kind: "invoice";
  readonly number: string;
  /** Of several invoices of one number the one with the highest revision, then event id, is meant. */
  readonly revision: number;
  readonly dueOn: string | null;
  /** The period it is for, both days included. */
  readonly serviceFrom: string | null;
  readonly serviceTo: string | null;
  readonly netMinor: number;
  readonly totalMinor: number;
  /** The part of net that only passes through. */
  readonly passThroughMinor: number;
}
/** Positive amounts are what the client is credited. */
export interface CreditNote extends Booked {
  readonly kind: "credit_note";
  readonly invoiceNumber: string;
  readonly netMinor: number;
  readonly totalMinor: number;
}
/** Money that came in; negative when it went back. `invoiceNumber` "" on account. */
export interface Payment extends Booked {
  readonly kind: "payment";
  readonly invoiceNumber: string;
  readonly amountMinor: number;
}
/** `passThroughMinor`: the part of the amount that is billed on as it is. */
export interface Expense extends Booked {
  readonly kind: "expense";
  readonly amountMinor: number;
  readonly passThroughMinor: number;
}
export type MoneyDocument = Invoice | CreditNote | Payment | Expense;

/** Under what the documents are judged; both may differ between closed and open months. */
export interface MoneyTerms {
  readonly reportingCurrency: string;
  readonly ratesOn: (day: string) => ExchangeRates;
  readonly settingsOn: (day: string) => EffortSettings;
  /** UTC day on which it is derived: expectations are stated at the ends of months before it. */
  readonly today: string;
}

/** A contribution of the money book without what every one of a document says. */
export type MoneyAmounts = Pick<Contribution, "category"> &
  Partial<Pick<Contribution, "day" | "measured" | "costMinor" | "revenueMinor" | "cashMinor" | "ownMinor">>;
