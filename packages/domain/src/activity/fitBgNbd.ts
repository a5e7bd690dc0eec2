import { type BgNbdKind, type BgNbdModel, logLikelihood } from "./BgNbd.ts";
import { fitParameters } from "./fitParameters.ts";
import { type LogNormalPrior, priorSd } from "./logNormalPrior.ts";
import { type Pattern, patternsOf } from "./patterns.ts";
import { type PurchaseHistory, purchaseKey } from "./PurchaseHistory.ts";

/** What is believed before any data, times in weeks: r 1, α 8 weeks, a .6, b 2 (design 04 §1.4). */
export const bgNbdPriorMiddle: ReadonlyArray<number> = [1, 8, 0.6, 2];

export interface FittedBgNbd {
  readonly model: BgNbdModel;
  /** Without the constant of gaps for k above 1 (`gapConstant`). */
  readonly logLikelihood: number;
  readonly evaluations: number;
}

/** Equal histories, merged. */
export const purchasePatterns = (
  histories: Iterable<PurchaseHistory>,
): ReadonlyArray<Pattern<PurchaseHistory>> => patternsOf(histories, purchaseKey);

/**
 * Fits a model of the BG/NBD family to patterns of histories, times in weeks. With no `prior` given it is that of design
 * 04 §1.4, as wide as the number of clients asks for (maximum a posteriori); null is maximum likelihood, which degenerates
 * for two of three firms of 20 clients.
 */
export const fitBgNbd = (
  patterns: ReadonlyArray<Pattern<PurchaseHistory>>,
  { afterFirst, k }: BgNbdKind,
  prior?: LogNormalPrior | null,
): FittedBgNbd => {
  const clients = patterns.reduce((sum, { count }) => sum + count, 0);
  const used = prior === undefined ? { around: bgNbdPriorMiddle, sd: priorSd(clients) } : prior;
  const asModel = ([r, alpha, a, b]: ReadonlyArray<number>): BgNbdModel => ({
    afterFirst,
    k,
    r: r!,
    alpha: alpha!,
    a: a!,
    b: b!,
  });
  const { values, ...rest } = fitParameters(
    (values) => {
      const model = asModel(values);
      return patterns.reduce((sum, { history, count }) => sum + count * logLikelihood(model, history), 0);
    },
    bgNbdPriorMiddle,
    used,
  );
  return { model: asModel(values), ...rest };
};
