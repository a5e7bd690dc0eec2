import type { HolderState } from "../Contribution.ts";

/**
 * What is reconciled: documents in their own currency, by the month of their day, invoices and credit notes net
 * (these positive), payments with tax, expenses without what is billed on as it is; time in seconds; and in the
 * reporting currency the overhead that was shared out, the revenue that is earned in the month and everything that it
 * cost.
 */
export const measures = [
  "invoices",
  "pass_through",
  "credit_notes",
  "payments",
  "expenses",
  "time",
  "overhead",
  "revenue",
  "cost",
] as const;
export type Measure = (typeof measures)[number];

/** What the source says of one document, taken from the facts without directory, views or books. */
export interface ControlAmount {
  readonly measure: Measure;
  /** ISO 4217; "" for seconds. */
  readonly currency: string;
  readonly eventId: string;
  /** The number people know it by, else the source's own name of it. */
  readonly name: string;
  readonly day: string;
  /** Minor units, or seconds. */
  readonly amount: number;
}

/** What the books say of one event: for whom it counts, and how much. */
export interface BookedAmount {
  readonly measure: Measure;
  readonly currency: string;
  readonly eventId: string;
  readonly state: HolderState;
  readonly party: string;
  readonly amount: number;
}

/** One party's part of a line. `state` and `party` as in contributions. */
export interface PartyAmount {
  readonly state: HolderState;
  readonly party: string;
  readonly amount: number;
  readonly events: number;
}

/** A measure in one currency: everybody it counts for, beside the control total. */
export interface ReconciledLine {
  readonly measure: Measure;
  readonly currency: string;
  /** Clients first, then by party; organisations, unattributed, internal and unused among them. */
  readonly parties: ReadonlyArray<PartyAmount>;
  /** The sum of the parties. */
  readonly booked: number;
  /** Null where only a part of the month is asked for and nothing but the whole is known. */
  readonly control: number | null;
  readonly controlEvents: number;
  /** booked − control; 0 is reconciled. */
  readonly difference: number | null;
}

/**
 * Why a document differs: no rate makes its amount one of the reporting currency; the books were derived before it
 * came; they hold it although it was replaced, withdrawn or moved; or they hold another amount.
 */
export type Reason = "no_exchange_rate" | "not_in_books" | "not_in_source" | "amount_differs";

/**
 * A document that makes a difference. `booked` 0 where the books do not have it, `control` where the source has not.
 */
export interface NamedDocument {
  readonly measure: Measure;
  readonly currency: string;
  readonly eventId: string;
  readonly name: string;
  readonly day: string | null;
  readonly state: HolderState | null;
  readonly party: string;
  readonly booked: number;
  readonly control: number;
  readonly difference: number;
  readonly reason: Reason;
}

export interface Reconciliation {
  /** `2026-10`. */
  readonly month: string;
  /** The last day that is counted: the month's, or the as-of day before it. */
  readonly until: string;
  readonly reportingCurrency: string;
  readonly lines: ReadonlyArray<ReconciledLine>;
  /** Every document that makes a difference, none where all lines agree. */
  readonly documents: ReadonlyArray<NamedDocument>;
}
