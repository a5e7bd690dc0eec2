import type { RiskModel } from "@rapport/contracts/RiskModel";
import type { Shown } from "../ClientScore.ts";
import type { FeatureRow } from "../features/featuresOf.ts";
import type { Chance } from "../model/chance.ts";
import type { ScoreSettings } from "./ScoreSettings.ts";

/** What stands against showing the figures of a week, of the whole firm. */
export type FirmState = "sound" | "stale" | "drifted";

/** What of a score may be shown (design 04 §3.5): the first that applies. */
export const shownOf = (
  row: FeatureRow,
  chance: Chance,
  model: Pick<RiskModel, "churns">,
  over: boolean,
  firm: FirmState,
  settings: ScoreSettings,
): Shown => {
  if (over) return "ended";
  if (!settings.confirmed) return "activity";
  if (row.weeks < settings.leastWeeks || row.activeWeeks < settings.leastActiveWeeks) return "too_new";
  if (firm === "stale") return "stale";
  if (firm === "drifted") return "rank";
  if (model.churns < settings.leastChurns) return "band";
  const odds = (chance.high * (1 - chance.low)) / (chance.low * (1 - chance.high));
  const wide = chance.high - chance.low > settings.widest || !(odds <= settings.widestOdds);
  return wide ? "band" : "percent";
};
