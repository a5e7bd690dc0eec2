import type { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import { undefinedChurn } from "@rapport/domain/backtest/backtestRefusal";
import { originStepWeeks } from "@rapport/domain/backtest/origins";
import { horizonWeeks as modelWeeks } from "@rapport/domain/risk/model/prior";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { backtestInWorker } from "./backtestInWorker.ts";
import { type BacktestFigures, backtestOf } from "./backtestOf.ts";
import { readCoursesOf } from "./readFeatures.ts";
import type { BacktestRequest } from "./RiskReads.ts";
import { type RiskGround, readRiskGround } from "./riskHead.ts";
import { sundayOf } from "./riskWeek.ts";

const usualBudget = 10;

/** What is measured as of a ground; nothing is learnt where nobody has said what leaving is. */
const figuresOf = (
  warehouse: Warehouse,
  { head, words }: RiskGround,
  asked: {
    readonly horizonWeeks: number;
    readonly budgetPercent: number;
    readonly words: BacktestRequest["ownList"];
  },
): Effect.Effect<BacktestFigures, WarehouseError> =>
  Effect.gen(function* () {
    const { horizonWeeks, budgetPercent } = asked;
    const lastSunday = head.week === null ? head.asOf : sundayOf(head.week);
    const of = { courses: [], lastSunday, horizonWeeks, budgetPercent, words: asked.words ?? words.verdicts };
    if (head.definition === "unconfirmed") return { ...backtestOf(of), refused: undefinedChurn };
    if (head.week === null) return backtestOf(of);
    return yield* backtestInWorker({ ...of, courses: yield* readCoursesOf(warehouse, lastSunday) });
  });

/**
 * How well it was foretold who leaves, looking back from the as-of day: what each origin knew is cut off there, and fits are
 * made anew. Refuses where there is too little to measure.
 */
export const readBacktest = (warehouse: Warehouse) =>
  Effect.fn("Reports.backtest")(function* (
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
      ...(yield* figuresOf(warehouse, ground, asked)),
    };
  });
