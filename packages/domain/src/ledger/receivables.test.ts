import { describe, expect, it } from "vitest";
import { seededRandom } from "../seededRandom.ts";
import { type InvoiceFact, type PaymentFact, receivables } from "./receivables.ts";

const invoice = (number: string, more: Partial<InvoiceFact> = {}): InvoiceFact => ({
  number,
  currency: "GBP",
  totalMinor: 100,
  issuedOn: "2026-01-01",
  dueOn: "2026-01-31",
  disputed: false,
  ...more,
});
const payment = (invoiceNumber: string | null, amountMinor: number, paidOn: string): PaymentFact => ({
  invoiceNumber,
  currency: "GBP",
  amountMinor,
  paidOn,
});

describe("receivables", () => {
  it("settle on the day the payments come up to the total", () => {
    const invoices = [
      invoice("whole"),
      invoice("parts", { disputed: true }),
      invoice("open"),
      invoice("due day", { dueOn: "2026-01-31" }),
      invoice("no due day", { dueOn: null }),
      invoice("returned and paid again"),
    ];
    const payments = [
      payment("whole", 100, "2026-01-11"),
      payment("parts", 60, "2026-01-20"),
      payment("parts", 40, "2026-02-10"),
      payment("open", 99, "2026-01-02"),
      payment("due day", 100, "2026-01-31"),
      payment("no due day", 120, "2026-05-01"),
      payment("returned and paid again", -100, "2026-01-05"),
      payment("returned and paid again", 100, "2026-01-05"),
      payment("returned and paid again", 100, "2026-02-01"),
      payment(null, 100, "2026-01-02"),
    ];
    const [figures] = receivables(invoices, payments);
    expect(figures).toEqual({
      currency: "GBP",
      invoices: 6,
      totalMinor: 600,
      total: "6.00",
      disputed: 1,
      settled: 5,
      late: 2,
      meanDaysToSettle: 46.2,
      medianDaysToSettle: 31,
    });
    const random = seededRandom(5);
    expect(receivables(random.shuffle(invoices), random.shuffle(payments))).toEqual([figures]);
  });

  it("keep currencies apart", () => {
    const invoices = [invoice("a"), invoice("a", { currency: "EUR" })];
    expect(receivables(invoices, [payment("a", 100, "2026-01-02")])).toMatchObject([
      { currency: "EUR", settled: 0, meanDaysToSettle: null, medianDaysToSettle: null },
      { currency: "GBP", settled: 1, meanDaysToSettle: 1 },
    ]);
  });
});
