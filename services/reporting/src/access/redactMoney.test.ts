import { assert, describe, it } from "@effect/vitest";
import { hiddenAmount, redactMoney } from "./redactMoney.ts";

describe("redactMoney", () => {
  it("leaves out amounts and shares of amounts, wherever they stand, and nothing else", () => {
    assert.deepStrictEqual(
      redactMoney({
        client: { name: "Acme", feeMinor: 120_000, effortSeconds: 7200 },
        money: [{ currency: "EUR", invoicedNetMinor: 1 }],
        marginPercent: 12.5,
        contributionBelowPercent: 40,
        revenueTrendPercent: -3,
        chancePercent: 8,
        messages: 12,
        nothing: null,
        known: true,
      }),
      {
        client: { name: "Acme", feeMinor: null, effortSeconds: 7200 },
        money: [{ currency: "EUR", invoicedNetMinor: null }],
        marginPercent: null,
        contributionBelowPercent: null,
        revenueTrendPercent: null,
        chancePercent: 8,
        messages: 12,
        nothing: null,
        known: true,
      },
    );
  });

  it("leaves what is counted in seconds, and hides the same names where they are money", () => {
    const of = (unit: string) => ({ unit, sum: 90, items: [{ amount: 90, own: { amountMinor: 5 } }] });
    assert.deepStrictEqual(redactMoney([of("seconds"), of("minor")]), [
      { unit: "seconds", sum: 90, items: [{ amount: 90, own: { amountMinor: null } }] },
      { unit: "minor", sum: null, items: [{ amount: null, own: { amountMinor: null } }] },
    ]);
  });

  it("leaves measures of no currency, and hides all numbers of one that has any", () => {
    const of = (currency: string | null) => ({ measure: "of", currency, total: 9, states: [{ amount: 9 }] });
    assert.deepStrictEqual(redactMoney([of(null), of("EUR")]), [
      of(null),
      { measure: "of", currency: "EUR", total: null, states: [{ amount: null }] },
    ]);
  });

  it("leaves amounts out of texts", () => {
    for (const amount of ["EUR -1,204.50", "EUR 1.2M", "€ 12", "1,204.50 USD", "£3k"])
      assert.strictEqual(redactMoney(`costs ${amount} more`), `costs ${hiddenAmount} more`, amount);
    for (const text of ["since 22 Nov 2026", "3 of 12 messages", "answers 2.1 times as late"])
      assert.strictEqual(redactMoney(text), text);
  });
});
