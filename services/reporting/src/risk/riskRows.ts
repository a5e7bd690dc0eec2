import type { ModelInForce } from "@rapport/contracts/http/risk/head";
import type { RiskReason, RiskRow, SmallestChange } from "@rapport/contracts/http/risk/Risk";
import type { RiskModel } from "@rapport/contracts/RiskModel";
import { dayNumber, dayOf } from "@rapport/domain/economics/money/days";
import type { ClientScore } from "@rapport/domain/risk/ClientScore";
import { type ObservedRange, smallestMove } from "@rapport/domain/risk/explain/counterfactual";
import { type Reason, reasonsOf } from "@rapport/domain/risk/explain/reasonsOf";
import { featureDefinitions, featureNames } from "@rapport/domain/risk/features/featureDefinitions";
import type { ScoreSettings } from "@rapport/domain/risk/score/ScoreSettings";
import { featureText } from "./reasonTexts.ts";
import type { ClientCardRow } from "./riskQueries.ts";
import { sundayOf } from "./riskWeek.ts";
import { isTold, shownText } from "./shownText.ts";

const percentOf = (micro: number): number => Math.round(micro / 100) / 100;
const factor = (value: number): number => Number(value.toFixed(3));
const factorOrNull = (value: number | null): number | null => (value === null ? null : factor(value));
const orNull = (text: string | undefined): string | null => (text === undefined || text === "" ? null : text);

/** What of a group's features is worth telling in one line. */
const mostTerms = 2;
const tellingShare = 0.25;

/** What is known of one client when its row is made. */
export interface RowOf {
  readonly score: ClientScore;
  /** Its own scores of the 52 weeks before, and everybody else's of the same week. */
  readonly past: ReadonlyArray<ClientScore>;
  readonly peers: ReadonlyArray<ClientScore>;
  readonly card: ClientCardRow | undefined;
  readonly rank: number | null;
  /** Of the last week, in the order of `featureNames`; null where its weeks were not read. */
  readonly values: Float64Array | null;
  readonly ranges: ReadonlyArray<ObservedRange | null>;
}

/** What the rows of an answer have in common. */
export interface RowsOf {
  readonly model: RiskModel;
  readonly inForce: ModelInForce;
  readonly settings: ScoreSettings;
}

/** The features of a reason that point its way, unless all of them point the other. */
const tellingTerms = ({ terms, againstPeers, logOdds: all }: Reason): Reason["terms"] => {
  const way = Math.sign(againstPeers ?? all);
  const pointing = terms.filter(({ logOdds }) => Math.sign(logOdds) === way);
  const told = pointing.length === 0 ? terms : pointing;
  const most = Math.abs(told[0]?.logOdds ?? 0);
  return told.filter(({ logOdds }, n) => n < mostTerms && Math.abs(logOdds) >= tellingShare * most);
};

const reasonText = (reason: Reason, values: Float64Array | null): string =>
  tellingTerms(reason)
    .map(({ term }) =>
      values === null
        ? featureDefinitions[term].means
        : featureText(term, values[featureNames.indexOf(term)]!),
    )
    .join("; ");

/** The first day that a group's features look at, up to the end of a week. */
export const evidenceFrom = (reason: Reason, week: string): string => {
  const weeks = Math.max(1, ...reason.terms.map(({ term }) => featureDefinitions[term].weeks));
  return dayOf(dayNumber(sundayOf(week)) - 7 * weeks + 1);
};

export const riskReason = (reason: Reason, { score, values }: RowOf): RiskReason => ({
  group: reason.group,
  text: reasonText(reason, values),
  times: factor(reason.odds),
  timesOwnYear: factorOrNull(reason.oddsAgainstPast),
  timesPeers: factorOrNull(reason.oddsAgainstPeers),
  from: evidenceFrom(reason, score.week),
  to: sundayOf(score.week),
  eventIds: [],
});

const smallestChange = (row: RowOf, { model, settings }: RowsOf): SmallestChange | null => {
  if (row.values === null) return null;
  const move = smallestMove(row.values, model, row.ranges, settings);
  if (move === null) return null;
  const { term, from, to, band } = move;
  return {
    text: `${band} if ${featureText(term, to)} (now: ${featureText(term, from)})`,
    feature: term,
    from: Number(from.toFixed(6)),
    to: Number(to.toFixed(6)),
    band,
  };
};

/** The row of a client, and its reasons as they were worked out. Events are put to them by whoever asked. */
export const riskRow = (
  row: RowOf,
  common: RowsOf,
): {
  readonly row: RiskRow;
  readonly reasons: { readonly up: ReadonlyArray<Reason>; readonly down: ReadonlyArray<Reason> };
} => {
  const { score, card } = row;
  const told = isTold(score.shown);
  const banded = told && score.shown !== "rank";
  const reasons = told ? reasonsOf(score, row.past, row.peers) : { up: [], down: [] };
  const sameModel = score.model === common.model.model;
  return {
    reasons,
    row: {
      id: score.party,
      name: card?.name ?? score.party,
      owner: orNull(card?.owner),
      ownerName: orNull(card?.owner_name),
      segment: orNull(card?.segment),
      week: score.week,
      shown: score.shown,
      why: shownText(score.shown, common.inForce, common.settings),
      band: banded ? score.band : null,
      rank: row.rank,
      chance:
        score.shown === "percent"
          ? {
              percent: percentOf(score.chanceMicro),
              lowPercent: percentOf(score.chanceLowMicro),
              highPercent: percentOf(score.chanceHighMicro),
            }
          : null,
      activePercent: percentOf(score.activeMicro),
      surprisePercent: percentOf(score.surpriseMicro),
      reasonsUp: reasons.up.map((reason) => riskReason(reason, row)),
      reasonsDown: reasons.down.map((reason) => riskReason(reason, row)),
      smallestChange: banded && sameModel && score.shown !== "stale" ? smallestChange(row, common) : null,
      model: score.model,
      features: score.features,
    },
  };
};

/** Scores from the likeliest to leave on; those that are not ranked last. Ties by id. */
export const rankedScores = (
  scores: ReadonlyArray<ClientScore>,
): ReadonlyArray<{ readonly score: ClientScore; readonly rank: number | null }> => {
  const order = ["stale", "too_new", "activity", "ended"];
  const ordered = scores.toSorted((a, b) => {
    const [toldA, toldB] = [isTold(a.shown), isTold(b.shown)];
    if (toldA !== toldB) return toldA ? -1 : 1;
    const by = toldA ? b.chanceMicro - a.chanceMicro : order.indexOf(a.shown) - order.indexOf(b.shown);
    return by || (a.party < b.party ? -1 : a.party > b.party ? 1 : 0);
  });
  return ordered.map((score, n) => ({ score, rank: isTold(score.shown) ? n + 1 : null }));
};
