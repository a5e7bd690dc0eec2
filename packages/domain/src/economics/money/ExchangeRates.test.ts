import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seededRandom.ts";
import { type ExchangeRate, ExchangeRates } from "./ExchangeRates.ts";

const said = (
  on: string,
  from: string,
  to: string,
  rate: string,
  id = `${on}${from}${to}`,
): ExchangeRate => ({
  id,
  on,
  from,
  to,
  rate,
});
const rates = new ExchangeRates([
  said("2026-02-01", "EUR", "GBP", "0.86"),
  said("2026-01-01", "EUR", "GBP", "0.85"),
  said("2026-01-01", "GBP", "USD", "1.25"),
  said("2026-01-01", "EUR", "JPY", "160"),
]);

describe("ExchangeRates", () => {
  it("takes the last rate on or before the day, never a later one", () => {
    expect(rates.convert("2026-01-31", 10_000, "EUR", "GBP")).toBe(8_500);
    expect(rates.convert("2026-02-01", 10_000, "EUR", "GBP")).toBe(8_600);
    expect(rates.convert("2030-01-01", 10_000, "EUR", "GBP")).toBe(8_600);
    expect(rates.convert("2025-12-31", 10_000, "EUR", "GBP")).toBe(null);
  });

  it("goes the other way round, and over a common currency", () => {
    expect(rates.convert("2026-01-01", 12_500, "USD", "GBP")).toBe(10_000);
    // 16,000 yen = 100 euros = 85 pounds; yen have no minor units.
    expect(rates.convert("2026-01-31", 16_000, "JPY", "GBP")).toBe(8_500);
    expect(rates.convert("2026-01-31", 8_500, "GBP", "JPY")).toBe(16_000);
    // From dollars to yen two legs are missing a common currency.
    expect(rates.convert("2026-01-31", 1, "USD", "JPY")).toBe(null);
    expect(rates.convert("2026-01-31", 7, "CHF", "CHF")).toBe(7);
  });

  it("rounds once, halves away from 0", () => {
    const half = new ExchangeRates([said("2026-01-01", "EUR", "GBP", "0.5")]);
    expect([1, 3, -1, -3, 0].map((minor) => half.convert("2026-01-01", minor, "EUR", "GBP"))).toEqual([
      1, 2, -1, -2, 0,
    ]);
    // By hand: 1,000,000,000,000.01 × 0.123456789012 = 123,456,789,012.001…; a double is off by then.
    const fine = new ExchangeRates([said("2026-01-01", "EUR", "GBP", "0.123456789012")]);
    expect(fine.convert("2026-01-01", 100_000_000_000_001, "EUR", "GBP")).toBe(12_345_678_901_200);
  });

  it("prefers what was said later, whichever way round; on one day what is asked for", () => {
    const both = new ExchangeRates([
      said("2020-01-01", "USD", "GBP", "0.9"),
      said("2026-01-01", "GBP", "USD", "2"),
      said("2026-06-01", "GBP", "USD", "4"),
      said("2026-06-01", "USD", "GBP", "0.3"),
    ]);
    expect(both.convert("2025-12-31", 100, "USD", "GBP")).toBe(90);
    expect(both.convert("2026-01-01", 100, "USD", "GBP")).toBe(50);
    expect(both.convert("2026-06-01", 100, "USD", "GBP")).toBe(30);
    expect(both.convert("2026-06-01", 100, "GBP", "USD")).toBe(400);
  });

  it("takes of several common currencies the one whose older leg is the newest", () => {
    const many = new ExchangeRates([
      said("2020-01-01", "AAA", "EUR", "1"),
      said("2026-05-01", "EUR", "ZZZ", "2"),
      said("2026-01-01", "AAA", "USD", "1"),
      said("2026-01-01", "USD", "ZZZ", "3"),
    ]);
    expect(many.rateOn("2026-06-01", "AAA", "ZZZ")).toEqual({ over: 3n, under: 1n });
  });

  it("knows no rate of 0, and no amount beyond what is exact", () => {
    const odd = new ExchangeRates([
      said("2026-01-01", "EUR", "GBP", "0.000"),
      said("2026-01-01", "USD", "GBP", "999999999"),
    ]);
    expect(odd.convert("2026-01-01", 100, "EUR", "GBP")).toBe(null);
    expect(odd.convert("2026-01-01", 10_000_000_000_000, "USD", "GBP")).toBe(null);
  });

  it("is the same in whatever order it was told, also when a day was told twice", () => {
    const all = [
      said("2026-01-01", "EUR", "GBP", "0.85", "a"),
      said("2026-01-01", "EUR", "GBP", "0.87", "b"),
      said("2026-01-05", "EUR", "GBP", "0.9", "c"),
      said("2026-01-01", "EUR", "JPY", "160", "d"),
      said("2026-01-01", "GBP", "CHF", "1.1", "e"),
      said("2026-01-01", "EUR", "CHF", "1.2", "f"),
    ];
    const random = seededRandom(5);
    const asked = (of: ExchangeRates) =>
      ["EUR GBP", "GBP JPY", "CHF JPY", "CHF EUR"].map((pair) => {
        const [from = "", to = ""] = pair.split(" ");
        return of.convert("2026-01-03", 123_457, from, to);
      });
    const expected = asked(new ExchangeRates(all));
    expect(expected[0]).toBe(Math.round(123_457 * 0.87));
    for (let i = 0; i < 20; i++) expect(asked(new ExchangeRates(random.shuffle(all)))).toEqual(expected);
  });
});
