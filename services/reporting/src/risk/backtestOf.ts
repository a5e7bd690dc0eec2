import type { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import { baseRateAlone, gapAlone, recencyFrequency } from "@rapport/domain/backtest/baselines";
import { refusalOf } from "@rapport/domain/backtest/backtestRefusal";
import type { Competitor } from "@rapport/domain/backtest/Competitor";
import { fittedHazard, shippedHazard } from "@rapport/domain/backtest/hazardCompetitors";
import { measureCompetitors } from "@rapport/domain/backtest/measureCompetitors";
import { ownList, type OwnWord } from "@rapport/domain/backtest/ownList";
import { runBacktest } from "@rapport/domain/backtest/runBacktest";
import { dayNumber } from "@rapport/domain/economics/money/days";
import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import type { Belief } from "@rapport/domain/risk/model/prior";
import { measuredFigures, runFigures } from "./backtestFigures.ts";

/** What a backtest is made of; plain data, so that a thread of its own can have it. */
export interface BacktestOf {
  readonly courses: ReadonlyArray<ClientCourse>;
  readonly lastSunday: string;
  readonly horizonWeeks: number;
  readonly budgetPercent: number;
  readonly words: ReadonlyArray<OwnWord>;
  /** What its fits believe before the data. */
  readonly belief: Belief;
}

/** What is measured; the head is whoever's who asked. */
export type BacktestFigures = Pick<
  BacktestAnswer,
  "refused" | keyof ReturnType<typeof runFigures> | keyof ReturnType<typeof measuredFigures>
>;

/** The model first, then what it is measured beside; the own list only where there is one. */
const competitorsOf = (
  weeks: number,
  words: ReadonlyArray<OwnWord>,
  belief: Belief,
): ReadonlyArray<Competitor> => [
  fittedHazard(weeks, belief),
  shippedHazard(weeks),
  baseRateAlone(weeks),
  gapAlone(weeks),
  recencyFrequency(weeks),
  ...(words.length === 0 ? [] : [ownList(words)]),
];

/** Runs it and measures, or says why it cannot: a pure function, and one that takes seconds. */
export const backtestOf = ({
  courses,
  lastSunday,
  horizonWeeks,
  budgetPercent,
  words,
  belief,
}: BacktestOf): BacktestFigures => {
  const competitors = competitorsOf(horizonWeeks, words, belief);
  const run = runBacktest(courses, { lastSunday, horizonWeeks, competitors });
  const refused = refusalOf(run, courses);
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
  return { refused, ...runFigures(run), ...measured };
};
