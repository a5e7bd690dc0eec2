/** Integer sums over messages that carry tone, in thousandths of the scale from -1 to 1. */
export interface ToneSums {
  readonly messages: number;
  readonly sum: number;
  readonly squareSum: number;
  /** Of the messages' own standard errors. */
  readonly errorSquareSum: number;
}

export interface ToneEstimate {
  readonly messages: number;
  /** Mean from -1 to 1 and its 95 % interval; null while there are too few messages to say. */
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Below this many messages with tone there is no figure: word lists are near chance on single messages. */
export const toneMinimumMessages = 10;

const round3 = (x: number): number => Math.round(x * 1000) / 1000;

/**
 * Mean tone with its 95 % interval. The standard error adds the spread between messages (sample variance) and
 * the mean of the messages' own error variances: se² = (s² + e²) / n. Wider than either alone on purpose: the
 * errors of one word list on one client's way of writing are not independent.
 */
export const toneEstimate = (sums: ToneSums): ToneEstimate => {
  const n = sums.messages;
  if (n < toneMinimumMessages) return { messages: n, mean: null, low: null, high: null };
  const mean = sums.sum / n;
  const spread = Math.max(0, (sums.squareSum - (sums.sum * sums.sum) / n) / (n - 1));
  const error = 1.96 * Math.sqrt((spread + sums.errorSquareSum / n) / n);
  return {
    messages: n,
    mean: round3(mean / 1000),
    low: round3(Math.max(-1000, mean - error) / 1000),
    high: round3(Math.min(1000, mean + error) / 1000),
  };
};
