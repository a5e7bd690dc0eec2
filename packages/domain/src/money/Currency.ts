import * as currencies from "dinero.js/bigint/currencies";
import type { DineroCurrency } from "dinero.js";

/** A currency of ISO 4217 as dinero.js wants it: `exponent` is the number of its decimals. */
export type Currency = DineroCurrency<bigint>;

const isCurrency = (value: unknown): value is Currency =>
  typeof value === "object" && value !== null && "code" in value && "exponent" in value;

/**
 * The currencies of ISO 4217 by their code. Ariary and ouguiya are divided by five, which dinero.js says and the
 * standard does not: it books them with two decimals, and so do accounts.
 */
const byCode: ReadonlyMap<string, Currency> = new Map(
  Object.values(currencies)
    .filter(isCurrency)
    .map((currency) => [
      currency.code,
      { ...currency, base: 10n, exponent: currency.base === 5n ? 2n : currency.exponent },
    ]),
);

/** The currency of a code in whatever case; null for what ISO 4217 does not list. */
export const currencyOf = (code: string): Currency | null => byCode.get(code.trim().toUpperCase()) ?? null;

/** All codes, in the order of the alphabet. */
export const currencyCodes: ReadonlyArray<string> = [...byCode.keys()].toSorted();

const dollars =
  "USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD ARS BRL CLP COP CUP DOP MXN NIO UYU".split(
    " ",
  );

/** The symbols that stand for one currency, or for several: then it must be said which. */
const symbols: ReadonlyMap<string, ReadonlyArray<string>> = new Map([
  ["£", ["GBP", "EGP", "FKP", "GIP", "LBP", "SHP", "SSP", "SYP", "SDG"]],
  ["€", ["EUR"]],
  ["$", dollars],
  ["¥", ["JPY", "CNY"]],
  ["₹", ["INR"]],
  ["₩", ["KRW", "KPW"]],
  ["₺", ["TRY"]],
  ["₽", ["RUB"]],
  ["₴", ["UAH"]],
  ["₪", ["ILS"]],
  ["₫", ["VND"]],
  ["₱", ["PHP"]],
  ["₦", ["NGN"]],
  ["₡", ["CRC"]],
  ["฿", ["THB"]],
  ["A$", ["AUD"]],
  ["AU$", ["AUD"]],
  ["C$", ["CAD"]],
  ["CA$", ["CAD"]],
  ["HK$", ["HKD"]],
  ["NZ$", ["NZD"]],
  ["S$", ["SGD"]],
  ["US$", ["USD"]],
  ["R$", ["BRL"]],
  ["kr", ["DKK", "NOK", "SEK", "ISK"]],
  ["zł", ["PLN"]],
  ["Kč", ["CZK"]],
  ["Ft", ["HUF"]],
]);

/**
 * The currencies that what stands beside a figure may mean: one for a code or `€`, several for `$`, none for
 * what is neither a code nor a known symbol.
 */
export const currenciesOfSymbol = (symbol: string): ReadonlyArray<string> => {
  const code = currencyOf(symbol)?.code;
  return code === undefined ? (symbols.get(symbol) ?? []) : [code];
};

/** The one currency a symbol means by itself: `€`, `US$`, a code; null where it may be several. `£` is sterling. */
export const currencyOfSymbol = (symbol: string): string | null => {
  const meant = currenciesOfSymbol(symbol);
  return symbol === "£" ? "GBP" : meant.length === 1 ? meant[0]! : null;
};
