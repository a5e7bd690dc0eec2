import type { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import { baseRateAlone, gapAlone, recencyFrequency } from "@rapport/domain/backtest/baselines";
import { refusalOf, undefinedChurn } from "@rapport/domain/backtest/backtestRefusal";
import type { Competitor } from "@rapport/domain/backtest/Competitor";
import { fittedHazard, shippedHazard } from "@rapport/domain/backtest/hazardCompetitors";
import { measureCompetitors } from "@rapport/domain/backtest/measureCompetitors";
import { originStepWeeks } from "@rapport/domain/backtest/origins";
import { ownList, type OwnWord } from "@rapport/domain/backtest/ownList";
import { runBacktest } from "@rapport/domain/backtest/runBacktest";
import { dayNumber } from "@rapport/domain/economics/money/days";
import { horizonWeeks as modelWeeks } from "@rapport/domain/risk/model/prior";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { measuredFigures, runFigures } from "./backtestFigures.ts";
import { readCoursesOf } from "./readFeatures.ts";
import type { BacktestRequest } from "./RiskReads.ts";
import { readRiskGround } from "./riskHead.ts";
import { sundayOf } from "./riskWeek.ts";

const usualBudget = 10;

/** The model first, then what it is measured beside; the own list only where there is one. */
const competitorsOf = (weeks: number, words: ReadonlyArray<OwnWord>): ReadonlyArray<Competitor> => [
  fittedHazard(weeks),
  shippedHazard(weeks),
  baseRateAlone(weeks),
  gapAlone(weeks),
  recencyFrequency(weeks),
  ...(words.length === 0 ? [] : [ownList(words)]),
];

/**
 * How well it was foretold who leaves, looking back from the as-of day: what each origin knew is cut off there, and fits are
 * made anew. Refuses where there is too little to measure.
 */
export const readBacktest = (warehouse: Warehouse) =>
  Effect.fn("Reports.backtest")(function* (
    request: BacktestRequest,
  ): Effect.fn.Return<BacktestAnswer, WarehouseError> {
    const asOf = yield* resolveAsOf(request.asOf);
    const { head, words } = yield* readRiskGround(warehouse, asOf);
    const horizonWeeks = request.horizonWeeks ?? modelWeeks;
    const budgetPercent = request.budgetPercent ?? usualBudget;
    const courses = head.week === null ? [] : yield* readCoursesOf(warehouse, sundayOf(head.week));
    const lastSunday = head.week === null ? asOf.day : sundayOf(head.week);
    const competitors = competitorsOf(horizonWeeks, request.ownList ?? words.verdicts);
    // Nothing is learnt where it is refused anyway.
    const empty = head.definition === "unconfirmed";
    const run = runBacktest(empty ? [] : courses, { lastSunday, horizonWeeks, competitors });
    const refused = empty ? undefinedChurn : refusalOf(run, courses);
    const measured =
      refused === null
        ? measuredFigures(
            run,
            measureCompetitors(run, {
              budget: budgetPercent / 100,
              seed: dayNumber(lastSunday),
              givesChances: competitors.map(({ givesChances }) => givesChances),
              baseRate: competitors.findIndex(({ name }) => name === "base-rate"),
            }),
          )
        : { competitors: [], reliability: [], origins: [] };
    return {
      asOf: head.asOf,
      knownAt: head.knownAt,
      firmConfigured: head.firmConfigured,
      definition: head.definition,
      horizonWeeks,
      everyWeeks: originStepWeeks,
      budgetPercent,
      refused,
      ...runFigures(run),
      ...measured,
    };
  });
