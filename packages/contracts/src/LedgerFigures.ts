import { z } from "zod";
import { Currency, PostingStatus } from "./Ledger.ts";

const Count = z.number().int().nonnegative();
const MinorOrNull = z.number().int().nullable();
const DecimalOrNull = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .nullable();

/** What the books hold. */
export const LedgerKind = z.enum([
  "invoice",
  "payment",
  "credit_note",
  "expense",
  "overhead",
  "time",
  "contract",
  "cost_rate",
  "fx_rate",
]);
export type LedgerKind = z.infer<typeof LedgerKind>;

/**
 * Control totals of one kind, status and currency. `sum` is exact decimal text, `sumMinor` the same in minor units
 * (null beyond what a JSON number holds): the total with tax of invoices and credit notes, the amount of
 * payments, expenses and overhead, the fee of contracts, the hourly cost of rates. Null where there is no money:
 * time and exchange rates, and contracts without a currency.
 */
export const ControlTotal = z.strictObject({
  kind: LedgerKind,
  status: PostingStatus,
  currency: Currency.nullable(),
  count: Count,
  sumMinor: MinorOrNull,
  sum: DecimalOrNull,
  /** Of invoices and credit notes, without tax. */
  netMinor: MinorOrNull,
  net: DecimalOrNull,
  /** Of time. */
  seconds: z.number().int().nullable(),
  billableSeconds: z.number().int().nullable(),
});
export type ControlTotal = z.infer<typeof ControlTotal>;

/** What became of the posted invoices in one currency. Days are whole days between dates. */
export const Receivables = z.strictObject({
  currency: Currency,
  invoices: Count,
  totalMinor: MinorOrNull,
  total: DecimalOrNull,
  disputed: Count,
  /** Those whose payments came up to their total. */
  settled: Count,
  /** Settled behind their due date. */
  late: Count,
  /** From issue to the payment that settled it, over `settled`; two decimals; null without any. */
  meanDaysToSettle: z.number().nullable(),
  medianDaysToSettle: z.number().nullable(),
});
export type Receivables = z.infer<typeof Receivables>;

/** Rows that could not be understood, by the kind their file was taken for, and how much of that could be read. */
export const UnreadableTotal = z.strictObject({
  kind: LedgerKind.nullable(),
  /** Null where the row says no amount that can be read. */
  currency: Currency.nullable(),
  count: Count,
  sumMinor: MinorOrNull,
  sum: DecimalOrNull,
});
export type UnreadableTotal = z.infer<typeof UnreadableTotal>;

/**
 * What exports of the books hold, in figures: documents as they stand after everything was read once, whatever
 * the order of the files, a later row of one document in place of an earlier one.
 * `rows = understood + skipped + unreadable rows`.
 */
export const LedgerFigures = z.strictObject({
  files: Count,
  /** Rows of tables and entries of JSON, headers and empty lines left out. */
  rows: Count,
  understood: Count,
  /** Those the mapping passes over, such as totals. */
  skipped: Count,
  /** Distinct documents; one row may hold two, an invoice and its payment. */
  documents: Count,
  /** In the order of kind, status, currency. */
  totals: z.array(ControlTotal),
  receivables: z.array(Receivables),
  /** Items that could not be read: rows, and files as a whole. */
  unreadable: Count,
  unreadableTotals: z.array(UnreadableTotal),
});
export type LedgerFigures = z.infer<typeof LedgerFigures>;
