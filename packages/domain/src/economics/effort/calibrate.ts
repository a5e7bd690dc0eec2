import type { Calibration } from "./EffortMonth.ts";

/** Logged on communication and estimated (raw) of one client in one closed month, seconds. */
export interface ClientMonth {
  readonly loggedSeconds: number;
  readonly estimatedSeconds: number;
}

/** Of less than this nothing can be told: half an hour estimated. */
const leastEstimatedSeconds = 1800;
/** How far one client-month is from the firm's factor before anything was seen, and how many months that is worth. */
const spreadBefore = { sd: 0.35, worth: 4 };
/** 80 % of a normal distribution lie within so many standard deviations. */
export const eightyPercent = 1.2816;

const micro = (value: number): number => Math.round(value * 1_000_000);

/** Drawn to what is to be expected before anything was seen, by the weight of so many client-months. */
const shrunkVariance = (variance: number, count: number): number => {
  const seen = Math.max(0, count - 1);
  return (spreadBefore.worth * spreadBefore.sd ** 2 + seen * variance) / (spreadBefore.worth + seen);
};

/** Of values in order, the one that a share of them does not exceed; between two of them in proportion. */
const quantileOf = (sorted: ReadonlyArray<number>, share: number): number => {
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return below + (above - below) * (at - Math.floor(at));
};

/**
 * The factor estimates are multiplied by, from client-months that have both logged and estimated time:
 * ln(logged / estimated) ~ N(μ, σ²) with μ ~ N(0, priorSd²); κ = exp(posterior mean of μ), rounded to a thousandth.
 * σ is that of the data. The spread of one client-month is what eight of ten of them are within, as so many standard
 * deviations of a normal variable: a few months that are far out would widen it for all. Both are drawn to 0.35 by the
 * weight of four client-months. Without any it is κ = 1 and the prior. The order of the client-months changes nothing.
 */
export const calibrate = (months: ReadonlyArray<ClientMonth>, priorSd: number): Calibration => {
  // Sums of floating point depend on the order, so there is one.
  const ratios = months
    .filter(
      ({ loggedSeconds, estimatedSeconds }) => loggedSeconds > 0 && estimatedSeconds >= leastEstimatedSeconds,
    )
    .map(({ loggedSeconds, estimatedSeconds }) => Math.log(loggedSeconds / estimatedSeconds))
    .toSorted((a, b) => a - b);
  const count = ratios.length;
  const sum = ratios.reduce((a, b) => a + b, 0);
  const squares = ratios.reduce((total, ratio) => total + (ratio - sum / count) ** 2, 0);
  const variance = shrunkVariance(squares / Math.max(1, count - 1), count);
  const precision = count / variance + (priorSd > 0 ? 1 / priorSd ** 2 : Number.MAX_VALUE);
  const middle = sum / variance / precision;
  const distances = ratios.map((ratio) => Math.abs(ratio - middle)).toSorted((a, b) => a - b);
  const spread = quantileOf(distances, 0.8) / eightyPercent;
  return {
    factorMicro: Math.round(Math.exp(middle) * 1000) * 1000,
    sdMicro: micro(Math.sqrt(1 / precision)),
    spreadMicro: micro(Math.sqrt(shrunkVariance(spread ** 2, count))),
    clientMonths: count,
  };
};

/** What was worked on communication beyond what was logged for it, seconds: κ × estimated − logged, signed. */
export const shadowSeconds = (
  { loggedSeconds, estimatedSeconds }: ClientMonth,
  { factorMicro }: Pick<Calibration, "factorMicro">,
): number => Math.round((estimatedSeconds * factorMicro) / 1_000_000) - loggedSeconds;

/** The 80 % interval of the communication of one client-month, seconds: exp(ln κ ± 1.2816 √(σ² + sd²)) × estimated. */
export const predictionInterval = (
  estimatedSeconds: number,
  { factorMicro, sdMicro, spreadMicro }: Calibration,
): { readonly lowSeconds: number; readonly highSeconds: number } => {
  const width = Math.exp((eightyPercent * Math.hypot(sdMicro, spreadMicro)) / 1_000_000);
  const middle = (estimatedSeconds * factorMicro) / 1_000_000;
  return { lowSeconds: Math.round(middle / width), highSeconds: Math.round(middle * width) };
};
