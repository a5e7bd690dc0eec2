import { nelderMead } from "../statistics/nelderMead.ts";
import { type LogNormalPrior, logPrior } from "./logNormalPrior.ts";

export interface FittedParameters {
  readonly values: ReadonlyArray<number>;
  /** Without the prior. */
  readonly logLikelihood: number;
  readonly evaluations: number;
}

/** Parameters beyond these are of a likelihood that has no top. */
const widestLog = 15;

/**
 * Positive parameters of the greatest posterior (without a prior: likelihood): Nelder and Mead in their logarithms, begun
 * again where it ended. `logLikelihood` gets the parameters themselves.
 */
export const fitParameters = (
  logLikelihood: (values: ReadonlyArray<number>) => number,
  start: ReadonlyArray<number>,
  prior: LogNormalPrior | null,
): FittedParameters => {
  const loss = (logs: ReadonlyArray<number>): number =>
    logs.some((value) => Math.abs(value) > widestLog)
      ? Infinity
      : -logLikelihood(logs.map(Math.exp)) - logPrior(prior, logs);
  const first = nelderMead(loss, start.map(Math.log), { step: 0.5, tolerance: 1e-6 });
  const second = nelderMead(loss, first.at, { step: 0.1, tolerance: 1e-9 });
  const values = second.at.map(Math.exp);
  return {
    values,
    logLikelihood: logLikelihood(values),
    evaluations: first.evaluations + second.evaluations,
  };
};
