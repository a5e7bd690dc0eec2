import { type Fraction, fraction, inverse, roundedNumber, times } from "./Fraction.ts";
import type { EffortSettings } from "../effort/EffortMonth.ts";
import { settingFraction } from "./settingFraction.ts";

/** What hourly figures are made of: seconds, and minor units of the reporting currency. */
export interface Served {
  readonly revenueMinor: number;
  readonly costMinor: number;
  readonly loggedSeconds: number;
  /** Calibrated estimate less logged; negative where more was logged than communication explains. */
  readonly shadowSeconds: number;
}

const hourSeconds = 3_600;

/** Hours that a client took: logged, and what nobody logged where that is more. */
export const hoursTaken = ({ loggedSeconds, shadowSeconds }: Served): number =>
  loggedSeconds + Math.max(0, shadowSeconds);

/** Revenue ÷ hours taken, logged and shadow (design 04 §4.3), minor units an hour; null without an hour. */
export const effectiveHourlyMinor = (served: Served): number | null => {
  const seconds = hoursTaken(served);
  return seconds <= 0
    ? null
    : roundedNumber(times(fraction(served.revenueMinor), fraction(hourSeconds, seconds)));
};

/** 1 − the margin aimed at: what of revenue may be spent. */
const spendable = (settings: EffortSettings): Fraction => {
  const { over, under } = settingFraction(settings, "margin.target");
  return fraction(100n * under - over, 100n * under);
};

/**
 * The seconds that a client's revenue pays for at the margin aimed at: revenue × (1 − margin.target) ÷ what one of
 * its hours costs on average. Null where its hours cost nothing; 0 where there is no revenue.
 */
export const targetSeconds = (served: Served, settings: EffortSettings): number | null => {
  const seconds = hoursTaken(served);
  if (seconds <= 0 || served.costMinor <= 0) return null;
  const pays = times(fraction(served.revenueMinor), spendable(settings));
  return Math.max(0, roundedNumber(times(pays, fraction(seconds, served.costMinor))) ?? 0);
};

/** The revenue at which nothing is left and nothing lost. */
export const breakEvenMinor = ({ costMinor }: Served): number => costMinor;

/** The revenue at which the margin aimed at is left: cost ÷ (1 − margin.target). */
export const targetPriceMinor = ({ costMinor }: Served, settings: EffortSettings): number | null =>
  roundedNumber(times(fraction(costMinor), inverse(spendable(settings))));
