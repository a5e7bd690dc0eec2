import type { AlertWeek } from "./Alert.ts";

const quarter = 13;
const year = 52;
/** Weeks before the last 13 without which there is nothing to compare with. */
const fewest = 26;

const sum = (weeks: ReadonlyArray<AlertWeek>): number =>
  weeks.reduce((total, { revenueMinor }) => total + revenueMinor, 0);

/** What revenue of the last 13 weeks is of what was usual; thousandths. */
export interface MoneyTrend {
  /** Of an average quarter of the up to 52 weeks before; null with fewer than 26 of them, or where they brought nothing. */
  readonly ofYearMilli: number | null;
  /** Of the same weeks a year before, 1000 where these brought nothing either; null where they are not there. */
  readonly ofLastYearMilli: number | null;
  readonly revenueYearMinor: number;
  /** Net contribution of the 52 weeks. */
  readonly contributionYearMinor: number;
}

const ratioMilli = (now: number, before: number): number | null =>
  before <= 0 ? null : Math.round((1000 * now) / before);

/** The trend at the end of the week at `index`: of weeks up to there alone. */
export const moneyTrend = (weeks: ReadonlyArray<AlertWeek>, index: number): MoneyTrend => {
  const end = index + 1;
  const now = sum(weeks.slice(Math.max(0, end - quarter), end));
  const before = weeks.slice(Math.max(0, end - quarter - year), Math.max(0, end - quarter));
  const sameWeeks = end - year - quarter < 0 ? [] : weeks.slice(end - year - quarter, end - year);
  const lastYear = weeks.slice(Math.max(0, end - year), end);
  return {
    ofYearMilli: before.length < fewest ? null : ratioMilli(now, (quarter * sum(before)) / before.length),
    ofLastYearMilli: sameWeeks.length === 0 ? null : (ratioMilli(now, sum(sameWeeks)) ?? 1000),
    revenueYearMinor: sum(lastYear),
    contributionYearMinor: lastYear.reduce((total, week) => total + week.revenueMinor - week.costMinor, 0),
  };
};
