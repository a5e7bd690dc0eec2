import type { RiskShown } from "@rapport/contracts/http/decisions/head";
import type { Chance } from "@rapport/domain/decisions/ladder/ClientCase";
import type { ClientScore } from "@rapport/domain/risk/ClientScore";
import { readEnds } from "@rapport/risk/read/readEnds";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type AsOf, readNow } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { lastScoredWeek, scoresOfWeek } from "../risk/riskQueries.ts";
import { lastWholeWeek } from "../risk/riskWeek.ts";
import { scoreOfRow } from "../risk/scoreOfRow.ts";

/** Scores at the end of the last whole week up to a day, and who had given notice by then. */
export interface ScoresOn {
  /** Null before any score. */
  readonly week: string | null;
  readonly scores: ReadonlyMap<string, ClientScore>;
  readonly ended: ReadonlySet<string>;
}

export const readScoresOn = (warehouse: Warehouse, asOf: AsOf): Effect.Effect<ScoresOn, WarehouseError> =>
  Effect.gen(function* () {
    const whole = lastWholeWeek(asOf.day, yield* readNow);
    const [scored] = yield* warehouse.query(lastScoredWeek, { week: whole });
    const week = scored?.monday ?? null;
    const [rows, ends] = yield* Effect.all(
      [
        week === null ? Effect.succeed([]) : warehouse.query(scoresOfWeek, { week }),
        Effect.provideService(readEnds(asOf.day), WarehouseReader, warehouse),
      ],
      { concurrency: "unbounded" },
    );
    return {
      week,
      scores: new Map(rows.map((row) => [row.party, scoreOfRow(row)] as const)),
      ended: new Set(ends.keys()),
    };
  });

/** Of what may be shown, what says how likely a client is to leave: an order alone does not. */
const judged: ReadonlySet<ClientScore["shown"]> = new Set(["percent", "band", "stale"]);

const million = 1_000_000;
const percent = (micro: number): number => Math.round(micro / 100) / 100;

export const riskShown = (score: ClientScore | undefined): RiskShown => {
  if (score === undefined) return { shown: null, band: null, chance: null };
  const { shown, band, chanceMicro, chanceLowMicro, chanceHighMicro } = score;
  return {
    shown,
    band: judged.has(shown) ? band : null,
    chance:
      shown === "percent"
        ? {
            percent: percent(chanceMicro),
            lowPercent: percent(chanceLowMicro),
            highPercent: percent(chanceHighMicro),
          }
        : null,
  };
};

/** Whether a client's risk is above the usual; null where nothing says. */
export const isAtRisk = (score: ClientScore | undefined): boolean | null =>
  score === undefined || !judged.has(score.shown) ? null : score.band === "raised" || score.band === "high";

/** The chance that values are figured with; null where no score may be used. */
export const chanceOf = (score: ClientScore | undefined): Chance | null =>
  score === undefined || !judged.has(score.shown)
    ? null
    : {
        chance: score.chanceMicro / million,
        low: score.chanceLowMicro / million,
        high: score.chanceHighMicro / million,
      };
