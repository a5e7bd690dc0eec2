import { hypergeometric } from "../statistics/hypergeometric.ts";
import { logAddExp, logDiffExp, logGamma } from "../statistics/specialFunctions.ts";
import type { PurchaseHistory } from "./PurchaseHistory.ts";

/**
 * Pareto/NBD (Schmittlein, Morrison and Colombo 1987; design 04 §1.1): events by each client's own rate, gamma(r, α), until
 * it leaves, at any time, by its own rate, gamma(s, β).
 */
export interface ParetoNbdModel {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/** ln A₀: of one who left at some time since its last event. −∞ when that was just now. */
const logA0 = ({ r, alpha, s, beta }: ParetoNbdModel, history: PurchaseHistory): number => {
  const { repeats: x, lastAt, watched } = history;
  const most = Math.max(alpha, beta);
  const apart = Math.abs(alpha - beta);
  const sum = r + s + x;
  const c = alpha >= beta ? s + 1 : r + x;
  const at = (time: number): number =>
    Math.log(hypergeometric(sum, c, sum + 1, apart / (most + time))) - sum * Math.log(most + time);
  return lastAt >= watched ? -Infinity : logDiffExp(at(lastAt), at(watched));
};

/** ln of the likelihood of a history. */
export const logLikelihood = (model: ParetoNbdModel, history: PurchaseHistory): number => {
  const { r, alpha, s, beta } = model;
  const { repeats: x, watched } = history;
  const stayed = -(r + x) * Math.log(alpha + watched) - s * Math.log(beta + watched);
  const left = Math.log(s) - Math.log(r + s + x) + logA0(model, history);
  return logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + s * Math.log(beta) + logAddExp(stayed, left);
};

/** P(it has not left), given its history. Not a risk to be shown. */
export const chanceAlive = (model: ParetoNbdModel, history: PurchaseHistory): number => {
  const { r, alpha, s, beta } = model;
  const { repeats: x, watched } = history;
  const logOdds =
    Math.log(s) -
    Math.log(r + s + x) +
    (r + x) * Math.log(alpha + watched) +
    s * Math.log(beta + watched) +
    logA0(model, history);
  return 1 / (1 + Math.exp(logOdds));
};

/** The expectation's formula has a hole at s = 1. */
const beside1 = (s: number): number => (Math.abs(s - 1) < 1e-6 ? 1 + 1e-6 : s);

/** Expected number of events within `ahead` from now, given the history. */
export const expectedEvents = (model: ParetoNbdModel, history: PurchaseHistory, ahead: number): number => {
  const { r, alpha, beta } = model;
  const s = beside1(model.s);
  const { repeats: x, watched } = history;
  const now = beta + watched;
  const stays = Math.exp((s - 1) * (Math.log(now) - Math.log(now + ahead)));
  return (((r + x) * now) / ((alpha + watched) * (s - 1))) * (1 - stays) * chanceAlive(model, history);
};

/** Expected number of repeat events of a new client within `time` of its first one. */
export const expectedRepeats = (model: ParetoNbdModel, time: number): number => {
  const { r, alpha, beta } = model;
  const s = beside1(model.s);
  const stays = Math.exp((s - 1) * (Math.log(beta) - Math.log(beta + time)));
  return ((r * beta) / (alpha * (s - 1))) * (1 - stays);
};
