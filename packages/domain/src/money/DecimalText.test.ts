import { describe, expect, it } from "vitest";
import { readDecimal } from "./DecimalText.ts";
import { type NumberFormat, plainNumbers } from "./NumberFormat.ts";

const german: NumberFormat = { decimal: ",", thousands: "." };
const english: NumberFormat = { decimal: ".", thousands: "," };
const swiss: NumberFormat = { decimal: ".", thousands: "'" };
const french: NumberFormat = { decimal: ",", thousands: "space" };
const read = (text: string, format: NumberFormat): string | null => {
  const result = readDecimal(text, format);
  return result.ok ? `${result.value.decimal}${result.value.symbol ?? ""}` : null;
};

describe("readDecimal", () => {
  it("reads by the declared format", () => {
    expect(read("1.234.567,80", german)).toBe("1234567.80");
    expect(read("1234567,8", german)).toBe("1234567.8");
    expect(read("1,234", english)).toBe("1234");
    expect(read("1,234", german)).toBe("1.234");
    expect(read("1'234.05", swiss)).toBe("1234.05");
    expect(read("1\u202f234,05", french)).toBe("1234.05");
    expect(read("1 234,05 €", french)).toBe("1234.05€");
    expect(read(".5", plainNumbers)).toBe("0.5");
    expect(read("007.00", plainNumbers)).toBe("7.00");
    expect(read("5.", plainNumbers)).toBe("5");
  });

  it("reads signs, parentheses, symbols and codes on either side", () => {
    for (const text of ["-12.50", "12.50-", "(12.50)", "\u221212.50", "- 12.50"])
      expect(read(text, english)).toBe("-12.50");
    for (const text of [
      "-£12.50",
      "£-12.50",
      "£12.50-",
      "(£12.50)",
      "12.50-£",
      "£ -12.50",
      "-12.50£",
      "-12.50 £",
    ])
      expect(read(text, english)).toBe("-12.50£");
    expect(read("EUR 1,000.00", english)).toBe("1000.00EUR");
    expect(read("1000 usd", english)).toBe("1000usd");
    expect(read("US$5", english)).toBe("5US$");
    expect(read("+5", english)).toBe("5");
    expect(read("-0.00", english)).toBe("0.00");
  });

  it("refuses what does not fit, with how to declare it", () => {
    for (const text of ["1,234", "1,234.56", "1.234,56", "1 234", "1'234"]) {
      const result = readDecimal(text, plainNumbers);
      expect(result.ok ? "" : result.reason).toContain('"numbers"');
    }
    for (const text of ["1.5", "12.34,5", "1.2345,0"]) expect(read(text, german)).toBe(null);
    expect(read("12,34,567", english)).toBe(null);
  });

  it("refuses what is no figure", () => {
    for (const text of [
      "",
      "-",
      "()",
      "£",
      "abc",
      "1e5",
      "0x10",
      "--5",
      "-5-",
      "(-5)",
      "£5€",
      "NaN",
      ".",
      "=1+1",
      "@5",
      "1/2",
      "9".repeat(65),
      "((5))",
    ])
      expect(read(text, english)).toBe(null);
  });
});
