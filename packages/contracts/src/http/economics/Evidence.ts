import { z } from "zod";
import { Source } from "../../Envelope.ts";
import { Count, economicsHead, HolderState, Minor } from "./head.ts";

/** Figures that come apart into contributions, each by the name it has elsewhere, without its unit. */
export const evidenceMetrics = [
  "contribution",
  "revenue",
  "invoiced",
  "credited",
  "pass_through",
  "cash",
  "cost",
  "labour",
  "overhead",
  "unused_capacity",
  "expenses",
  "expected_loss",
  "late_payment",
  "effort",
  "measured",
  "estimated",
  "logged",
  "meeting",
  "ticket",
  "mail",
  "interruption",
  "unused",
  "unconverted",
] as const;
export type EvidenceMetric = (typeof evidenceMetrics)[number];

/** What one event adds to the figure on one day. */
export const EvidenceItem = z.strictObject({
  day: z.iso.date(),
  /** What kind of effort, cost or money, as `contribution` has it. */
  category: z.string(),
  /** From a time entry or a document of the books; false for what a time equation or an expectation gave. */
  measured: z.boolean(),
  /** Signed, in the answer's unit. */
  amount: z.number().int(),
  /** Null for unused capacity, which is what is left of all events. */
  eventId: z.string().nullable(),
  /** Null where the event is not there any more, or there is none. */
  type: z.string().nullable(),
  occurredAt: z.iso.datetime().nullable(),
  messageId: z.string().nullable(),
  ticket: z.string().nullable(),
  /** Of invoices and credit notes; of payments the invoice's. */
  number: z.string().nullable(),
  /** The source's own name of the document: ticket event, occurrence, invoice, time entry. */
  document: z.string().nullable(),
  /** The document's own currency and its part in it, before conversion; null for effort. */
  own: z.strictObject({ currency: z.string(), amountMinor: Minor }).nullable(),
  /** Where the event stands in its sources. */
  sources: z.array(Source),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

/** What contributions of one kind add to the figure over all pages. */
export const EvidenceCategory = z.strictObject({
  category: z.string(),
  measured: z.boolean(),
  items: Count,
  amount: z.number().int(),
});
export type EvidenceCategory = z.infer<typeof EvidenceCategory>;

/** The contributions that a figure is the sum of, by day, event and category. The items of all pages add to `sum`. */
export const EvidencePage = z.strictObject({
  ...economicsHead,
  client: z.strictObject({ id: z.string(), name: z.string(), state: HolderState }),
  metric: z.enum(evidenceMetrics),
  /** `minor`: minor units of `currency`; `own_minor`: of each item's own. */
  unit: z.enum(["seconds", "minor", "own_minor"]),
  /** The figure itself; null for `own_minor`, where currencies do not add. */
  sum: z.number().int().nullable(),
  /** Items over all pages. */
  total: Count,
  /** The figure by kind, the largest amounts first: they add to `sum`, their items to `total`. */
  categories: z.array(EvidenceCategory),
  items: z.array(EvidenceItem),
  nextCursor: z.string().nullable(),
});
export type EvidencePage = z.infer<typeof EvidencePage>;
