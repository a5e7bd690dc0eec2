import betaln from "@stdlib/math-base-special-betaln";
import gammaln from "@stdlib/math-base-special-gammaln";

/** ln Γ(x). */
export const logGamma = (x: number): number => gammaln(x);

/** ln B(a, b), a and b above 0. */
export const logBeta = (a: number, b: number): number => betaln(a, b);

/** ln(eᵘ + eᵛ) without overflow; −∞ is a sum's nothing. */
export const logAddExp = (u: number, v: number): number => {
  const [most, least] = u > v ? [u, v] : [v, u];
  return most === -Infinity ? -Infinity : most + Math.log1p(Math.exp(least - most));
};

/** ln(eᵘ − eᵛ) for u ≥ v. */
export const logDiffExp = (u: number, v: number): number => u + Math.log(-Math.expm1(v - u));

/** ln Σ eᵘ; −∞ of none. */
export const logSumExp = (terms: ReadonlyArray<number>): number => {
  const most = terms.reduce((max, term) => Math.max(max, term), -Infinity);
  if (most === -Infinity) return -Infinity;
  return most + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - most), 0));
};

/** 1 / (1 + e⁻ˣ). */
export const logistic = (x: number): number => {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
};

/** ln(p / (1 − p)), p between 0 and 1. */
export const logit = (p: number): number => Math.log(p) - Math.log1p(-p);

/** ln(1 + eˣ). */
export const log1pExp = (x: number): number =>
  x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
