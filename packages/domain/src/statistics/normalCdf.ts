/**
 * The chance that a standard normal variable is at most `x`, to about 1e-15: by the series of Marsaglia (2004) near 0
 * and the continued fraction of the tail beyond.
 */
export const normalCdf = (x: number): number => {
  if (x < 0) return upperTail(-x);
  return 1 - upperTail(x);
};

const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** For x ≥ 0. */
const upperTail = (x: number): number => {
  if (x > 38) return 0;
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let n = 3; sum + term !== sum || n < 5; n += 2) {
      term *= (x * x) / n;
      if (sum + term === sum) break;
      sum += term;
    }
    return 0.5 - sum * density(x);
  }
  let fraction = 0;
  for (let n = 200; n > 0; n--) fraction = n / (x + fraction);
  return density(x) / (x + fraction);
};

/** The chance of a value at least as far from 0 as `z`, on either side. */
export const twoSidedChance = (z: number): number => 2 * upperTail(Math.abs(z));
