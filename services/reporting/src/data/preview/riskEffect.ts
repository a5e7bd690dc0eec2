import type { ToldEffect } from "@rapport/contracts/http/data/Settings";
import type { ClientScore } from "@rapport/domain/risk/ClientScore";
import type { Terms } from "@rapport/economics/terms/readTerms";
import { scoredClients } from "@rapport/risk/book/scoredClients";
import { readHistories } from "@rapport/risk/weeks/readHistories";
import { lastCompleteWeek } from "@rapport/risk/weeks/weekNumbers";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { AsOf } from "../../AsOf.ts";
import type { Warehouse } from "../../read/Warehouse.ts";
import { lastScoredWeek, scoresOfWeek } from "../../risk/riskQueries.ts";
import { lastWholeWeek } from "../../risk/riskWeek.ts";
import { scoreOfRow } from "../../risk/scoreOfRow.ts";
import { isTold } from "../../risk/shownText.ts";
import { clientNames } from "../../words/scoreQueries.ts";
import { toldEffect, type ToldOf } from "./toldEffect.ts";

const withoutScore = {
  too_new: "too new",
  stale: "stale",
  activity: "not confirmed",
  ended: "ended",
} as const;

/** What a score is shown as: a band, with a chance where one may be shown, or why there is none. */
const shownAs = ({ shown, band, chanceMicro }: ClientScore): string => {
  if (shown === "percent") return `${band}, ${(chanceMicro / 10_000).toFixed(2)} %`;
  if (shown === "band") return band;
  if (shown === "rank") return "order alone";
  return shown === "stale" ? `${band}, ${withoutScore.stale}` : withoutScore[shown];
};

const countedAs = ({ shown, band }: ClientScore): string =>
  isTold(shown)
    ? shown === "rank"
      ? "order alone"
      : band
    : shownAs({ shown, band, chanceMicro: 0 } as ClientScore);

const toldOf = (scores: ReadonlyArray<ClientScore>, names: ReadonlyMap<string, string>): ToldOf =>
  new Map(
    scores.map((score) => [
      score.party,
      { name: names.get(score.party) ?? score.party, text: shownAs(score), counted: [countedAs(score)] },
    ]),
  );

/** Scores of the last week up to the day as they are in the book, and scored anew by other terms. `at`: UTC ms. */
export const riskEffect = (
  warehouse: Warehouse,
  after: Terms,
  asOf: AsOf,
  at: number,
): Effect.Effect<ToldEffect, WarehouseError> =>
  Effect.gen(function* () {
    const [last] = yield* warehouse.query(lastScoredWeek, { week: lastWholeWeek(asOf.day, at) });
    if (last === undefined) return toldEffect("risk", new Map(), new Map());
    const week = last.monday;
    const names = new Map(
      (yield* warehouse.query(clientNames, {})).map(({ client, name }) => [client, name]),
    );
    const standing = (yield* warehouse.query(scoresOfWeek, { week })).map(scoreOfRow);
    const today = new Date(at).toISOString().slice(0, 10);
    const lastWeek = lastCompleteWeek(at);
    const { histories, words } = yield* readHistories(after, today, lastWeek);
    const anew: Array<ClientScore> = [];
    for (const { scores } of scoredClients(histories, words, after, today, lastWeek))
      anew.push(...scores.filter((score) => score.week === week));
    return toldEffect("risk", toldOf(standing, names), toldOf(anew, names), [
      "low",
      "usual",
      "raised",
      "high",
    ]);
  }).pipe(Effect.provideService(WarehouseReader, warehouse));
