/** a × b ÷ c of integers, c > 0, to the nearest integer, halves away from zero; exact at any size. */
export const mulDivRound = (a: number, b: number, c: number): number => {
  const product = a * b;
  if (!Number.isSafeInteger(product) || !Number.isSafeInteger(2 * c)) return bigMulDivRound(a, b, c);
  const rest = product % c;
  const whole = (product - rest) / c;
  return 2 * Math.abs(rest) >= c ? whole + Math.sign(rest) : whole;
};

const bigMulDivRound = (a: number, b: number, c: number): number => {
  const product = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const size = product < 0n ? -product : product;
  const rounded = Number((2n * size + divisor) / (2n * divisor));
  return product < 0n ? -rounded : rounded;
};

/**
 * Splits an integer in proportion to weights (integers ≥ 0) by largest remainder: the parts add to `total` exactly,
 * each within one of its exact share. Of equal remainders the earlier comes first, so the order of the weights must be
 * a fixed one. A negative total is split as its mirror image. Without any weight nothing can be split: all zeros.
 */
export const apportion = (total: number, weights: ReadonlyArray<number>): ReadonlyArray<number> => {
  if (weights.length === 1 && weights[0]! > 0) return [total];
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0 || total === 0) return weights.map(() => 0);
  if (total < 0) return apportion(-total, weights).map((part) => (part === 0 ? 0 : -part));
  const parts: Array<number> = [];
  const rests: Array<{ readonly index: number; readonly rest: number }> = [];
  let given = 0;
  weights.forEach((weight, index) => {
    const { whole, rest } = divide(total, weight, sum);
    parts.push(whole);
    rests.push({ index, rest });
    given += whole;
  });
  if (given === total) return parts;
  rests.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (let i = 0; i < total - given; i++) parts[rests[i]!.index]! += 1;
  return parts;
};

/** total × weight ÷ sum, whole and rest, exact at any size. */
const divide = (total: number, weight: number, sum: number): { whole: number; rest: number } => {
  const product = total * weight;
  if (Number.isSafeInteger(product)) {
    const rest = product % sum;
    return { whole: (product - rest) / sum, rest };
  }
  const big = BigInt(total) * BigInt(weight);
  return { whole: Number(big / BigInt(sum)), rest: Number(big % BigInt(sum)) };
};

/** Splits an integer into `parts` even ones by cumulative rounding: they add to it exactly and differ by one at most. */
export const spreadEvenly = (total: number, parts: number): ReadonlyArray<number> => {
  const ends = Array.from({ length: parts }, (_, i) => mulDivRound(total, i + 1, parts));
  return ends.map((end, i) => end - (i === 0 ? 0 : ends[i - 1]!));
};
