import { fitParameters } from "./fitParameters.ts";
import { type LogNormalPrior, priorSd } from "./logNormalPrior.ts";
import { logLikelihood, type ParetoNbdModel } from "./ParetoNbd.ts";
import type { Pattern } from "./patterns.ts";
import type { PurchaseHistory } from "./PurchaseHistory.ts";

/** What is believed before any data, times in weeks: as BG/NBD's, leaving at a rate of about 1 in 20 a week. */
export const paretoNbdPriorMiddle: ReadonlyArray<number> = [1, 8, 0.6, 12];

export interface FittedParetoNbd {
  readonly model: ParetoNbdModel;
  readonly logLikelihood: number;
  readonly evaluations: number;
}

const asModel = ([r, alpha, s, beta]: ReadonlyArray<number>): ParetoNbdModel => ({
  r: r!,
  alpha: alpha!,
  s: s!,
  beta: beta!,
});

/** Fits a Pareto/NBD to patterns of histories, times in weeks; `prior` as in `fitBgNbd`. */
export const fitParetoNbd = (
  patterns: ReadonlyArray<Pattern<PurchaseHistory>>,
  prior?: LogNormalPrior | null,
): FittedParetoNbd => {
  const clients = patterns.reduce((sum, { count }) => sum + count, 0);
  const { values, ...rest } = fitParameters(
    (values) => {
      const model = asModel(values);
      return patterns.reduce((sum, { history, count }) => sum + count * logLikelihood(model, history), 0);
    },
    paretoNbdPriorMiddle,
    prior === undefined ? { around: paretoNbdPriorMiddle, sd: priorSd(clients) } : prior,
  );
  return { model: asModel(values), ...rest };
};
