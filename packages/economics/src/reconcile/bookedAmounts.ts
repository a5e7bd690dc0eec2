import type { BookedAmount, Measure } from "@rapport/domain/economics/reconcile/Reconciliation";
import type { BookedSum } from "./readBooked.ts";

/** As what a document counts in its own currency, and with which sign. */
const documentMeasures: Readonly<Partial<Record<BookedSum["category"], readonly [Measure, 1 | -1]>>> = {
  invoice: ["invoices", 1],
  pass_through: ["pass_through", -1],
  credit_note: ["credit_notes", -1],
  payment: ["payments", 1],
  expense: ["expenses", 1],
};
const revenue: ReadonlySet<string> = new Set(["invoice", "pass_through", "credit_note"]);

/** What the books hold, by what it is compared as; see `Measure`. */
export const bookedAmounts = (
  sums: ReadonlyArray<BookedSum>,
  reportingCurrency: string,
): ReadonlyArray<BookedAmount> =>
  sums.flatMap((sum) => {
    const { eventId, state, party } = sum;
    const amounts: Array<BookedAmount> = [];
    const add = (measure: Measure, currency: string, amount: number) =>
      amounts.push({ measure, currency, eventId, state, party, amount });
    const own = documentMeasures[sum.category];
    if (own !== undefined && sum.bookedInDays) add(own[0], sum.currency, own[1] * sum.ownMinor || 0);
    if (revenue.has(sum.category) && sum.revenueMinor !== 0)
      add("revenue", reportingCurrency, sum.revenueMinor);
    if (sum.category === "time") add("time", "", sum.seconds);
    if (sum.category === "overhead" && sum.costMinor !== 0) add("overhead", reportingCurrency, sum.costMinor);
    return amounts;
  });
