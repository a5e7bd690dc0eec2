import type { Band } from "../../risk/ClientScore.ts";
import type { AlertTerms, AlertWeek } from "./Alert.ts";
import type { WeekLevel } from "./hysteresis.ts";
import { type MoneyTrend, moneyTrend } from "./moneyTrend.ts";

const bandLevel: Readonly<Record<Band, number>> = { low: 0, usual: 0, raised: 1, high: 2 };

/** What of a week's score is to go by: scores that nobody is shown a band of say nothing, nor does a client's quiet season. */
const said = ({ shown, season }: AlertWeek): "score" | "unknown" | "over" => {
  if (shown === "ended") return "over";
  if (season === true) return "unknown";
  return shown === "percent" || shown === "band" ? "score" : "unknown";
};

/** 1: the risk is raised, 2: it is high; bands below the one that is told of are 0. */
export const riskLevels = (
  weeks: ReadonlyArray<AlertWeek>,
  { fromBand }: AlertTerms,
): ReadonlyArray<WeekLevel> =>
  weeks.map((week) => {
    const of = said(week);
    if (of !== "score") return of;
    const level = bandLevel[week.band];
    return level < bandLevel[fromBand] ? 0 : level;
  });

/** Both comparisons that can be made say so: a season's low is no fall. */
const fallen = ({ ofYearMilli, ofLastYearMilli }: MoneyTrend, { fallenMilli }: AlertTerms): boolean =>
  ofYearMilli !== null &&
  ofYearMilli <= fallenMilli &&
  (ofLastYearMilli === null || ofLastYearMilli <= fallenMilli);

const sound = ({ ofYearMilli, contributionYearMinor }: MoneyTrend, { soundMilli }: AlertTerms): boolean =>
  contributionYearMinor > 0 && ofYearMilli !== null && ofYearMilli >= soundMilli;

/**
 * Where score and money disagree (capability 18), 1 or 0 by week: `withoutMoney`, a risk in the band that is told of while
 * revenue is what it was or more and the year leaves something; `withoutRisk`, revenue that has fallen while the risk is low
 * or usual.
 */
export const disagreements = (
  weeks: ReadonlyArray<AlertWeek>,
  terms: AlertTerms,
): { readonly withoutMoney: ReadonlyArray<WeekLevel>; readonly withoutRisk: ReadonlyArray<WeekLevel> } => {
  const both = weeks.map((week, index) => {
    const of = said(week);
    if (of !== "score") return { withoutMoney: of, withoutRisk: of };
    const trend = moneyTrend(weeks, index);
    const risk = bandLevel[week.band];
    return {
      withoutMoney: risk >= bandLevel[terms.fromBand] && sound(trend, terms) ? 1 : 0,
      withoutRisk: risk === 0 && fallen(trend, terms) ? 1 : 0,
    };
  });
  return {
    withoutMoney: both.map((one) => one.withoutMoney),
    withoutRisk: both.map((one) => one.withoutRisk),
  };
};
