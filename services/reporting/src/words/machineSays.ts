import type { MachineSays } from "@rapport/contracts/http/words/head";
import { sundayOf } from "../risk/riskWeek.ts";
import { isTold } from "../risk/shownText.ts";
import type { ScoredWeek } from "./scoreQueries.ts";

/** A score as it stands beside what a person says. */
export const machineSays = (party: string, score: ScoredWeek): MachineSays => ({
  week: score.week,
  shown: score.shown,
  band: isTold(score.shown) && score.shown !== "rank" ? score.band : null,
  chancePercent: score.shown === "percent" ? Math.round(score.chanceMicro / 100) / 100 : null,
  evidence: `/v1/clients/${encodeURIComponent(party)}/risk?asOf=${sundayOf(score.week)}`,
});
