/** A share of an amount, `part / whole` of it, rounded once, halves away from 0; exact for safe integers. */
export const shareOf = (amount: number, part: number, whole: number): number => {
  const over = BigInt(amount) * BigInt(part);
  const under = BigInt(whole);
  const negative = over < 0n !== under < 0n;
  const [top, bottom] = [over < 0n ? -over : over, under < 0n ? -under : under];
  const magnitude = Number((top * 2n + bottom) / (bottom * 2n));
  return negative && magnitude !== 0 ? -magnitude : magnitude;
};

/**
 * An amount in `count` even parts, each what its rounded running share adds, so that the parts sum to the amount
 * exactly and any first n of them to n / count of it, rounded.
 */
export const evenParts = (amount: number, count: number): ReadonlyArray<number> => {
  const [size, sign] = [Math.abs(amount), amount < 0 ? -1 : 1];
  const whole = Math.floor(size / count);
  const rest = size - whole * count;
  const parts: Array<number> = [];
  let before = 0;
  for (let n = 1; n <= count; n++) {
    // Twice the rest times the count stays far below 2^53 for as many days as there are.
    const running = Math.floor((2 * rest * n + count) / (2 * count));
    parts.push(sign * (whole + running - before) || 0);
    before = running;
  }
  return parts;
};
