import { z } from "zod";
import { Document } from "./Document.ts";
import { Count, envelope, Moment, Party } from "./Envelope.ts";

/**
 * The largest amount of one document: 100 billion in a currency of cents. So bounded, sums of many documents
 * stay exact where they are added up: below 2^63 in the warehouse, below 2^53 in JSON.
 */
export const maxMinor = 10_000_000_000_000;
/** Integer minor units of the currency beside it (ISO 4217: cents, yen, fils). */
export const Minor = z.number().int().min(-maxMinor).max(maxMinor);
export const Currency = z.string().regex(/^[A-Z]{3}$/);
/** A day from 1900 to 2299 as `YYYY-MM-DD`. */
export const IsoDay = z.iso
  .date()
  .refine((day) => day >= "1900-01-01" && day <= "2299-12-31", "not a day from 1900 to 2299");
const Label = z.string().min(1).max(255);

/** `draft` and `void` documents are in the history and in no total. */
export const PostingStatus = z.enum(["draft", "posted", "void"]);
export type PostingStatus = z.infer<typeof PostingStatus>;

/**
 * `occurredAt` is the document's day at 00:00 UTC (of time entries their start, where it is known).
 * `parties`, here and below: whom it belongs to, most specific first (`project:…`, `billing:…`, `email:…`,
 * `domain:…`); the first that the directory knows decides. `members`: who of us did it.
 */
const ledgerEvent = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({
    ...envelope,
    type: z.literal(type),
    version: z.literal(1),
    data: z.strictObject({ document: Document, status: PostingStatus, ...shape }),
  });

const billed = {
  number: Label,
  issuedOn: IsoDay,
  currency: Currency,
  netMinor: Minor,
  taxMinor: Minor,
  /** `netMinor + taxMinor`. */
  totalMinor: Minor,
};

export const InvoiceIssuedV1 = ledgerEvent("invoice.issued", {
  ...billed,
  dueOn: IsoDay.nullable(),
  /** The part of net that only passes through (media, licences, travel). */
  passThroughMinor: Minor,
  /** The period it is for, both days included; null where the source does not say. */
  serviceFrom: IsoDay.nullable(),
  serviceTo: IsoDay.nullable(),
  disputed: z.boolean(),
});
/** Money that came in; negative when it went back. `invoiceNumber` null for a payment on account. */
export const InvoicePaidV1 = ledgerEvent("invoice.paid", {
  invoiceNumber: Label.nullable(),
  paidOn: IsoDay,
  currency: Currency,
  amountMinor: Minor,
});
/** Positive amounts are what the client is credited. */
export const CreditNoteIssuedV1 = ledgerEvent("credit_note.issued", {
  ...billed,
  invoiceNumber: Label.nullable(),
});
/** What we spent on a client; `passThrough` when it is billed on as it is. */
export const ExpenseLoggedV1 = ledgerEvent("expense.logged", {
  spentOn: IsoDay,
  category: Label.nullable(),
  currency: Currency,
  amountMinor: Minor,
  passThrough: z.boolean(),
  billable: z.boolean(),
});
/** Costs of a month that belong to no client. `month` is its first day. */
export const OverheadRecordedV1 = ledgerEvent("overhead.recorded", {
  month: IsoDay,
  category: Label.nullable(),
  currency: Currency,
  amountMinor: Minor,
});
export const TimeLoggedV1 = ledgerEvent("time.logged", {
  workedOn: IsoDay,
  startedAt: Moment.nullable(),
  endedAt: Moment.nullable(),
  durationSeconds: z.number().int(),
  /** Null where the source does not say. */
  billable: z.boolean().nullable(),
  activity: Label.nullable(),
  ticket: z.string().max(512).nullable(),
});
/** The loaded cost of an hour of a role band, or of one member, from a day on. */
export const CostRateSetV1 = ledgerEvent("cost_rate.set", {
  band: Label.nullable(),
  member: Party.nullable(),
  validFrom: IsoDay,
  currency: Currency,
  hourlyMinor: Minor,
});
/** One `from` is `rate` `to` on that day; `rate` is a decimal, exact. */
export const FxRateSetV1 = ledgerEvent("fx_rate.set", {
  on: IsoDay,
  from: Currency,
  to: Currency,
  rate: z.string().regex(/^\d{1,9}(\.\d{1,12})?$/),
});

const contract = {
  contract: Label,
  startsOn: IsoDay,
  /** Last day; null when open-ended. */
  endsOn: IsoDay.nullable(),
  renewsOn: IsoDay.nullable(),
  currency: Currency.nullable(),
  feeMinor: Minor.nullable(),
  feePer: z.enum(["month", "quarter", "year", "once"]).nullable(),
  retainerMinutesPerMonth: Count.nullable(),
  hourlyMinor: Minor.nullable(),
  noticeDays: Count.nullable(),
};
/** The whole contract as it stands; the type says what this version changed: first seen, its end put off or lifted, anything else, over. */
export const ContractStartedV1 = ledgerEvent("contract.started", contract);
export const ContractRenewedV1 = ledgerEvent("contract.renewed", contract);
export const ContractChangedV1 = ledgerEvent("contract.changed", contract);
export const ContractEndedV1 = ledgerEvent("contract.ended", contract);

export const LedgerEvent = z.discriminatedUnion("type", [
  InvoiceIssuedV1,
  InvoicePaidV1,
  CreditNoteIssuedV1,
  ExpenseLoggedV1,
  OverheadRecordedV1,
  TimeLoggedV1,
  CostRateSetV1,
  FxRateSetV1,
  ContractStartedV1,
  ContractRenewedV1,
  ContractChangedV1,
  ContractEndedV1,
]);
export type LedgerEvent = z.infer<typeof LedgerEvent>;
