import type { Chance } from "../chance/Chance.ts";

/**
 * True minutes by the time equations of the design, with their spread: writing 0.5 min + words at 19 a minute
 * (Karat 1999), above 200 at 76; reading 0.5 min + words at 238 a minute (meta-analysis of 190 studies).
 */
export const writeMinutes = (chance: Chance, words: number): number =>
  chance.logNormal(Math.min(45, 0.5 + Math.min(words, 200) / 19 + Math.max(0, words - 200) / 76), 0.35);

export const readMinutes = (chance: Chance, words: number): number =>
  chance.logNormal(0.5 + words / 238, 0.35);
