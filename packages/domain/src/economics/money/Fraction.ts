/** An exact quotient of integers; the denominator is above 0. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

export const fraction = (over: bigint | number, under: bigint | number = 1): Fraction => {
  const [top, bottom] = [BigInt(over), BigInt(under)];
  return bottom < 0n ? { over: -top, under: -bottom } : { over: top, under: bottom };
};

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A decimal as text (`-1.085`), exactly. Throws for what is none: texts are checked where they come in. */
export const decimalFraction = (text: string): Fraction => {
  const match = decimal.exec(text);
  if (match === null) throw new Error(`"${text}" is not a decimal`);
  const [, sign, whole = "", digits = ""] = match;
  const over = BigInt(`${whole}${digits}`);
  return { over: sign === "-" ? -over : over, under: 10n ** BigInt(digits.length) };
};

/** The product of all of them, of at least one. */
export const times = (...factors: ReadonlyArray<Fraction>): Fraction =>
  factors.reduce((product, { over, under }) => ({
    over: product.over * over,
    under: product.under * under,
  }));

/** Of a fraction other than 0. */
export const inverse = ({ over, under }: Fraction): Fraction => fraction(under, over);

/** The nearest integer, halves away from 0. */
export const rounded = ({ over, under }: Fraction): bigint => {
  const magnitude = ((over < 0n ? -over : over) * 2n + under) / (under * 2n);
  return over < 0n ? -magnitude : magnitude;
};

/** The same as a number; null beyond what a number holds exactly. */
export const roundedNumber = (of: Fraction): number | null => {
  const value = Number(rounded(of));
  return Number.isSafeInteger(value) ? value : null;
};
