import { Effect } from "effect";
import { z } from "zod";
import type { Band, ClientScore, Shown } from "@rapport/domain/risk/ClientScore";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { ofCurrentEdition, overByAsOf } from "./currentRisk.ts";

const shown = [
  "percent",
  "band",
  "rank",
  "too_new",
  "stale",
  "activity",
  "ended",
] as const satisfies ReadonlyArray<Shown>;
const bands = ["low", "usual", "raised", "high"] as const satisfies ReadonlyArray<Band>;

/** Which scores: all, unless it says less. Days are `YYYY-MM-DD`. */
export interface ScoresAsked {
  /** Of weeks that were over at the end of this day. */
  readonly asOf?: string;
  /** Of weeks that begin on this day or later. */
  readonly from?: string;
  readonly party?: string;
}

const scoresQuery = query({
  name: "risk-scores",
  sql: `
SELECT
  party, toString(week) AS monday, model, shown, band, log_odds AS logOdds, base, terms, log_odds_of AS logOddsOf,
  chance_micro AS chanceMicro, chance_low_micro AS chanceLowMicro, chance_high_micro AS chanceHighMicro,
  active_micro AS activeMicro, surprise_micro AS surpriseMicro, features
FROM client_score
WHERE ${ofCurrentEdition} AND ${overByAsOf}
  AND ({from:String} = '' OR week >= toDate32OrZero({from:String}))
  AND ({party:String} = '' OR party = {party:String})
ORDER BY party, week`,
  params: z.object({ asOf: z.string(), from: z.string(), party: z.string() }),
  row: z.object({
    party: z.string(),
    monday: z.string(),
    model: z.string(),
    shown: z.enum(shown),
    band: z.enum(bands),
    logOdds: z.number(),
    base: z.number(),
    terms: z.array(z.string()),
    logOddsOf: z.array(z.number()),
    chanceMicro: z.number(),
    chanceLowMicro: z.number(),
    chanceHighMicro: z.number(),
    activeMicro: z.number(),
    surpriseMicro: z.number(),
    features: z.string(),
  }),
});

/** Scores by client and week, in order, to the bit as they were derived. */
export const readScores = (
  asked: ScoresAsked,
): Effect.Effect<ReadonlyArray<ClientScore>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const { asOf = "", from = "", party = "" } = asked;
    const rows = yield* reader.query(scoresQuery, { asOf, from, party });
    return rows.map(({ monday, terms, logOddsOf, ...score }) => ({
      ...score,
      week: monday,
      contributions: terms.map((term, i) => ({ term, logOdds: logOddsOf[i]! })),
    }));
  });
