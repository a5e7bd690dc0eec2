import { seededRandom } from "../seededRandom.ts";
import { describe, expect, it } from "vitest";
import { currencyCodes, currencyOf } from "./Currency.ts";
import { readDecimal } from "./DecimalText.ts";
import { formatDecimal } from "./formatDecimal.ts";
import { maxMinor } from "@rapport/contracts/Ledger";
import { minorText, MinorSum, toMinor } from "./Minor.ts";
import type { NumberFormat } from "./NumberFormat.ts";
import { readMoney } from "./readMoney.ts";

const formats: ReadonlyArray<NumberFormat> = ([".", ","] as const).flatMap((decimal) =>
  ([".", ",", "'", "space", "none"] as const)
    .filter((thousands) => thousands !== decimal)
    .map((thousands) => ({ decimal, thousands })),
);
const random = seededRandom(3);
const amounts = [0, 1, -1, 99, 100, -12_345, 1_000_000, maxMinor, -maxMinor];
const anyAmount = (): number =>
  random.chance(0.3)
    ? random.pick(amounts)
    : Math.trunc((random.next() - 0.5) * 10 ** random.int(1, 13)) || 0;

describe("money", () => {
  it("comes back from every format in every currency", () => {
    for (const code of currencyCodes)
      for (const format of formats) {
        const minor = anyAmount();
        const text = formatDecimal(minorText(minor, code), format);
        const read = readDecimal(text, format);
        expect(read.ok ? toMinor(read.value.decimal, code) : { text, read }).toEqual({ ok: true, minor });
      }
  });

  it("comes back with parentheses, trailing minus, symbols and codes", () => {
    for (const format of formats) {
      const minor = -Math.abs(anyAmount()) || -5;
      const text = formatDecimal(minorText(-minor, "EUR"), format);
      for (const written of [
        `(${text})`,
        `${text}-`,
        `€${text}-`,
        `(${text} €)`,
        `EUR -${text}`,
        `-${text} EUR`,
      ]) {
        const read = readDecimal(written, format);
        expect(read.ok ? readMoney(read.value, "EUR") : { written, read }).toEqual({
          ok: true,
          minor,
          currency: "EUR",
        });
      }
    }
  });

  it("has no, two, three and four decimals as ISO 4217 says", () => {
    const read = (decimal: string, code: string) => {
      const result = toMinor(decimal, code);
      return result.ok ? result.minor : result.reason;
    };
    expect(read("12", "JPY")).toBe(12);
    expect(read("12.00", "JPY")).toBe(12);
    expect(read("12.5", "JPY")).toBe("has 1 decimals; JPY has none");
    expect(read("0.001", "KWD")).toBe(1);
    expect(read("1.2345", "CLF")).toBe(12_345);
    expect(read("-1.500", "EUR")).toBe(-150);
    expect(read("1.505", "EUR")).toBe("has 3 decimals; EUR has 2");
    expect(read("0.20", "MGA")).toBe(20);
    expect(Object.is(read("-0.00", "EUR"), 0)).toBe(true);
    expect(read("100000000000.01", "EUR")).toBe("is larger than any amount that is kept");
    expect(read("1", "EURO")).toContain("ISO 4217");
    expect(minorText(5, "KWD")).toBe("0.005");
    expect(minorText(-5, "EUR")).toBe("-0.05");
  });

  it("takes its currency from code or symbol, and refuses what contradicts or may be several", () => {
    const read = (symbol: string | null, currency: string | null) => {
      const result = readMoney({ decimal: "5", symbol }, currency);
      return result.ok ? `${result.minor} ${result.currency}` : result.reason;
    };
    expect(read(null, "eur")).toBe("500 EUR");
    expect(read("€", null)).toBe("500 EUR");
    expect(read("£", null)).toBe("500 GBP");
    expect(read("$", "CAD")).toBe("500 CAD");
    expect(read("usd", null)).toBe("500 USD");
    expect(read("$", null)).toContain("or others");
    expect(read("€", "USD")).toContain('has "€" beside it');
    expect(read("EUR", "USD")).toContain('has "EUR" beside it');
    expect(read("xx", "USD")).toContain("no known currency");
    expect(read(null, null)).toContain("no currency");
    expect(read(null, "XYZ")).toContain("ISO 4217");
    expect(currencyOf(" gbp ")?.code).toBe("GBP");
  });

  it("adds up exactly, in any order, beyond what a double holds", () => {
    const minors = Array.from({ length: 500 }, anyAmount).concat([maxMinor, maxMinor, maxMinor, 1]);
    const sum = (values: ReadonlyArray<number>): bigint => {
      const total = new MinorSum("USD");
      for (const value of values) total.add(value);
      return total.minor;
    };
    const exact = minors.reduce((a, b) => a + BigInt(b), 0n);
    expect(sum(minors)).toBe(exact);
    expect(sum(random.shuffle(minors))).toBe(exact);
    const all = new MinorSum("USD");
    for (const value of minors) all.add(value);
    for (const value of random.shuffle(minors)) all.subtract(value);
    expect(all.text).toBe("0.00");
  });
});
