/**
 * What an event adds to a figure: the one grain of which every figure of effort, cost, revenue and contribution is a
 * sum. Integers throughout: seconds, and minor units of the reporting currency, rounded once, here, so that every sum
 * of contributions is exact in whatever order it is taken.
 */
export interface Contribution {
  /** UTC day on which it counts, `YYYY-MM-DD`. */
  readonly day: string;
  readonly state: HolderState;
  /** A client's id; of `organisation` and `unattributed` the party that no client claims; else "". */
  readonly party: string;
  readonly category: Category;
  /** From a time entry or a document of the books; false for what a time equation or an expectation gave. */
  readonly measured: boolean;
  /** The event it comes from; "" for unused capacity alone, which is what is left of all events. */
  readonly eventId: string;
  /** Role band of whose effort it is; "" where there is none or it is not known. */
  readonly band: string;
  /** Effort that this event owns: calibrated, and without what a time entry or meeting of the same person covers. */
  readonly seconds: number;
  /** The same effort by the time equation alone, before calibration and ownership; 0 for measured ones. */
  readonly rawSeconds: number;
  readonly costMinor: number;
  /** Recognised revenue: credit notes and what passes through are negative. */
  readonly revenueMinor: number;
  /** Money that came in, net of tax and of what passes through. */
  readonly cashMinor: number;
  /** The document's own currency and amount, before conversion; "" and 0 for effort. */
  readonly currency: string;
  readonly ownMinor: number;
}

/** Where effort and money belong. `unused` is capacity that no event took. */
export type HolderState = "client" | "organisation" | "unattributed" | "internal" | "unused";

/** Effort of people, measured and estimated. */
export const effortCategories = [
  "time",
  "meeting",
  "meeting_preparation",
  "meeting_follow_up",
  "meeting_cancelled",
  "meeting_moved",
  "ticket",
  "ticket_reassigned",
  "ticket_reopened",
  "ticket_escalated",
  "mail_written",
  "mail_read",
  "interruption",
] as const;
/** Costs without a person's minutes. `expense` is what we spent and nobody is billed for as it is. */
export const otherCostCategories = [
  "overhead",
  "unused_capacity",
  "expense",
  "expected_loss",
  "late_payment",
] as const;
export const revenueCategories = ["invoice", "credit_note", "pass_through"] as const;
export const cashCategories = ["payment"] as const;
/**
 * A document that no exchange rate makes an amount of the reporting currency: all amounts are 0 but `ownMinor`, so
 * that it is in no total and can be named. Of credit notes that is negative.
 */
export const unconvertedCategories = ["unconverted"] as const;

export const categories = [
  ...effortCategories,
  ...otherCostCategories,
  ...revenueCategories,
  ...cashCategories,
  ...unconvertedCategories,
] as const;
export type EffortCategory = (typeof effortCategories)[number];
export type Category = (typeof categories)[number];
