import type { EffortSettings } from "../../economics/effort/EffortMonth.ts";
import { settingNumber } from "../../economics/settings/resolveSettings.ts";
import type { AlertTerms } from "./Alert.ts";

/** By which alerts are told, as the settings have it. */
export const alertTerms = (settings: EffortSettings): AlertTerms => ({
  fromBand: settings.get("alert.band") === "raised" ? "raised" : "high",
  openWeeks: settingNumber(settings, "alert.open.weeks"),
  closeWeeks: settingNumber(settings, "alert.close.weeks"),
  disagreeWeeks: settingNumber(settings, "alert.disagree.weeks"),
  fallenMilli: 10 * settingNumber(settings, "alert.money.fallen"),
  soundMilli: 10 * settingNumber(settings, "alert.money.sound"),
  budget: settingNumber(settings, "alert.budget"),
});
