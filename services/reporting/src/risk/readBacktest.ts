import type { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import { undefinedChurn } from "@rapport/domain/backtest/backtestRefusal";
import { originStepWeeks } from "@rapport/domain/backtest/origins";
import { beliefOf, horizonWeeks as modelWeeks } from "@rapport/domain/risk/model/prior";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { query } from "@rapport/warehouse/Query";
import { Effect, Semaphore } from "effect";
import { z } from "zod";
import { resolveAsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { backtestInWorker } from "./backtestInWorker.ts";
import { type BacktestFigures, backtestOf } from "./backtestOf.ts";
import { readCoursesOf } from "./readFeatures.ts";
import type { BacktestRequest } from "./RiskReads.ts";
import { type RiskGround, readRiskGround } from "./riskHead.ts";
import { sundayOf } from "./riskWeek.ts";

const usualBudget = 10;

/** The edition of the risk book that holds: while it does, a backtest as of a day comes to the same. */
const editionQuery = query({
  name: "risk-edition",
  sql: `SELECT toString(max(e.edition)) AS held FROM economics_edition AS e WHERE e.book = 'risk'`,
  params: z.object({}),
  row: z.object({ held: z.string() }),
});

/** Backtests that are kept, the last ones asked for. */
const mostKept = 8;

interface Asked {
  readonly horizonWeeks: number;
  readonly budgetPercent: number;
  readonly words: BacktestRequest["ownList"];
}

/** What is measured as of a ground; nothing is learnt where nobody has said what leaving is. */
const figuresOf = (
  warehouse: Warehouse,
  { head, words, settings }: RiskGround,
  asked: Asked,
): Effect.Effect<BacktestFigures, WarehouseError> =>
  Effect.gen(function* () {
    const { horizonWeeks, budgetPercent } = asked;
    const lastSunday = head.week === null ? head.asOf : sundayOf(head.week);
    const of = {
      courses: [],
      lastSunday,
      horizonWeeks,
      budgetPercent,
      words: asked.words ?? words.verdicts,
      belief: beliefOf(settings),
    };
    if (head.definition === "unconfirmed") return { ...backtestOf(of), refused: undefinedChurn };
    if (head.week === null) return backtestOf(of);
    return yield* backtestInWorker({ ...of, courses: yield* readCoursesOf(warehouse, lastSunday) });
  });

/** One after the other, for each takes a core; the same question while nothing has moved is answered from before. */
const keeping = (warehouse: Warehouse) => {
  const kept = new Map<string, BacktestFigures>();
  const oneAtATime = Semaphore.makeUnsafe(1);
  return (ground: RiskGround, asked: Asked): Effect.Effect<BacktestFigures, WarehouseError> =>
    oneAtATime.withPermits(1)(
      Effect.gen(function* () {
        const [row] = yield* warehouse.query(editionQuery, {});
        const { week, definition } = ground.head;
        const key = JSON.stringify([
          row?.held,
          week,
          definition,
          asked,
          ground.words.verdicts,
          beliefOf(ground.settings),
        ]);
        const known = kept.get(key) ?? (yield* figuresOf(warehouse, ground, asked));
        // The latest stands last, and the first goes.
        kept.delete(key);
        kept.set(key, known);
        const [oldest] = kept.keys();
        if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
        return known;
      }),
    );
};

/**
 * How well it was foretold who leaves, looking back from the as-of day: what each origin knew is cut off there, and fits are
 * made anew. Refuses where there is too little to measure.
 */
export const readBacktest = (warehouse: Warehouse) => {
  const figures = keeping(warehouse);
  return Effect.fn("Reports.backtest")(function* (
    request: BacktestRequest,
  ): Effect.fn.Return<BacktestAnswer, WarehouseError> {
    const asOf = yield* resolveAsOf(request.asOf);
    const ground = yield* readRiskGround(warehouse, asOf);
    const { head } = ground;
    const { horizonWeeks = modelWeeks, budgetPercent = usualBudget } = request;
    const asked = { horizonWeeks, budgetPercent, words: request.ownList };
    return {
      asOf: head.asOf,
      knownAt: head.knownAt,
      firmConfigured: head.firmConfigured,
      definition: head.definition,
      horizonWeeks,
      everyWeeks: originStepWeeks,
      budgetPercent,
      ...(yield* figures(ground, asked)),
    };
  });
};
