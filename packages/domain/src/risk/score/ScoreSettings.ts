import type { EffortSettings } from "../../economics/effort/EffortMonth.ts";
import { settingNumber } from "../../economics/settings/resolveSettings.ts";

/** What decides how much of a score is shown, and what its bands are called. */
export interface ScoreSettings {
  /** Somebody has said what leaving is. */
  readonly confirmed: boolean;
  readonly leastWeeks: number;
  readonly leastActiveWeeks: number;
  readonly leastChurns: number;
  /** Of the 80 % interval: most width, 0 to 1; most upper over lower odds. */
  readonly widest: number;
  readonly widestOdds: number;
  /** Multiples of the base rate's odds. */
  readonly low: number;
  readonly raised: number;
  readonly high: number;
}

/** By the settings of a firm; those of risk hold for all days at once. */
export const scoreSettings = (settings: EffortSettings): ScoreSettings => ({
  confirmed: (settings.get("churn.definition") ?? "unconfirmed") !== "unconfirmed",
  leastWeeks: settingNumber(settings, "risk.least.weeks"),
  leastActiveWeeks: settingNumber(settings, "risk.least.active_weeks"),
  leastChurns: settingNumber(settings, "risk.least.churns"),
  widest: settingNumber(settings, "risk.interval.width") / 100,
  widestOdds: settingNumber(settings, "risk.interval.odds"),
  low: settingNumber(settings, "risk.band.low"),
  raised: settingNumber(settings, "risk.band.raised"),
  high: settingNumber(settings, "risk.band.high"),
});
