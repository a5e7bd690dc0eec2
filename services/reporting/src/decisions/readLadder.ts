import type { LadderPage, LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import { commonDraws, ladderActions } from "@rapport/domain/decisions/draws/CommonDraws";
import type { DrawSummary } from "@rapport/domain/decisions/draws/summary";
import type { ActionSummary } from "@rapport/domain/decisions/ladder/ActionSummary";
import { contributionOf, costOf, type FirmTerms } from "@rapport/domain/decisions/ladder/ClientCase";
import { type Effects, effectsOf } from "@rapport/domain/decisions/ladder/Effects";
import { recommend } from "@rapport/domain/decisions/ladder/recommend";
import { valueActions } from "@rapport/domain/decisions/ladder/valueActions";
import { dayNumber, dayOf } from "@rapport/domain/economics/money/days";
import { settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { pageOfRows } from "../economics/orderRows.ts";
import { pageSize } from "../read/pageSize.ts";
import { resolveParty } from "../read/readClient.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { type InvalidCursor, UnknownClient } from "../ReportErrors.ts";
import { casesOf, type LadderCase, standingOf } from "./clientCase.ts";
import { decisionClient } from "./decisionClients.ts";
import { readFirmTerms } from "./firmTerms.ts";
import { becauseText, conditionRow, prosAndCons, type Speech, unknownText } from "./ladderWords.ts";
import { looksAfter, ownersOf } from "./ownersOf.ts";
import { sumsOf } from "./readMoney.ts";
import { type Portfolio, readPortfolio } from "./readPortfolio.ts";
import { readNoticeWeeks } from "./readNoticeWeeks.ts";
import { riskShown } from "./readScores.ts";
import { type Upkeep, upkeepOf } from "./upkeep.ts";

export interface LadderRequest {
  readonly asOf?: string | undefined;
  /** By id or name; all when absent. */
  readonly client?: string | undefined;
  /** Of this member (id), or of nobody: `none`. */
  readonly owner?: string | undefined;
  /** Rows per page, 50 when absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const percent = (share: number): number => Math.round(share * 10_000) / 100;

const drawnOf = ({ medianMinor, lowMinor, highMinor, below }: DrawSummary) => ({
  medianMinor,
  lowMinor,
  highMinor,
  belowPercent: percent(below),
});
const actionRow = (summary: ActionSummary) => ({
  action: summary.action,
  value: drawnOf(summary),
  gain: drawnOf(summary.gain),
  bestPercent: percent(summary.best),
  refused: summary.refused,
});

interface Rung {
  readonly portfolio: Portfolio;
  readonly firm: FirmTerms;
  readonly effects: Effects;
  readonly draws: ReturnType<typeof commonDraws>;
}

const decidedOf = (portfolio: Portfolio, party: string): LadderRow["decided"] => {
  const last = portfolio.words.clients.get(party)?.decisions.at(-1);
  return last === undefined
    ? null
    : { action: last.action, on: last.decidedOn, by: last.by, reason: last.reason };
};

const yearSums = ({ money }: Portfolio, party: string): LadderRow["year"] => {
  const { revenueMinor, costMinor, effortSeconds } = sumsOf(money.months.get(party) ?? []);
  return { revenueMinor, costMinor, contributionMinor: revenueMinor - costMinor, effortSeconds };
};

/** What could be done about one client. */
const rowOf = (of: Rung, ladderCase: LadderCase, upkeep: Upkeep): LadderRow => {
  const { portfolio, firm, effects, draws } = of;
  const { one, months } = ladderCase;
  const { head, settings } = portfolio.settled;
  const values = valueActions(one, firm, effects, draws);
  const found = recommend(one, values, {
    draws,
    effects,
    standing: standingOf(portfolio, ladderCase, upkeep, firm),
    ownCauseLimit: settingNumber(settings, "maintenance.own_cause"),
  });
  const speech: Speech = { one, firm, effects, currency: head.currency ?? "" };
  const { money } = one;
  return {
    ...decisionClient(one.party, portfolio.cards.get(one.party), portfolio.year, portfolio.asOf.day),
    recommendation: found.action,
    because: becauseText(found, speech),
    unknown: {
      unknown: found.unknown.unknown,
      action: found.unknown.action,
      explainsPercent: percent(found.unknown.explains),
      text: unknownText(found.unknown),
    },
    risk: riskShown(portfolio.scored.scores.get(one.party)),
    riskFrom: one.chance === null ? "firm" : "score",
    highMaintenance: upkeep.highMaintenance,
    ownCausePercent: percent(one.ownCauseShare),
    ourFault: found.ourFault,
    quarter: {
      revenueMinor: money.revenueMinor,
      costMinor: costOf(money),
      contributionMinor: contributionOf(money),
      effortSeconds: money.effortSeconds,
      months,
    },
    year: yearSums(portfolio, one.party),
    options: found.options.map((option) => ({ ...actionRow(option), ...prosAndCons(option, speech) })),
    actions: ladderActions.map((action) => actionRow(found.actions[action])),
    parting: found.parting.map(conditionRow),
    partingLastDay: dayOf(dayNumber(portfolio.asOf.day) + 7 * one.noticeWeeks),
    decided: decidedOf(portfolio, one.party),
  };
};

/** In which order: much effort for little return first, then what brings least. */
const urgency = (upkeep: Upkeep, { one }: LadderCase): readonly [number, number] => [
  upkeep.highMaintenance ? 0 : 1,
  contributionOf(one.money),
];

/** What could be done about each client that has not given notice; values are worked out for the rows of the page. */
export const readLadder = (warehouse: Warehouse) =>
  Effect.fn("Reports.ladder")(function* (
    request: LadderRequest,
  ): Effect.fn.Return<LadderPage, WarehouseError | UnknownClient | InvalidCursor> {
    const asOf = yield* resolveAsOf(request.asOf);
    const only = request.client === undefined ? null : (yield* resolveParty(warehouse, request.client)).party;
    const portfolio = yield* readPortfolio(warehouse, asOf);
    const { settings, head } = portfolio.settled;
    const [firm, noticeWeeksOf] = yield* Effect.all([
      readFirmTerms(warehouse, portfolio.year, portfolio.money, settings),
      readNoticeWeeks(warehouse, portfolio),
    ]);
    const upkeep = upkeepOf(portfolio);
    const cases = casesOf(portfolio, upkeep, noticeWeeksOf);
    const places = cases
      .map((ladderCase, n) => ({ ladderCase, upkeep: upkeep[n]!, order: urgency(upkeep[n]!, ladderCase) }))
      .filter(({ ladderCase: { one } }) => only === null || one.party === only)
      .filter(({ ladderCase: { one } }) => looksAfter(portfolio.cards.get(one.party), request.owner))
      .toSorted((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1])
      .map((place) => ({ ...place, id: place.ladderCase.one.party, name: "", state: "client" }));
    if (only !== null && places.length === 0) return yield* new UnknownClient({ id: request.client ?? only });
    const page = yield* pageOfRows(places, request.limit ?? pageSize, request.cursor);
    const rung: Rung = {
      portfolio,
      firm,
      effects: effectsOf(settings),
      draws: commonDraws(portfolio.money.draws === 0 ? undefined : portfolio.money.draws),
    };
    return {
      ...head,
      quarterlyChurnPercent: percent(firm.quarterlyChurn),
      discountPercent: settingNumber(settings, "capital.cost"),
      owners: ownersOf(cases.map(({ one }) => portfolio.cards.get(one.party))),
      total: places.length,
      items: page.rows.map((place) => rowOf(rung, place.ladderCase, place.upkeep)),
      nextCursor: page.nextCursor,
    };
  });
