import type { RiskBand } from "@rapport/contracts/http/risk/head";
import type { RiskPage, RiskReason, RiskRow } from "@rapport/contracts/http/risk/Risk";
import type { ClientScore } from "@rapport/domain/risk/ClientScore";
import type { Reason } from "@rapport/domain/risk/explain/reasonsOf";
import { scoreSettings } from "@rapport/domain/risk/score/ScoreSettings";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { pageOfRows } from "../economics/orderRows.ts";
import { pageSize } from "../read/pageSize.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCursor } from "../ReportErrors.ts";
import { modelOn } from "./modelRows.ts";
import { readCoursesOf, seenFeatures } from "./readFeatures.ts";
import { readReasonEvents, type WantedEvents } from "./reasonEvents.ts";
import type { RiskRequest } from "./RiskReads.ts";
import { type RiskGround, readRiskGround } from "./riskHead.ts";
import { clientCards, type ClientCardRow, scoresOfClients, scoresOfWeek } from "./riskQueries.ts";
import { evidenceFrom, rankedScores, riskRow, type RowOf } from "./riskRows.ts";
import { sundayOf, weeksLater } from "./riskWeek.ts";
import { scoreOfRow } from "./scoreOfRow.ts";
import { isTold } from "./shownText.ts";

/** Events told with each reason of a list. */
const eventsInList = 5;

/** The scores of one week, those ranked first, and who the clients are. */
export interface WeekOfScores {
  readonly ranked: ReturnType<typeof rankedScores>;
  readonly cards: ReadonlyMap<string, ClientCardRow>;
}

export const readWeekOfScores = (
  warehouse: Warehouse,
  week: string,
  day: string,
): Effect.Effect<WeekOfScores, WarehouseError> =>
  Effect.map(
    Effect.all([warehouse.query(scoresOfWeek, { week }), warehouse.query(clientCards, { day })], {
      concurrency: 2,
    }),
    ([scores, cards]) => ({
      ranked: rankedScores(scores.map(scoreOfRow)),
      cards: new Map(cards.map((card) => [card.client, card])),
    }),
  );

/** A row with the reasons that it was made of. */
export interface ExplainedRow {
  readonly row: RiskRow;
  readonly reasons: { readonly up: ReadonlyArray<Reason>; readonly down: ReadonlyArray<Reason> };
  readonly past: ReadonlyArray<ClientScore>;
}

/** The rows of some of a week's clients, in their order, without events. */
export const explainRows = (
  warehouse: Warehouse,
  { head, words, settings }: RiskGround,
  week: string,
  { ranked, cards }: WeekOfScores,
  wanted: ReadonlyArray<string>,
): Effect.Effect<ReadonlyArray<ExplainedRow>, WarehouseError> =>
  Effect.gen(function* () {
    const span = { parties: [...wanted], from: weeksLater(week, -52), to: weeksLater(week, -1) };
    const [courses, rows] = yield* Effect.all(
      [readCoursesOf(warehouse, sundayOf(week)), warehouse.query(scoresOfClients, span)],
      { concurrency: 2 },
    );
    const { model } = modelOn(words.models, week);
    const seen = seenFeatures(courses, model, week);
    const pastOf = Map.groupBy(rows.map(scoreOfRow), ({ party }) => party);
    const told = ranked.map(({ score }) => score).filter(({ shown }) => isTold(shown));
    const placeOf = new Map(ranked.map((one) => [one.score.party, one]));
    return wanted.map((party) => {
      const { score, rank } = placeOf.get(party)!;
      const past = pastOf.get(party) ?? [];
      // While a source is silent a score is what it was in the last week before that.
      const lookedAt =
        score.shown === "stale" ? (past.findLast(({ shown }) => shown !== "stale")?.week ?? week) : week;
      const of: RowOf = {
        score: { ...score, week: lookedAt },
        rank,
        past: past.filter((one) => one.week < lookedAt),
        peers: told.filter((other) => other.party !== party),
        card: cards.get(party),
        values: seen.of(party, lookedAt)?.values ?? null,
        ranges: seen.ranges(party),
      };
      return { ...riskRow(of, { model, inForce: head.model, settings: scoreSettings(settings) }), past };
    });
  });

/** What events the reasons of a row want. */
export const wantedOf = ({ row, reasons }: ExplainedRow): ReadonlyArray<WantedEvents> =>
  [...reasons.up, ...reasons.down].map((reason) => ({
    party: row.id,
    group: reason.group,
    from: evidenceFrom(reason, row.week),
    to: sundayOf(row.week),
  }));

const noBands: Readonly<Record<RiskBand, number>> = { low: 0, usual: 0, raised: 0, high: 0 };

const bandsOf = (ranked: WeekOfScores["ranked"]): Record<RiskBand, number> => {
  const bands = { ...noBands };
  for (const { score } of ranked) if (isTold(score.shown) && score.shown !== "rank") bands[score.band] += 1;
  return bands;
};

const isWanted =
  ({ band, owner, segment }: RiskRequest, cards: WeekOfScores["cards"]) =>
  (score: ClientScore): boolean => {
    const card = cards.get(score.party);
    const banded = isTold(score.shown) && score.shown !== "rank";
    return (
      (band === undefined || (banded && score.band === band)) &&
      (owner === undefined || card?.owner === owner) &&
      (segment === undefined || card?.segment === segment)
    );
  };

/** Clients by how likely they are to give notice within the horizon, each with its reasons and their events. */
export const readRisk = (warehouse: Warehouse) =>
  Effect.fn("Reports.risk")(function* (
    request: RiskRequest,
  ): Effect.fn.Return<RiskPage, WarehouseError | InvalidCursor> {
    const asOf = yield* resolveAsOf(request.asOf);
    const ground = yield* readRiskGround(warehouse, asOf);
    const { week } = ground.head;
    if (week === null)
      return { ...ground.head, total: 0, bands: { ...noBands }, items: [], nextCursor: null };
    const scores = yield* readWeekOfScores(warehouse, week, asOf.day);
    const wanted = isWanted(request, scores.cards);
    const rows = scores.ranked
      .filter(({ score }) => wanted(score))
      .map(({ score: { party } }) => ({ id: party, name: party, state: null }));
    const page = yield* pageOfRows(rows, request.limit ?? pageSize, request.cursor);
    const ids = page.rows.map(({ id }) => id);
    const explained = yield* explainRows(warehouse, ground, week, scores, ids);
    const eventsOf = yield* readReasonEvents(warehouse, explained.flatMap(wantedOf), eventsInList);
    const withEvents = (party: string, groups: ReadonlyArray<Reason>, told: ReadonlyArray<RiskReason>) =>
      told.map((reason, n) => ({
        ...reason,
        eventIds: eventsOf({ party, group: groups[n]!.group }).map(({ event_id }) => event_id),
      }));
    return {
      ...ground.head,
      total: rows.length,
      bands: bandsOf(scores.ranked),
      items: explained.map(({ row, reasons }) => ({
        ...row,
        reasonsUp: withEvents(row.id, reasons.up, row.reasonsUp),
        reasonsDown: withEvents(row.id, reasons.down, row.reasonsDown),
      })),
      nextCursor: page.nextCursor,
    };
  });
