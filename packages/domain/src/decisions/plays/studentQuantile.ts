import { betaQuantile } from "../../statistics/betaQuantile.ts";

/** The value below which Student's t of so many degrees of freedom is with probability `p`, 0.5 to 1: by the beta distribution. */
export const studentQuantile = (p: number, degrees: number): number => {
  const x = betaQuantile(2 * (1 - p), degrees / 2, 0.5);
  return Math.sqrt((degrees * (1 - x)) / x);
};
