import type { Chance } from "./ClientCase.ts";

/** Half the width of an 80 % interval, in standard deviations. */
const z80 = 1.2816;
/** Standard deviation, in log-odds, of a client's risk where no score says anything. */
const unknownSd = 1;
const least = 1e-6;

export const logit = (p: number): number => {
  const inside = Math.min(1 - least, Math.max(least, p));
  return Math.log(inside / (1 - inside));
};
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Where the log-odds of leaving within a quarter are believed to lie: from the score, else from the firm's own rate. */
export const riskBelief = (
  chance: Chance | null,
  quarterlyChurn: number,
): { readonly logOdds: number; readonly sd: number } =>
  chance === null
    ? { logOdds: logit(quarterlyChurn), sd: unknownSd }
    : {
        logOdds: logit(chance.chance),
        sd: Math.max(0, (logit(chance.high) - logit(chance.low)) / (2 * z80)),
      };

/** How much of quarter `t` (1 the first) comes after `quarters` have passed, 0 to 1. */
export const partAfter = (t: number, quarters: number): number => Math.min(1, Math.max(0, t - quarters));

/**
 * P(leaves in quarter t | a client before it), t = 1 …. A risk out of the usual goes back to the firm's own as quarters
 * pass, in log-odds by `persistence` each: contract windows and moods do not last for years.
 */
export const hazardPath = (
  logOdds: number,
  of: { readonly quarterlyChurn: number; readonly persistence: number; readonly quarters: number },
): Float64Array => {
  const usual = logit(of.quarterlyChurn);
  let beyond = logOdds - usual;
  return Float64Array.from({ length: of.quarters }, () => {
    const hazard = logistic(usual + beyond);
    beyond *= of.persistence;
    return hazard;
  });
};

/** How much of a change that lasts some quarters holds in quarter t, t = 1 …. */
export const lastingShares = (lasts: number, quarters: number): Float64Array =>
  Float64Array.from({ length: quarters }, (_, n) => 1 - partAfter(n + 1, lasts));

/**
 * P(still a client at the end of quarter t) = Π (1 − h), where each hazard is multiplied by `factor` as far as that
 * lasts.
 */
export const survivalPath = (hazards: Float64Array, factor: number, lasting: Float64Array): Float64Array => {
  let stays = 1;
  return hazards.map((hazard, n) => {
    stays *= 1 - Math.min(1, hazard * (1 + (factor - 1) * lasting[n]!));
    return stays;
  });
};
