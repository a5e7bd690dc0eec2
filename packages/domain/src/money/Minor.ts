import { add, dinero, subtract, toDecimal, toSnapshot, transformScale } from "dinero.js/bigint";
import { maxMinor } from "@rapport/contracts/Ledger";
import { currencyOf } from "./Currency.ts";

export type ReadMinor =
  | { readonly ok: true; readonly minor: number }
  | { readonly ok: false; readonly reason: string };

const shape = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * An exact decimal (`-1234.50`) as integer minor units of a currency. Decimals beyond the currency's own must be
 * zeros: nothing is rounded.
 */
export const toMinor = (decimal: string, code: string): ReadMinor => {
  const currency = currencyOf(code);
  if (currency === null) return { ok: false, reason: `is in ${code}, which is no currency of ISO 4217` };
  const match = shape.exec(decimal);
  if (match === null) return { ok: false, reason: "is not a figure" };
  const [, sign, whole, fraction = ""] = match;
  const scale = BigInt(fraction.length);
  const written = dinero({ amount: BigInt(`${whole}${fraction}`), currency, scale });
  const { amount } = toSnapshot(transformScale(written, currency.exponent));
  const exact = toSnapshot(transformScale(dinero({ amount, currency }), scale)).amount;
  if (scale > currency.exponent && exact !== BigInt(`${whole}${fraction}`)) {
    const decimals = currency.exponent === 0n ? "none" : currency.exponent;
    return { ok: false, reason: `has ${fraction.length} decimals; ${currency.code} has ${decimals}` };
  }
  if (amount > BigInt(maxMinor)) return { ok: false, reason: "is larger than any amount that is kept" };
  return { ok: true, minor: amount === 0n ? 0 : Number(sign === "-" ? -amount : amount) };
};

/** Minor units as decimal text with all decimals of the currency: `-1234.50`. */
export const minorText = (minor: number | bigint, code: string): string => {
  const currency = currencyOf(code);
  if (currency === null) throw new Error(`${code} is no currency of ISO 4217`);
  return toDecimal(dinero({ amount: BigInt(minor), currency }));
};

/** An exact sum of amounts of one currency, however many. */
export class MinorSum {
  #sum;

  constructor(code: string) {
    const currency = currencyOf(code);
    if (currency === null) throw new Error(`${code} is no currency of ISO 4217`);
    this.#sum = dinero({ amount: 0n, currency });
  }

  #of(minor: number) {
    return dinero({ amount: BigInt(minor), currency: toSnapshot(this.#sum).currency });
  }

  add(minor: number): void {
    this.#sum = add(this.#sum, this.#of(minor));
  }

  subtract(minor: number): void {
    this.#sum = subtract(this.#sum, this.#of(minor));
  }

  get minor(): bigint {
    return toSnapshot(this.#sum).amount;
  }

  /** Decimal text with all decimals of the currency. */
  get text(): string {
    return toDecimal(this.#sum);
  }
}
