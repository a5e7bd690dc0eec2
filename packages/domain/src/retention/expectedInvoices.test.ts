import { assert, describe, it } from "@effect/vitest";
import { expectedInvoices } from "./expectedInvoices.ts";
import { invoicedMonths, monthNumber, monthOf } from "./invoiceMonths.ts";

const every = (step: number, from: string, until: string, minor: number) =>
  Array.from({ length: Math.floor((monthNumber(until) - monthNumber(from)) / step) + 1 }, (_, n) => ({
    month: monthOf(monthNumber(from) + n * step),
    minor,
  }));

describe("months with an invoice", () => {
  it("are counted from the first one on, those of no worth left out", () => {
    const found = invoicedMonths(
      [
        { month: "2025-01", minor: 100 },
        { month: "2025-03", minor: 40 },
        { month: "2025-03", minor: 60 },
        { month: "2025-04", minor: 50 },
        { month: "2025-04", minor: -50 },
        { month: "2025-07", minor: 10 },
      ],
      "2025-06",
    );
    assert.deepStrictEqual(found, {
      history: { active: 1, lastActive: 2, opportunities: 5 },
      valuesMinor: [100, 100],
      first: "2025-01",
      last: "2025-03",
    });
    assert.isNull(invoicedMonths([{ month: "2025-07", minor: 10 }], "2025-06"));
    assert.strictEqual(monthOf(monthNumber("2025-12") + 1), "2026-01");
  });
});

describe("expected invoices", () => {
  const client = (party: string, invoices: ReadonlyArray<{ month: string; minor: number }>) => ({
    party,
    invoiced: invoicedMonths(invoices, "2025-12")!,
  });
  const [monthly, seldom, gone, fresh] = expectedInvoices(
    [
      client("monthly", every(1, "2024-01", "2025-12", 1_000_00)),
      client("seldom", every(4, "2024-01", "2025-12", 2_000_00)),
      client("gone", every(1, "2024-01", "2025-02", 1_000_00)),
      client("fresh", every(1, "2025-12", "2025-12", 500_00)),
    ],
    "2025-12",
  );
  it("of one invoiced every month come next month, near its usual value", () => {
    assert.strictEqual(monthly?.likelyBy, "2026-01");
    assert.isAbove(monthly!.chance3, 0.95);
    assert.isAbove(monthly!.expected12Minor, 8_000_00);
    assert.isAtMost(monthly!.expected12Minor, 12 * monthly!.monthValueMinor);
  });
  it("of one with pauses come later, and a pause is not an end", () => {
    assert.isAbove(seldom!.chance3, 0.3);
    assert.isAbove(monthNumber(seldom!.likelyBy!), monthNumber("2026-01"));
    assert.isAbove(seldom!.monthValueMinor, monthly!.monthValueMinor);
  });
  it("of one that was there every month and has not been for ten, hardly ever", () => {
    assert.strictEqual(gone?.monthsSince, 10);
    assert.isBelow(gone!.chance3, 0.05);
    assert.isNull(gone!.likelyBy);
    assert.isBelow(gone!.expected12Minor, 500_00);
  });
  it("of a new one are what others are like", () => {
    assert.strictEqual(fresh?.months, 1);
    assert.isAbove(fresh!.chance3, 0.4);
    assert.isAbove(fresh!.monthValueMinor, 500_00);
  });
  it("of nobody are none", () => assert.deepStrictEqual(expectedInvoices([], "2025-12"), []));
});
