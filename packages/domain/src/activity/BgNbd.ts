import { hypergeometric } from "../statistics/hypergeometric.ts";
import { log1pExp, logBeta, logGamma } from "../statistics/specialFunctions.ts";
import type { PurchaseHistory } from "./PurchaseHistory.ts";

/**
 * The family of BG/NBD: events come by each client's own rate, gamma(r, α) over clients, with Erlang-k gaps; it leaves for
 * good after an event with its own probability, beta(a, b).
 *
 * - `afterFirst` false, k 1: BG/NBD (Fader, Hardie and Lee 2005). A client without a repeat is always alive.
 * - `afterFirst` true, k 1: MBG/NBD (Batislam, Denizel and Filiztekin 2007): it may leave after the very first event.
 * - k above 1: (M)BG/CNBD-k (Platzer and Reutterer 2016), for gaps more regular than chance.
 *
 * Formulas of design 04 §1.1.
 */
export interface BgNbdModel {
  readonly afterFirst: boolean;
  /** Regularity: shape of the Erlang gaps. */
  readonly k: number;
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** BG/NBD and MBG/NBD: what `fitBgNbd` is told to fit. */
export type BgNbdKind = Pick<BgNbdModel, "afterFirst" | "k">;

/** The expectation's formula has a hole at a = 1. */
const beside1 = (a: number): number => (Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a);

/** ln Σ_{j<k} (r+kx)_j / j! · ((T−tx)/(α+T))ʲ: an Erlang gap has begun and is not yet through. 0 for k = 1. */
const logUnfinished = (model: BgNbdModel, { repeats, lastAt, watched }: PurchaseHistory): number => {
  const shape = model.r + model.k * repeats;
  const share = (watched - lastAt) / (model.alpha + watched);
  let term = 1;
  let sum = 1;
  for (let j = 1; j < model.k; j++) {
    term *= ((shape + j - 1) / j) * share;
    sum += term;
  }
  return Math.log(sum);
};

/** ln of the odds of having left after the last event, against the unfinished gap of one who is still there. */
const logLeft = (model: BgNbdModel, { repeats, lastAt, watched }: PurchaseHistory): number => {
  if (!model.afterFirst && repeats === 0) return -Infinity;
  const { r, k, alpha, a, b } = model;
  const before = b + repeats - 1 + (model.afterFirst ? 1 : 0);
  const shape = r + k * repeats;
  return Math.log(a) - Math.log(before) + shape * (Math.log(alpha + watched) - Math.log(alpha + lastAt));
};

/**
 * ln of the likelihood of a history. For k above 1 that of the gaps' places is left out, as it is the same for all
 * parameters: `gapConstant` adds it when different k are compared.
 */
export const logLikelihood = (model: BgNbdModel, history: PurchaseHistory): number => {
  const { r, k, alpha, a, b } = model;
  const { repeats: x, watched } = history;
  const shape = r + k * x;
  const leaves = model.afterFirst ? 1 : 0;
  const unfinished = logUnfinished(model, history);
  const left = logLeft(model, history);
  const ended = left === -Infinity ? unfinished : unfinished + log1pExp(left - unfinished);
  return (
    logBeta(a, b + x + leaves) -
    logBeta(a, b) +
    logGamma(shape) -
    logGamma(r) +
    r * Math.log(alpha) -
    shape * Math.log(alpha + watched) +
    ended
  );
};

/** (k − 1) · Σ ln gap − x · ln Γ(k): what the likelihood of Erlang gaps has besides, from the gaps between a client's events. */
export const gapConstant = (k: number, gaps: ReadonlyArray<number>): number =>
  gaps.reduce((sum, gap) => sum + (k - 1) * Math.log(gap) - logGamma(k), 0);

/** P(it has not left), given its history. Not a risk to be shown: of BG/NBD it is 1 for who never came back. */
export const chanceAlive = (model: BgNbdModel, history: PurchaseHistory): number =>
  1 / (1 + Math.exp(logLeft(model, history) - logUnfinished(model, history)));

/**
 * P(at least one event within `ahead` from now), given the history. Exact for k = 1, for then one can leave right after an
 * event alone and the time to the next does not depend on the last.
 */
export const chanceActive = (model: BgNbdModel, history: PurchaseHistory, ahead: number): number => {
  const { alpha, k, r } = kAsRate(model);
  const now = alpha + history.watched;
  const shape = r + (k === 1 ? history.repeats : 0);
  return chanceAlive(model, history) * -Math.expm1(shape * (Math.log(now) - Math.log(now + ahead)));
};

/** For expectations an Erlang-k process of rate λ is taken for events of rate λ / k (Platzer and Reutterer 2016). */
const kAsRate = (model: BgNbdModel): BgNbdModel => ({ ...model, alpha: model.alpha * model.k, k: 1 });

/** Expected number of events within `ahead` from now, given the history. For k above 1 approximate. */
export const expectedEvents = (model: BgNbdModel, history: PurchaseHistory, ahead: number): number => {
  const { r, alpha, b, ...of } = kAsRate(model);
  const a = beside1(of.a);
  const { repeats: x, watched } = history;
  const later = b + x - (model.afterFirst ? 0 : 1);
  const total = alpha + watched + ahead;
  const stays =
    Math.exp((r + x) * (Math.log(alpha + watched) - Math.log(total))) *
    hypergeometric(r + x, later + 1, a + later, ahead / total);
  return ((a + later) / (a - 1)) * (1 - stays) * chanceAlive(model, history);
};

/** Expected number of repeat events of a new client within `time` of its first one. For k above 1 approximate. */
export const expectedRepeats = (model: BgNbdModel, time: number): number => {
  const { r, alpha, b, ...of } = kAsRate(model);
  const a = beside1(of.a);
  const total = alpha + time;
  const none = Math.exp(r * (Math.log(alpha) - Math.log(total)));
  const z = time / total;
  return model.afterFirst
    ? (b / (a - 1)) * (1 - none * hypergeometric(r, b + 1, a + b, z))
    : ((a + b - 1) / (a - 1)) * (1 - none * hypergeometric(r, b, a + b - 1, z));
};
