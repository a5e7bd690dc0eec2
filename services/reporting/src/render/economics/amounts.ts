import { formatDecimal } from "@rapport/domain/money/formatDecimal";
import { none } from "../format.ts";
import { moneyDecimal } from "../money.ts";

/** Minor units as people read them, without the currency, which stands above the table: `-1,234.50`. */
export const amount = (minor: number | null, currency: string | null): string =>
  minor === null
    ? none
    : formatDecimal(moneyDecimal(minor, currency ?? ""), { decimal: ".", thousands: "," });

/** Seconds as hours with one decimal: `1,052.5`. */
export const hoursOfSeconds = (seconds: number | null): string =>
  seconds === null ? none : formatDecimal((seconds / 3600).toFixed(1), { decimal: ".", thousands: "," });

/** An interval's ends: `12.00 … 40.00`; a dash where there is none, or nothing between. */
export const between = (low: string, high: string): string =>
  low === none || high === none || low === high ? none : `${low} … ${high}`;

/** Of a hundred, as given. */
export const percentOf = (value: number | null): string => (value === null ? none : `${value.toFixed(1)} %`);

/** A label needs odds: below these the figure stands for itself. Source: the design's rule on losses. */
export const lossText = (percent: number | null): string => {
  if (percent === null) return none;
  if (percent >= 90) return `${percent.toFixed(0)} % a loss`;
  return percent >= 70 ? `${percent.toFixed(0)} % probably` : `${percent.toFixed(0)} %`;
};
