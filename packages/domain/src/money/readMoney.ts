import { currenciesOfSymbol, currencyOf, currencyOfSymbol } from "./Currency.ts";
import type { DecimalText } from "./DecimalText.ts";
import { toMinor } from "./Minor.ts";

export type ReadMoney =
  | { readonly ok: true; readonly minor: number; readonly currency: string }
  | { readonly ok: false; readonly reason: string };

const no = (reason: string): ReadMoney => ({ ok: false, reason });

/**
 * A figure as money. `currency` is the code the source says beside it, null where it says none: then the symbol
 * must be of one currency only. A symbol that contradicts the code is refused.
 */
export const readMoney = (figure: DecimalText, currency: string | null): ReadMoney => {
  const { symbol, decimal } = figure;
  const meant = symbol === null ? null : currenciesOfSymbol(symbol);
  if (meant !== null && meant.length === 0)
    return no(`has "${symbol}" beside it, which is no known currency`);
  if (currency === null) {
    if (symbol === null)
      return no('has no currency: name its column in the mapping, or say "currency": {"constant": "EUR"}');
    const own = currencyOfSymbol(symbol);
    if (own === null)
      return no(`may be in ${meant!.slice(0, 3).join(", ")} or others: say in the mapping which`);
    const minor = toMinor(decimal, own);
    return minor.ok ? { ok: true, minor: minor.minor, currency: own } : minor;
  }
  const known = currencyOf(currency);
  if (known === null) return no(`is in "${currency}", which is no currency of ISO 4217 such as EUR`);
  if (meant !== null && !meant.includes(known.code))
    return no(`has "${symbol}" beside it, but its currency is ${known.code}`);
  const minor = toMinor(decimal, known.code);
  return minor.ok ? { ok: true, minor: minor.minor, currency: known.code } : minor;
};
