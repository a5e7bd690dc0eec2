import type { ClientScore } from "@rapport/domain/risk/ClientScore";
import type { ScoreRow } from "./riskQueries.ts";

/** A score as the warehouse keeps it. */
export const scoreOfRow = (row: ScoreRow): ClientScore => ({
  party: row.party,
  week: row.monday,
  model: row.model,
  shown: row.shown,
  band: row.band,
  logOdds: row.log_odds,
  base: row.base,
  contributions: row.terms.map((term, n) => ({ term, logOdds: row.log_odds_of[n]! })),
  chanceMicro: row.chance_micro,
  chanceLowMicro: row.chance_low_micro,
  chanceHighMicro: row.chance_high_micro,
  activeMicro: row.active_micro,
  surpriseMicro: row.surprise_micro,
  features: row.features,
});
