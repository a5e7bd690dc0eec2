import { dayNumber } from "@rapport/domain/economics/money/days";
import type { ClientScore } from "@rapport/domain/risk/ClientScore";
import { array } from "@rapport/warehouse/native/composites";
import { float64 } from "@rapport/warehouse/native/floats";
import { date32, uint32, uint64 } from "@rapport/warehouse/native/numbers";
import { fixedString, lowCardinality, string } from "@rapport/warehouse/native/strings";

/** The columns of `client_score`. */
export const scoreColumns = () => ({
  edition: uint64(),
  party: string(),
  week: date32(),
  model: string(),
  shown: lowCardinality(),
  band: lowCardinality(),
  log_odds: float64(),
  base: float64(),
  terms: array(lowCardinality()),
  log_odds_of: array(float64()),
  chance_micro: uint32(),
  chance_low_micro: uint32(),
  chance_high_micro: uint32(),
  active_micro: uint32(),
  surprise_micro: uint32(),
  features: fixedString(32),
});
export type ScoreColumns = ReturnType<typeof scoreColumns>;

export const pushScore = (columns: ScoreColumns, edition: bigint, score: ClientScore): void => {
  columns.edition.push(edition);
  columns.party.push(score.party);
  columns.week.push(dayNumber(score.week));
  columns.model.push(score.model);
  columns.shown.push(score.shown);
  columns.band.push(score.band);
  columns.log_odds.push(score.logOdds);
  columns.base.push(score.base);
  columns.terms.push(score.contributions.map(({ term }) => term));
  columns.log_odds_of.push(score.contributions.map(({ logOdds }) => logOdds));
  columns.chance_micro.push(score.chanceMicro);
  columns.chance_low_micro.push(score.chanceLowMicro);
  columns.chance_high_micro.push(score.chanceHighMicro);
  columns.active_micro.push(score.activeMicro);
  columns.surprise_micro.push(score.surpriseMicro);
  columns.features.push(score.features);
};
