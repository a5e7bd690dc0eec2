import { assert, describe, it } from "@effect/vitest";
import { ExchangeRates } from "@rapport/domain/economics/money/ExchangeRates";
import type { CreditNote, Invoice, MoneyTerms, Payment } from "@rapport/domain/economics/money/MoneyFacts";
import { addInvoice, type InvoiceWeek } from "./invoicesOfWeeks.ts";
import { mondayOf, weekOf } from "./weekNumbers.ts";

const rates = new ExchangeRates([{ id: "r", on: "2024-01-01", from: "EUR", to: "GBP", rate: "0.5" }]);
const terms: MoneyTerms = {
  reportingCurrency: "GBP",
  ratesOn: () => rates,
  settingsOn: () => new Map(),
  today: "2024-12-31",
};
const booked = { eventId: "", books: "b", state: "client", party: "c", currency: "GBP" } as const;
const invoice = (day: string, dueOn: string | null, over: Partial<Invoice> = {}): Invoice => ({
  ...booked,
  kind: "invoice",
  day,
  number: "1",
  revision: 1,
  dueOn,
  serviceFrom: null,
  serviceTo: null,
  netMinor: 100,
  totalMinor: 100,
  passThroughMinor: 0,
  ...over,
});
const paid = (day: string, amountMinor: number): Payment => ({
  ...booked,
  kind: "payment",
  day,
  invoiceNumber: "1",
  amountMinor,
});
const credited = (day: string, totalMinor: number): CreditNote => ({
  ...booked,
  kind: "credit_note",
  day,
  invoiceNumber: "1",
  netMinor: totalMinor,
  totalMinor,
});

/** By Monday: issued, settled, late, open, overdue; up to the week of 12 February. */
const weeksOf = (of: Invoice, payments: ReadonlyArray<Payment>, credits: ReadonlyArray<CreditNote> = []) => {
  const weeks = new Map<number, InvoiceWeek>();
  const weekAt = (week: number): InvoiceWeek => {
    const row = weeks.get(week) ?? {
      invoicesIssued: 0,
      invoicesSettled: 0,
      invoicesLate: 0,
      overdueMinor: 0,
      openMinor: 0,
    };
    weeks.set(week, row);
    return row;
  };
  addInvoice({ invoice: of, payments, credits }, terms, weekOf("2024-02-12"), weekAt);
  return [...weeks]
    .toSorted(([a], [b]) => a - b)
    .map(([week, row]) => [
      mondayOf(week).slice(5),
      row.invoicesIssued,
      row.invoicesSettled,
      row.invoicesLate,
      row.openMinor,
      row.overdueMinor,
    ]);
};

describe("invoices week by week", () => {
  it("are in time when they are paid whole by the due day, in parts or by credit", () => {
    const parts = [paid("2024-01-10", 40), paid("2024-01-25", 50)];
    assert.deepStrictEqual(
      weeksOf(invoice("2024-01-09", "2024-01-25"), parts, [credited("2024-01-24", 10)]),
      [
        ["01-08", 1, 0, 0, 60, 0],
        ["01-15", 0, 0, 0, 60, 0],
        ["01-22", 0, 1, 0, 0, 0],
      ],
    );
  });

  it("are known to be late when the due day is over, and stay overdue until they are paid", () => {
    assert.deepStrictEqual(weeksOf(invoice("2024-01-09", "2024-01-21"), [paid("2024-02-07", 100)]), [
      ["01-08", 1, 0, 0, 100, 0],
      ["01-15", 0, 1, 1, 100, 100],
      ["01-22", 0, 0, 0, 100, 100],
      ["01-29", 0, 0, 0, 100, 100],
    ]);
  });

  it("without a due day are never late; what came back is open again", () => {
    const back = [paid("2024-01-16", 100), paid("2024-01-30", -100)];
    assert.deepStrictEqual(weeksOf(invoice("2024-01-09", null), back), [
      ["01-08", 1, 0, 0, 100, 0],
      ["01-15", 0, 1, 0, 0, 0],
      ["01-29", 0, 0, 0, 100, 0],
      ["02-05", 0, 0, 0, 100, 0],
      ["02-12", 0, 0, 0, 100, 0],
    ]);
  });

  it("count in the reporting currency by the rate of their day; without a rate they have no amount", () => {
    const of = (currency: string) => weeksOf(invoice("2024-02-12", null, { currency }), []);
    assert.deepStrictEqual(of("EUR"), [["02-12", 1, 0, 0, 50, 0]]);
    assert.deepStrictEqual(of("XAF"), [["02-12", 1, 0, 0, 0, 0]]);
  });

  it("that nothing was asked for on are settled at once", () => {
    assert.deepStrictEqual(weeksOf(invoice("2024-02-12", "2024-02-13", { totalMinor: 0 }), []), [
      ["02-12", 1, 1, 0, 0, 0],
    ]);
  });
});
