import { type ActivityHistory, type BgBbParameters, logLikelihood } from "./BgBb.ts";
import { fitParameters } from "./fitParameters.ts";
import { type LogNormalPrior, priorSd } from "./logNormalPrior.ts";
import { type Pattern, patternsOf } from "./patterns.ts";

/**
 * What is believed of active weeks before a firm's own data: clients in touch in most weeks, some in few, and about one
 * in five leaving within a year. Judgement, as wide as design 04 §1.4 found best.
 */
export const bgBbPrior: BgBbParameters = { alpha: 1.2, beta: 0.8, gamma: 0.5, delta: 100 };

export interface FittedBgBb {
  readonly parameters: BgBbParameters;
  readonly logLikelihood: number;
  readonly evaluations: number;
}

const asParameters = ([alpha, beta, gamma, delta]: ReadonlyArray<number>): BgBbParameters => ({
  alpha: alpha!,
  beta: beta!,
  gamma: gamma!,
  delta: delta!,
});

/** Equal histories of clients, merged. */
export const activityPatterns = (
  histories: Iterable<ActivityHistory>,
): ReadonlyArray<Pattern<ActivityHistory>> =>
  patternsOf(
    histories,
    ({ active, lastActive, opportunities }) => `${active},${lastActive},${opportunities}`,
  );

/**
 * Fits a BG/BB to patterns of histories. With no `prior` given it is that of active weeks, as wide as the number of clients
 * asks for (maximum a posteriori); null is maximum likelihood, for long and many histories alone. Without clients it is the
 * prior's middle.
 */
export const fitBgBb = (
  patterns: ReadonlyArray<Pattern<ActivityHistory>>,
  prior?: LogNormalPrior | null,
): FittedBgBb => {
  const clients = patterns.reduce((sum, { count }) => sum + count, 0);
  const around = [bgBbPrior.alpha, bgBbPrior.beta, bgBbPrior.gamma, bgBbPrior.delta];
  const used = prior === undefined ? { around, sd: priorSd(clients) } : prior;
  const likelihoodOf = (values: ReadonlyArray<number>): number => {
    const at = asParameters(values);
    return patterns.reduce((sum, { history, count }) => sum + count * logLikelihood(at, history), 0);
  };
  const start = used === null ? [1, 1, 1, 1] : used.around;
  const { values, ...rest } = fitParameters(likelihoodOf, start, used);
  return { parameters: asParameters(values), ...rest };
};
