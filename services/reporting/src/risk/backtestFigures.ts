import type {
  BacktestAnswer,
  CalibrationAnswer,
  CompetitorAnswer,
  Estimated,
  LeadTimeAnswer,
} from "@rapport/contracts/http/risk/Backtest";
import type { BacktestRun } from "@rapport/domain/backtest/BacktestRow";
import type { CalibrationFigures, CompetitorFigures } from "@rapport/domain/backtest/CompetitorFigures";
import type { Estimate } from "@rapport/domain/backtest/Estimate";
import type { LeadTimes } from "@rapport/domain/backtest/leadTimes";
import { gainsOf, reliabilityBins } from "@rapport/domain/backtest/plots";

/** Shown figures are rounded once, here. */
const rounded = (value: number, digits = 4): number => Number(value.toFixed(digits)) || 0;
const roundedOrNull = (value: number | null | undefined, digits = 4): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : rounded(value, digits);
const percent = (share: number): number => rounded(share * 100, 2);

const estimated = (of: Estimate | null): Estimated | null =>
  of === null ? null : { value: rounded(of.value), low: roundedOrNull(of.low), high: roundedOrNull(of.high) };

const calibrationAnswer = (of: CalibrationFigures | null): CalibrationAnswer | null => {
  if (of === null || of.observedOverExpected === null) return null;
  const { observed, expected, ratio, low, high } = of.observedOverExpected;
  return {
    origins: of.origins,
    rows: of.rows,
    observed,
    expected: rounded(expected, 2),
    ratio: rounded(ratio),
    ratioLow: rounded(low),
    ratioHigh: rounded(high),
    intercept: roundedOrNull(of.line?.intercept),
    interceptError: roundedOrNull(of.line?.interceptError),
    slope: roundedOrNull(of.line?.slope),
    slopeError: roundedOrNull(of.line?.slopeError),
    spiegelhalterZ: roundedOrNull(of.spiegelhalter?.z),
    spiegelhalterP: roundedOrNull(of.spiegelhalter?.chance),
    error: rounded(of.error),
    errorOfPerfect: rounded(of.errorNull95),
  };
};

const leadTimeAnswer = (of: LeadTimes | null): LeadTimeAnswer | null =>
  of === null
    ? null
    : {
        left: of.left,
        foretold: of.foretold,
        medianDays: of.medianDays,
        medianDaysOfAll: of.medianDaysOfAll,
        alertedAQuarterPercent: of.alertedAQuarter === null ? null : percent(of.alertedAQuarter),
      };

/** What each of them is, for whoever has not met it. */
const competitorMeans: Readonly<Record<string, string>> = {
  model: "the hazard of notice, fitted anew every 12 weeks to what was known then",
  shipped: "the same before any fit: typical of firms like this one",
  "base-rate": "everybody alike: the share that had left",
  gap: "how long they had been silent, and nothing else",
  "recency-frequency": "a logistic regression on recency and frequency of their contact",
  "own-list": "the firm's own list: people's verdicts, or the file that was given",
};

const competitorAnswer = (run: BacktestRun, of: CompetitorFigures, place: number): CompetitorAnswer => ({
  name: of.name,
  means: competitorMeans[of.name] ?? of.name,
  auc: estimated(of.auc),
  aucBehind: estimated(of.aucBehind),
  logLoss: estimated(of.logLoss),
  logLossBehind: estimated(of.logLossBehind),
  brier: estimated(of.brier),
  brierSkill: estimated(of.brierSkill),
  lift: estimated(of.lift),
  liftMost: roundedOrNull(of.liftMost),
  liftShareOfMostPercent: of.liftShareOfMost === null ? null : percent(of.liftShareOfMost),
  precision: estimated(of.precision),
  precisionOverBase: estimated(of.precisionOverBase),
  calibration: calibrationAnswer(of.calibration),
  leadTime: leadTimeAnswer(of.leadTimes),
  gains: gainsOf(run.rows, place).map(([taken, found]) => [percent(taken), percent(found)]),
});

/** What of the answer the run alone says, measured or refused. */
export const runFigures = (
  run: BacktestRun,
): Pick<
  BacktestAnswer,
  | "firstOrigin"
  | "lastOrigin"
  | "clients"
  | "rows"
  | "left"
  | "rowsLeft"
  | "basePercent"
  | "censored"
  | "unsaid"
> => {
  const rowsLeft = run.rows.filter(({ left }) => left);
  return {
    firstOrigin: run.origins[0] ?? null,
    lastOrigin: run.origins.at(-1) ?? null,
    clients: new Set(run.rows.map(({ party }) => party)).size,
    rows: run.rows.length,
    left: new Set(rowsLeft.map(({ party }) => party)).size,
    rowsLeft: rowsLeft.length,
    basePercent: run.rows.length === 0 ? null : percent(rowsLeft.length / run.rows.length),
    censored: run.leftOut.censored,
    unsaid: run.leftOut.unsaid,
  };
};

/** The competitors with their figures, and what is plotted of the first. */
export const measuredFigures = (
  run: BacktestRun,
  figures: ReadonlyArray<CompetitorFigures>,
): Pick<BacktestAnswer, "competitors" | "reliability" | "origins"> => ({
  competitors: figures.map((of, place) => competitorAnswer(run, of, place)),
  reliability: reliabilityBins(run.rows, 0).map((bin) => ({
    rows: bin.rows,
    meanPercent: percent(bin.mean),
    observedPercent: percent(bin.observed),
    lowPercent: percent(bin.low),
    highPercent: percent(bin.high),
  })),
  origins: run.origins.map((origin, n) => {
    const own = run.rows.filter((row) => row.origin === n);
    return {
      origin,
      clients: own.length,
      left: own.filter(({ left }) => left).length,
      expected: rounded(
        own.reduce((sum, { foretold }) => sum + foretold[0]!, 0),
        2,
      ),
    };
  }),
});
