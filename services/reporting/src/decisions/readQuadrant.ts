import type { QuadrantAnswer, QuadrantRow } from "@rapport/contracts/http/decisions/Quadrant";
import { summaryOf } from "@rapport/domain/decisions/draws/summary";
import { cellOf, cellTotals } from "@rapport/domain/decisions/quadrant/quadrant";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveSpan, type SpanRequest } from "../economics/Span.ts";
import { inCurrency } from "../economics/inCurrency.ts";
import { percentOf } from "../figures/percent.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCurrency, InvalidSpan } from "../ReportErrors.ts";
import { rankedScores } from "../risk/riskRows.ts";
import { decisionClient } from "./decisionClients.ts";
import { decisionCards } from "./decisionQueries.ts";
import { labourDraws } from "./labourDraws.ts";
import { readDecisionHead } from "./readDecisionHead.ts";
import { readMoney, sumsOf } from "./readMoney.ts";
import { isAtRisk, readScoresOn, riskShown } from "./readScores.ts";

const noInterval = {
  contributionLowMinor: null,
  contributionHighMinor: null,
  lossProbabilityPercent: null,
} as const;

const totalOf = (cells: ReturnType<typeof cellTotals>): QuadrantAnswer["total"] => {
  const sum = (of: (cell: (typeof cells)[number]) => number) =>
    cells.reduce((all, cell) => all + of(cell), 0);
  return {
    clients: sum((cell) => cell.clients),
    revenueMinor: sum((cell) => cell.revenueMinor),
    costMinor: sum((cell) => cell.costMinor),
    contributionMinor: sum((cell) => cell.contributionMinor),
    effortSeconds: sum((cell) => cell.effortSeconds),
  };
};

/** Clients by risk and net contribution over a span of days, each in one cell. */
export const readQuadrant = (warehouse: Warehouse) =>
  Effect.fn("Reports.quadrant")(function* (
    request: SpanRequest,
  ): Effect.fn.Return<QuadrantAnswer, WarehouseError | InvalidSpan | InvalidCurrency> {
    const span = yield* resolveSpan(request);
    const [money, cards, scored] = yield* Effect.all(
      [
        readMoney(warehouse, span),
        warehouse.query(decisionCards, { day: span.asOf.day }),
        readScoresOn(warehouse, span.asOf),
      ],
      { concurrency: "unbounded" },
    );
    const { head, hurdle } = yield* readDecisionHead(warehouse, span.asOf, span, scored.week);
    const cardOf = new Map(cards.map((card) => [card.client, card] as const));
    // Whoever brought or took something, and whoever has a score: a client of whom nothing is known is in no cell.
    const parties = [...new Set([...money.months.keys(), ...scored.scores.keys()])].toSorted();
    const rankOf = new Map(
      rankedScores([...scored.scores.values()]).map(({ score, rank }) => [score.party, rank] as const),
    );
    const items = parties.map((party): QuadrantRow => {
      const months = money.months.get(party) ?? [];
      const sums = sumsOf(months);
      const { revenueMinor, costMinor, labourMinor, effortSeconds } = sums;
      const contributionMinor = revenueMinor - costMinor;
      const score = scored.scores.get(party);
      const figures = { revenueMinor, costMinor, contributionMinor, effortSeconds };
      const drawn = labourDraws(months, money.multipliers, money.draws);
      const interval =
        drawn.length === 0
          ? null
          : summaryOf(drawn.map((labour) => contributionMinor + labourMinor - labour));
      return {
        ...decisionClient(party, cardOf.get(party), span, span.asOf.day),
        cell: cellOf(
          {
            ...figures,
            atRisk: isAtRisk(score),
            ended: score?.shown === "ended" || scored.ended.has(party),
          },
          hurdle,
        ),
        risk: riskShown(score),
        rank: rankOf.get(party) ?? null,
        ...figures,
        ...(interval === null
          ? noInterval
          : {
              contributionLowMinor: interval.lowMinor,
              contributionHighMinor: interval.highMinor,
              lossProbabilityPercent: Math.round(interval.below * 10_000) / 100,
            }),
        marginPercent: revenueMinor > 0 ? percentOf(contributionMinor, revenueMinor) : null,
      };
    });
    const cells = cellTotals(items);
    return yield* inCurrency(
      warehouse,
      request.currency,
    )({
      ...head,
      converted: null,
      cells: [...cells],
      total: totalOf(cells),
      items,
    });
  });
