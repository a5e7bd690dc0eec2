import type {
  BacktestAnswer,
  CalibrationAnswer,
  CompetitorAnswer,
  Estimated,
} from "@rapport/contracts/http/risk/Backtest";
import { backtestTexts } from "../../../texts/en/backtest.ts";
import { kitTexts } from "../../../texts/en/kit.ts";

/** A number with so many digits; never a negative nought. */
export const digits = (value: number | null, places: number): string =>
  value === null ? kitTexts.none : value.toFixed(places).replace(/^-(?=0\.?0*$)/, "");

/** `0.682 (0.557 … 0.793)` */
export const estimatedText = (of: Estimated | null, places = 3): string => {
  if (of === null) return kitTexts.none;
  const between =
    of.low === null || of.high === null ? "" : ` (${digits(of.low, places)} … ${digits(of.high, places)})`;
  return `${digits(of.value, places)}${between}`;
};

const { beside, calibration, competitor } = backtestTexts;

/** The days ahead that a notice was foretold: of how many. */
export const aheadText = ({ leadTime }: CompetitorAnswer): string =>
  leadTime === null || leadTime.medianDays === null
    ? kitTexts.none
    : beside.ahead(digits(leadTime.medianDays, 0), leadTime.foretold, leadTime.left);

const told = (of: Estimated | null, what: string): string | null => {
  if (of === null || of.low === null || of.high === null) return null;
  const verdict = of.low > 0 ? beside.better : of.high < 0 ? beside.worse : beside.even;
  return beside.part(what, verdict, digits(of.value, 4), digits(of.low, 4), digits(of.high, 4));
};

/** Which of the others the model is better than, and by what that is told. */
export const besideLines = ({
  competitors: [, ...others],
}: Pick<BacktestAnswer, "competitors">): ReadonlyArray<string> =>
  others.flatMap(({ name, logLossBehind, aucBehind }) => {
    const parts = [told(logLossBehind, "log-loss"), told(aucBehind, "AUC")].filter((part) => part !== null);
    return parts.length === 0 ? [] : [beside.line(competitor(name), parts.join("; "))];
  });

/** What the calibration comes to. */
export const calibrationLines = (of: CalibrationAnswer | null): ReadonlyArray<string> => {
  if (of === null) return [];
  return [
    calibration.ratio({
      rows: of.rows,
      origins: of.origins,
      observed: of.observed,
      expected: digits(of.expected, 1),
      ratio: digits(of.ratio, 2),
      low: digits(of.ratioLow, 2),
      high: digits(of.ratioHigh, 2),
      within: of.ratioLow <= of.ratio && of.ratio <= of.ratioHigh,
    }),
    of.slope === null || of.slopeError === null
      ? calibration.noSlope
      : calibration.slope(digits(of.slope, 2), digits(of.slopeError, 2)),
    ...(of.spiegelhalterZ === null ? [] : [calibration.spiegelhalter(digits(of.spiegelhalterZ, 2))]),
    calibration.error(digits(of.error, 3), digits(of.errorOfPerfect, 3)),
  ];
};
