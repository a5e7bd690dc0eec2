/**
 * What is believed of positive parameters before any data: log-normal around `around`, apart from each other, with one
 * standard deviation on the log scale for all.
 */
export interface LogNormalPrior {
  readonly around: ReadonlyArray<number>;
  readonly sd: number;
}

/** Where there are few clients the prior is narrow (design 04 §1.4): maximum likelihood degenerates for 2 of 3 firms of 20. */
export const priorSd = (clients: number): number => (clients < 200 ? 0.5 : 1);

/** ln of the prior's density without its constant, of logarithms of parameters. */
export const logPrior = (prior: LogNormalPrior | null, logParameters: ReadonlyArray<number>): number =>
  prior === null
    ? 0
    : logParameters.reduce(
        (sum, value, i) => sum - ((value - Math.log(prior.around[i]!)) / prior.sd) ** 2 / 2,
        0,
      );
