import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { Month } from "../Months.ts";
import { Count, HolderState, Restatement } from "./head.ts";

/**
 * Documents in their own currency by the month of their day: invoices and credit notes net (these positive), payments
 * with tax, expenses without what is billed on; time in seconds; in the reporting currency the overhead shared out, the
 * revenue earned in the month and everything it cost.
 */
export const ReconciledMeasure = z.enum([
  "invoices",
  "pass_through",
  "credit_notes",
  "payments",
  "expenses",
  "time",
  "overhead",
  "revenue",
  "cost",
]);

const ReconciledLine = z.strictObject({
  measure: ReconciledMeasure,
  /** ISO 4217; "" for seconds. */
  currency: z.string(),
  parties: z.array(
    z.strictObject({
      state: HolderState,
      party: z.string(),
      /** The client's name, else the party, else the state. */
      name: z.string(),
      amount: z.number().int(),
      events: Count,
    }),
  ),
  /** The sum of the parties. */
  booked: z.number().int(),
  /** The sources' own total; null where only a part of the month is asked for and nothing but the whole is known. */
  control: z.number().int().nullable(),
  controlEvents: Count,
  /** booked − control; 0 is reconciled. */
  difference: z.number().int().nullable(),
});

const NamedDocument = z.strictObject({
  measure: ReconciledMeasure,
  currency: z.string(),
  eventId: z.string(),
  /** The number people know it by, else the source's own name of it. */
  name: z.string(),
  day: z.iso.date().nullable(),
  state: HolderState.nullable(),
  party: z.string(),
  booked: z.number().int(),
  control: z.number().int(),
  difference: z.number().int(),
  reason: z.enum(["no_exchange_rate", "not_in_books", "not_in_source", "amount_differs"]),
});

/** A month's books beside control totals from the raw facts; `documents` are those that make a difference. */
export const ReconciliationAnswer = z.strictObject({
  ...answerHead,
  month: Month,
  /** The last day counted: the month's, or the as-of day before it. */
  until: z.iso.date(),
  currency: z.string(),
  restatements: z.array(Restatement),
  lines: z.array(ReconciledLine),
  documents: z.array(NamedDocument),
});
export type ReconciliationAnswer = z.infer<typeof ReconciliationAnswer>;
