const termLimit = 1_000_000;

/**
 * Gauss's 2F1(a, b; c; z) by its series, to about 1e-14 relative, for |z| < 1 and c no integer below 1: the use that
 * purchase models make of it (design 04 §1.1). Takes about 36 / −ln|z| terms. NaN for |z| ≥ 1 and where the
 * series does not end within a million terms.
 */
export const hypergeometric = (a: number, b: number, c: number, z: number): number => {
  if (Math.abs(z) >= 1) return Number.NaN;
  let term = 1;
  let sum = 1;
  for (let n = 0; n < termLimit; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (Math.abs(term) < 1e-15 * Math.abs(sum)) return sum;
  }
  return Number.NaN;
};
