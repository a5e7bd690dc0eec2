import type { ClientScore } from "../ClientScore.ts";
import { type FeatureGroup, featureGroups } from "../features/FeatureDefinition.ts";
import { featureDefinitions, type FeatureName } from "../features/featureDefinitions.ts";

/** What a group of features that say much the same adds to a client's odds. */
export interface Reason {
  readonly group: FeatureGroup;
  /** Log-odds against the network's mean, the client's own year before and the firm's other clients; null: none to compare. */
  readonly logOdds: number;
  readonly againstPast: number | null;
  readonly againstPeers: number | null;
  /** e^log-odds: "×1.8". */
  readonly odds: number;
  readonly oddsAgainstPast: number | null;
  readonly oddsAgainstPeers: number | null;
  /** The features of the group that say something, the one that says most first. */
  readonly terms: ReadonlyArray<{ readonly term: FeatureName; readonly logOdds: number }>;
}

export interface Reasons {
  /** Exact: the score is `base` + Σ log-odds of all groups. */
  readonly base: number;
  /** All groups, in the order of `featureGroups`. */
  readonly all: ReadonlyArray<Reason>;
  /** Those worth telling, the greatest first: at most three that raise the risk, two that lower it. */
  readonly up: ReadonlyArray<Reason>;
  readonly down: ReadonlyArray<Reason>;
}

/** Less than this factor on the odds is not worth telling. */
const leastFactor = Math.log(1.1);
const fewestPeers = 3;
const most = { up: 3, down: 2 };

const groupSums = (score: ClientScore): ReadonlyMap<FeatureGroup, number> => {
  const sums = new Map<FeatureGroup, number>();
  for (const { term, logOdds } of score.contributions) {
    const { group } = featureDefinitions[term as FeatureName];
    sums.set(group, (sums.get(group) ?? 0) + logOdds);
  }
  return sums;
};

/** The mean of each group over scores; null when there are too few. */
const meanOf = (
  scores: ReadonlyArray<ClientScore>,
  fewest: number,
): ReadonlyMap<FeatureGroup, number> | null => {
  if (scores.length < fewest) return null;
  const sums = new Map<FeatureGroup, number>();
  for (const score of scores)
    for (const [group, sum] of groupSums(score)) sums.set(group, (sums.get(group) ?? 0) + sum);
  return new Map([...sums].map(([group, sum]) => [group, sum / scores.length]));
};

const termsIn = (score: ClientScore, group: FeatureGroup): Reason["terms"] =>
  score.contributions
    .flatMap(({ term, logOdds }) => {
      const name = term as FeatureName;
      return featureDefinitions[name].group === group && logOdds !== 0 ? [{ term: name, logOdds }] : [];
    })
    .toSorted((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds));

const factor = (logOdds: number | null): number | null => (logOdds === null ? null : Math.exp(logOdds));

/**
 * A score in reasons (design 04 §3.4). `past` are the client's own scores of the 52 weeks before, `peers` those of the firm's
 * other clients in the same week, both by the same model (others are left out). Reasons are ranked by what sets the client
 * apart from its peers, by the network's mean where there are fewer than three.
 */
export const reasonsOf = (
  score: ClientScore,
  past: ReadonlyArray<ClientScore>,
  peers: ReadonlyArray<ClientScore>,
): Reasons => {
  const sameModel = ({ model }: ClientScore): boolean => model === score.model;
  const own = meanOf(past.filter(sameModel), 1);
  const others = meanOf(peers.filter(sameModel), fewestPeers);
  const sums = groupSums(score);
  const all = featureGroups.map((group): Reason => {
    const logOdds = sums.get(group) ?? 0;
    const againstPast = own === null ? null : logOdds - (own.get(group) ?? 0);
    const againstPeers = others === null ? null : logOdds - (others.get(group) ?? 0);
    return {
      group,
      logOdds,
      againstPast,
      againstPeers,
      odds: Math.exp(logOdds),
      oddsAgainstPast: factor(againstPast),
      oddsAgainstPeers: factor(againstPeers),
      terms: termsIn(score, group),
    };
  });
  const rank = ({ againstPeers, logOdds }: Reason): number => againstPeers ?? logOdds;
  const told = all.filter((reason) => Math.abs(rank(reason)) >= leastFactor);
  return {
    base: score.base,
    all,
    up: told
      .filter((reason) => rank(reason) > 0)
      .toSorted((a, b) => rank(b) - rank(a))
      .slice(0, most.up),
    down: told
      .filter((reason) => rank(reason) < 0)
      .toSorted((a, b) => rank(a) - rank(b))
      .slice(0, most.down),
  };
};
