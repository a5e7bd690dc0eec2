import type {
  BacktestAnswer,
  CalibrationAnswer,
  CompetitorAnswer,
  Estimated,
} from "@rapport/contracts/http/risk/Backtest";
import { knownText } from "../economics/headLines.ts";
import { csv } from "../csv.ts";
import { none } from "../format.ts";
import { table } from "../table.ts";
import { competitorLabel } from "./competitors.ts";

const digits = (value: number | null, places: number): string =>
  value === null ? none : value.toFixed(places).replace(/^-(?=0\.?0*$)/, "");

/** `.812 (.74 … .87)`. */
export const estimatedText = (of: Estimated | null, places = 3): string => {
  if (of === null) return none;
  const between =
    of.low === null || of.high === null ? "" : ` (${digits(of.low, places)} … ${digits(of.high, places)})`;
  return `${digits(of.value, places)}${between}`;
};

const timesText = (of: Estimated | null): string =>
  of === null ? none : `×${estimatedText(of, 1).replaceAll("(", "(×").replaceAll("… ", "… ×")}`;

const leadText = ({ leadTime }: CompetitorAnswer): string =>
  leadTime === null || leadTime.medianDays === null
    ? none
    : `${Math.round(leadTime.medianDays)} d for ${leadTime.foretold} of ${leadTime.left}`;

const heads = [
  "",
  "AUC",
  "log-loss",
  "Brier skill",
  "lift in a tenth",
  "of most",
  "precision",
  "over base",
  "ahead",
];

const rowOf = (of: CompetitorAnswer): ReadonlyArray<string> => [
  competitorLabel(of.name),
  estimatedText(of.auc),
  estimatedText(of.logLoss, 4),
  estimatedText(of.brierSkill),
  timesText(of.lift),
  of.liftShareOfMostPercent === null ? none : `${of.liftShareOfMostPercent.toFixed(0)} %`,
  of.precision === null ? none : `${(of.precision.value * 100).toFixed(0)} %`,
  timesText(of.precisionOverBase),
  leadText(of),
];

/** What the calibration comes to, in sentences. */
export const calibrationLines = (of: CalibrationAnswer | null): ReadonlyArray<string> => {
  if (of === null) return [];
  const within = of.ratioLow <= of.ratio && of.ratio <= of.ratioHigh;
  return [
    `Calibration, of ${of.rows} client periods from ${of.origins} ${of.origins === 1 ? "origin" : "origins"} whose horizons do not overlap: ${of.observed} left, ${of.expected.toFixed(1)} expected, ${of.ratio.toFixed(2)} of it; by chance alone between ${of.ratioLow.toFixed(2)} and ${of.ratioHigh.toFixed(2)}${within ? "" : ": more than chance"}.`,
    [
      of.slope === null || of.slopeError === null
        ? "The slope cannot be told"
        : `Slope ${of.slope.toFixed(2)} ± ${of.slopeError.toFixed(2)} (1 is right; below, chances are too extreme), intercept ${digits(of.intercept, 2)} ± ${digits(of.interceptError, 2)}`,
      of.spiegelhalterZ === null
        ? null
        : `Spiegelhalter's Z ${of.spiegelhalterZ.toFixed(2)} (beyond ±1.96 is more than chance)`,
      `ECE ${of.error.toFixed(3)}, where a perfect model has up to ${of.errorOfPerfect.toFixed(3)}`,
    ]
      .filter((part) => part !== null)
      .join("; ")
      .concat("."),
  ];
};

/** Which of the others the model is better than, and by what is that told. */
export const besideLines = ({ competitors: [, ...others] }: BacktestAnswer): ReadonlyArray<string> =>
  others.flatMap(({ name, logLossBehind, aucBehind }) => {
    const label = competitorLabel(name);
    const by = (of: Estimated | null, what: string): string | null => {
      if (of === null || of.low === null || of.high === null) return null;
      const told = of.low > 0 ? "better" : of.high < 0 ? "worse" : "not to be told apart";
      return `${what} ${told} (${digits(of.value, 4)}, between ${digits(of.low, 4)} and ${digits(of.high, 4)})`;
    };
    const parts = [by(logLossBehind, "log-loss"), by(aucBehind, "AUC")].filter((part) => part !== null);
    return parts.length === 0 ? [] : [`The model beside ${label}: ${parts.join("; ")}.`];
  });

const headOf = (of: BacktestAnswer): string =>
  `Backtest, ${of.horizonWeeks} weeks ahead, as of ${of.asOf}${knownText(of.knownAt)}`;

/** The backtest for people. */
export const backtestTable = (of: BacktestAnswer): string => {
  if (of.refused !== null)
    return [headOf(of), "", `Not measured: ${of.refused.reason}.`, of.refused.action].join("\n");
  const [model] = of.competitors;
  return [
    headOf(of),
    "",
    `From ${of.firstOrigin} to ${of.lastOrigin} every ${of.everyWeeks} weeks: ${of.rows} client periods of ${of.clients} clients, ${of.left} of whom left (${of.rowsLeft} periods, ${of.basePercent?.toFixed(2)} %).`,
    `Left out: ${of.censored} periods that another end came into, ${of.unsaid} of clients too new to judge.`,
    "",
    table(heads, of.competitors.map(rowOf), ["left", ...heads.slice(1).map(() => "right" as const)]),
    "",
    ...besideLines(of),
    ...calibrationLines(model?.calibration ?? null),
    ...(model?.leadTime?.alertedAQuarterPercent === null ||
    model?.leadTime === undefined ||
    model.leadTime === null
      ? []
      : [
          `ahead: days from the first of four weeks on end among the highest ${of.budgetPercent} % to the notice, median. New alerts: ${model.leadTime.alertedAQuarterPercent.toFixed(1)} % of clients a quarter; those not foretold counted as 0, the median is ${model.leadTime.medianDaysOfAll ?? none} days.`,
        ]),
    `precision: of the highest ${of.budgetPercent} % at each origin, the share that left. In brackets 95 of 100, drawing clients.`,
  ].join("\n");
};

const figures = [
  "auc",
  "aucBehind",
  "logLoss",
  "logLossBehind",
  "brier",
  "brierSkill",
  "lift",
  "precision",
  "precisionOverBase",
] as const;

/** A line per competitor and figure. */
export const backtestCsv = (of: BacktestAnswer): string =>
  csv(
    ["asOf", "horizonWeeks", "competitor", "figure", "value", "low", "high"],
    of.competitors.flatMap((one) =>
      figures.flatMap((figure) => {
        const value = one[figure];
        return value === null
          ? []
          : [[of.asOf, of.horizonWeeks, one.name, figure, value.value, value.low, value.high]];
      }),
    ),
  );
