import { logBeta, logGamma } from "../statistics/specialFunctions.ts";

/**
 * The beta-geometric/beta-Bernoulli model (Fader, Hardie and Shang 2010; design 04 §1.1): in every opportunity (for us a
 * business week) a client who is still there makes contact with its own probability, beta(α, β) over clients; after each
 * it leaves for good with its own probability, beta(γ, δ).
 */
export interface BgBbParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly delta: number;
}

/** What the model needs to know of a client. Opportunities are counted from the one after its first contact. */
export interface ActivityHistory {
  /** Opportunities with contact. */
  readonly active: number;
  /** The last of them; 0 without one. */
  readonly lastActive: number;
  readonly opportunities: number;
}

/**
 * Likelihood of a history in two parts, both divided by e^`scale`: of those who stayed to its end, and of those who left
 * at some time since the last contact.
 */
interface Parts {
  readonly scale: number;
  readonly stayed: number;
  readonly left: number;
}

/**
 * Σ_{j<count} B(a, b+j)/B(a, b) · B(g, d+j)/B(g, d): what is left of two betas' ratios after j more failures each, added
 * up. Products of quotients, so that no logarithm is taken per term.
 */
const fallingSum = (a: number, b: number, g: number, d: number, count: number): number => {
  let term = 1;
  let sum = 0;
  for (let j = 0; j < count; j++) {
    sum += term;
    // Terms only fall: what is still to come could not be seen in the sum.
    if (term * (count - j) < 1e-17 * sum) break;
    term *= ((b + j) * (d + j)) / ((a + b + j) * (g + d + j));
  }
  return sum;
};

const partsOf = (at: BgBbParameters, history: ActivityHistory): Parts => {
  const { alpha, beta, gamma, delta } = at;
  const { active: x, lastActive: tx, opportunities: n } = history;
  const ofPrior = logBeta(alpha, beta) + logBeta(gamma, delta);
  const stayed = logBeta(alpha + x, beta + n - x) + logBeta(gamma, delta + n) - ofPrior;
  const first = logBeta(alpha + x, beta + tx - x) + logBeta(gamma + 1, delta + tx) - ofPrior;
  const scale = Math.max(stayed, first);
  const since = fallingSum(alpha + x, beta + tx - x, gamma + 1, delta + tx, n - tx);
  return { scale, stayed: Math.exp(stayed - scale), left: Math.exp(first - scale) * since };
};

/** ln of the likelihood of a history. */
export const logLikelihood = (at: BgBbParameters, history: ActivityHistory): number => {
  const { scale, stayed, left } = partsOf(at, history);
  return scale + Math.log(stayed + left);
};

/**
 * P(the client has not left by the opportunity `ahead` from now), given its history. Not a risk to be shown: one who never
 * came back has a high one (design 04 §0.4). Show `chanceActive`.
 */
export const chanceAlive = (at: BgBbParameters, history: ActivityHistory, ahead = 0): number => {
  const { stayed, left } = partsOf(at, history);
  const { gamma, delta } = at;
  const n = history.opportunities;
  const still = Math.exp(logBeta(gamma, delta + n + ahead) - logBeta(gamma, delta + n));
  return (stayed * still) / (stayed + left);
};

/** P(contact in at least one of the next `ahead` opportunities), given the history. */
export const chanceActive = (at: BgBbParameters, history: ActivityHistory, ahead: number): number => {
  const { stayed, left } = partsOf(at, history);
  const { gamma, delta } = at;
  const { active: x, opportunities: n } = history;
  const a = at.alpha + x;
  const b = at.beta + n - x;
  // Of one who was there: stays through all of them without contact, or leaves before one of them.
  const quietAndStays = Math.exp(
    logBeta(a, b + ahead) - logBeta(a, b) + logBeta(gamma, delta + n + ahead) - logBeta(gamma, delta + n),
  );
  const leavesAtFirst = gamma / (gamma + delta + n);
  const leaves = leavesAtFirst * fallingSum(a, b, gamma + 1, delta + n, ahead);
  return (stayed * Math.max(0, 1 - quietAndStays - leaves)) / (stayed + left);
};

/** ln Γ(1+δ+n) − ln Γ(γ+δ+n). */
const tailRatio = ({ gamma, delta }: BgBbParameters, n: number): number =>
  logGamma(1 + delta + n) - logGamma(gamma + delta + n);

/** Expected number of opportunities with contact among the next `ahead`, given the history. */
export const expectedActive = (at: BgBbParameters, history: ActivityHistory, ahead: number): number => {
  // The formula has a hole at γ = 1.
  const gamma = Math.abs(at.gamma - 1) < 1e-6 ? 1 + 1e-6 : at.gamma;
  const { stayed, left } = partsOf(at, history);
  const { active: x, opportunities: n } = history;
  const chance = (at.alpha + x) / (at.alpha + at.beta + n);
  const parameters = { ...at, gamma };
  const now = tailRatio(parameters, n);
  // Σ_{j=1}^{h} B(γ, δ+n+j) / B(γ, δ+n), summed: 1 · (…)/(γ − 1).
  const opportunities = ((at.delta + n) / (gamma - 1)) * -Math.expm1(tailRatio(parameters, n + ahead) - now);
  return (chance * opportunities * stayed) / (stayed + left);
};

/**
 * How surprising the present silence is in one who is still there, 0 (it has only just been in touch) towards 1: the
 * chance that it would have been in touch again by now, by its own frequency up to its last contact. A reason, never a
 * chance of leaving.
 */
export const surpriseOf = (at: BgBbParameters, history: ActivityHistory): number => {
  const { active: x, lastActive: tx, opportunities: n } = history;
  const a = at.alpha + x;
  const b = at.beta + tx - x;
  return -Math.expm1(logBeta(a, b + n - tx) - logBeta(a, b));
};
