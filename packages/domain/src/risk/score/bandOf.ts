import type { Band } from "../ClientScore.ts";
import type { ScoreSettings } from "./ScoreSettings.ts";

type BandSettings = Pick<ScoreSettings, "low" | "raised" | "high">;

const odds = (chance: number): number => chance / (1 - chance);

/** How many times the odds of the firm's base rate a chance is. */
export const oddsMultiple = (chance: number, baseRate: number): number => odds(chance) / odds(baseRate);

/** A chance against the firm's base rate. */
export const bandOf = (chance: number, baseRate: number, settings: BandSettings): Band => {
  const multiple = oddsMultiple(chance, baseRate);
  if (multiple >= settings.high) return "high";
  if (multiple >= settings.raised) return "raised";
  return multiple > settings.low ? "usual" : "low";
};

/** Log-odds of the chances at which the bands part, lowest first. */
export const bandEdges = (baseRate: number, settings: BandSettings): ReadonlyArray<number> =>
  [settings.low, settings.raised, settings.high].map((multiple) => Math.log(multiple * odds(baseRate)));
