/** What stands for a client on a whale curve: an amount, integer minor units, of whatever sign. */
export interface Amount {
  readonly party: string;
  readonly minor: number;
}

export interface WhalePoint extends Amount {
  /** From 1; clients of one amount stand in the order of their ids and share no rank. */
  readonly rank: number;
  readonly cumulativeMinor: number;
  /** Of the number of clients, millionths. */
  readonly clientsMicro: number;
  /** Of the total, millionths, rounded, halves away from 0; null where the total is not above 0 and would mislead. */
  readonly cumulativeMicro: number | null;
}

export interface WhaleCurve {
  readonly points: ReadonlyArray<WhalePoint>;
  readonly totalMinor: number;
  /** The highest point, the first of equals; null without clients, or where even the best of them loses. */
  readonly peak: WhalePoint | null;
}

const million = 1_000_000;

/** `part / whole` in millionths, halves away from 0; `whole` above 0. */
export const micro = (part: number, whole: number): number => {
  const size = BigInt(Math.abs(part)) * BigInt(2 * million);
  const share = Number((size + BigInt(whole)) / (BigInt(whole) * 2n));
  return part < 0 ? -share || 0 : share;
};

/** The order of whale curves: the most first, equal amounts by their ids. */
export const byAmount = (a: Amount, b: Amount): number =>
  a.minor === b.minor ? (a.party < b.party ? -1 : 1) : b.minor - a.minor;

/**
 * The whale curve: clients from the most to the least, their amounts cumulated. It ends at the total, and its peak
 * shows what the total would be without those who cost more than they bring (Kaplan and Narayanan 2001).
 */
export const whaleCurve = (amounts: ReadonlyArray<Amount>): WhaleCurve => {
  const totalMinor = amounts.reduce((sum, { minor }) => sum + minor, 0);
  let cumulativeMinor = 0;
  const points = amounts.toSorted(byAmount).map(({ party, minor }, n): WhalePoint => {
    cumulativeMinor += minor;
    const clientsMicro = micro(n + 1, amounts.length);
    const cumulativeMicro = totalMinor > 0 ? micro(cumulativeMinor, totalMinor) : null;
    return { party, minor, rank: n + 1, cumulativeMinor, clientsMicro, cumulativeMicro };
  });
  let peak: WhalePoint | null = null;
  for (const point of points) if (point.cumulativeMinor > (peak?.cumulativeMinor ?? 0)) peak = point;
  return { points, totalMinor, peak };
};
