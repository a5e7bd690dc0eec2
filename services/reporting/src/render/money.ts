import { formatDecimal } from "@rapport/domain/money/formatDecimal";
import { currencyOf } from "@rapport/domain/money/Currency";
import { minorText } from "@rapport/domain/money/Minor";

/** Minor units as an exact decimal of their currency: `-1234.50`; as they are where no table knows the currency. */
export const moneyDecimal = (minor: number, currency: string): string =>
  currencyOf(currency) === null ? String(minor) : minorText(minor, currency);

/** Money as people read it: `GBP 1,234.50`, `-GBP 12.00`. */
export const moneyText = (minor: number, currency: string): string => {
  const decimal = formatDecimal(moneyDecimal(Math.abs(minor), currency), { decimal: ".", thousands: "," });
  const unit = currencyOf(currency) === null ? `${currency} (minor units)` : currency;
  return `${minor < 0 ? "-" : ""}${unit} ${decimal}`;
};

/** Each currency for itself; amounts of nothing are left out. */
export const moneyTextList = <M extends { readonly currency: string }>(
  money: ReadonlyArray<M>,
  minorOf: (figures: M) => number,
): ReadonlyArray<string> =>
  money
    .filter((figures) => minorOf(figures) !== 0)
    .map((figures) => moneyText(minorOf(figures), figures.currency));

/** The same in one line: `GBP 1,200.00, EUR 50.00`. */
export const moneyTexts = <M extends { readonly currency: string }>(
  money: ReadonlyArray<M>,
  minorOf: (figures: M) => number,
): string => moneyTextList(money, minorOf).join(", ");
