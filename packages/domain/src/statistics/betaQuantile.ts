import quantile from "@stdlib/stats-base-dists-beta-quantile";

/** The value below which a beta variable of shapes `a` and `b` is with probability `p`. */
export const betaQuantile = (p: number, a: number, b: number): number => quantile(p, a, b);
