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

/**
 * The factor estimates are multiplied by, from client-months that have both logged and estimated time:
 * ln(logged / estimated) ~ N(μ, σ²) with μ ~ N(0, priorSd²); κ = exp(posterior mean of μ), rounded to a thousandth.
 * σ is that of the data, drawn to 0.35 by the weight of four client-months. Without any it is κ = 1 and the prior.
 * The order of the client-months changes nothing.
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
  const mean = count === 0 ? 0 : sum / count;
  const squares = ratios.reduce((total, ratio) => total + (ratio - mean) ** 2, 0);
  const variance =
    (spreadBefore.worth * spreadBefore.sd ** 2 + squares) / (spreadBefore.worth + Math.max(0, count - 1));
  const precision = count / variance + (priorSd > 0 ? 1 / priorSd ** 2 : Number.MAX_VALUE);
  return {
    factorMicro: Math.round(Math.exp(sum / variance / precision) * 1000) * 1000,
    sdMicro: micro(Math.sqrt(1 / precision)),
    spreadMicro: micro(Math.sqrt(variance)),
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
