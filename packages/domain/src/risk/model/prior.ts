import { logit } from "../../statistics/specialFunctions.ts";
import type { EffortSettings } from "../../economics/effort/EffortMonth.ts";
import { features } from "../features/featureDefinitions.ts";
import type { WeightPrior } from "../hazard/fitMapLogistic.ts";
import { terms } from "./ModelReader.ts";

/** Weeks from a score's origin within which notice is foretold. */
export const horizonWeeks = 13;

/** Chance of notice within the horizon where nothing else is known: about one client in six a year. Judgement. */
export const usualRate = 0.045;
/** How many client-periods that is worth. */
export const usualWorth = 20;

/** A rate drawn to what is usual. */
export const shrunkRate = (churns: number, periods: number): number =>
  (churns + usualWorth * usualRate) / (periods + usualWorth);

/** Bends are believed to be small: the straight line carries what is believed. */
const bendShare = 0.5;
const interceptSd = 0.5;
/** Clients from which the data may say more (design 04 §3.2). */
const manyClients = 1_000;

export interface TermPrior {
  readonly priorMean: number;
  readonly priorSd: number;
}

/** What is believed of signals that were released: that, or no more than of those that were not (setting `risk.prior`). */
export type Belief = "released" | "cautious";

/** As much as the release rule leaves a signal without a backtest over firms. */
const cautiousMean = 0.1;

/** By settings, what a fit believes before the data. */
export const beliefOf = (settings: EffortSettings): Belief =>
  settings.get("risk.prior") === "cautious" ? "cautious" : "released";

/** What is believed of each term before the data, with so many clients to learn from. */
export const termPriors = (clients: number, belief: Belief = "released"): ReadonlyArray<TermPrior> =>
  terms.map(({ feature, knot }) => {
    const { priorMean: told, priorSd, released, sign } = features[feature]!;
    const priorMean = released && belief === "cautious" ? sign * cautiousMean : told;
    const sd = clients < manyClients ? priorSd : 2 * priorSd;
    return knot < 0 ? { priorMean, priorSd: sd } : { priorMean: 0, priorSd: bendShare * sd };
  });

/** Log-odds at the network's mean of every feature for a rate over all clients, who differ by what is believed. */
export const interceptFor = (rate: number): number => logit(rate) - 0.25;

/**
 * The prior of intercept and slopes of stretches (see basis.ts), from that of the bends, which are apart from each other:
 * precision Tᵀ D T, where T takes slopes to bends.
 */
export const stretchPrior = (priors: ReadonlyArray<TermPrior>, rate: number): WeightPrior => {
  const size = terms.length + 1;
  const mean = new Float64Array(size);
  const precision = new Float64Array(size * size);
  mean[0] = interceptFor(rate);
  precision[0] = 1 / interceptSd ** 2;
  terms.forEach(({ knot }, j) => {
    const { priorMean, priorSd } = priors[j]!;
    const [at, last] = [j + 1, j];
    const sure = 1 / priorSd ** 2;
    mean[at] = priorMean + (knot < 0 ? 0 : mean[last]!);
    precision[at * size + at]! += sure;
    if (knot < 0) return;
    precision[last * size + last]! += sure;
    precision[at * size + last]! -= sure;
    precision[last * size + at]! -= sure;
  });
  return { mean, precision };
};
