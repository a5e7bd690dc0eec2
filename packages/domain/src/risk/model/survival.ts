import { horizonWeeks } from "./prior.ts";

/** Chance that notice comes in one week, for a chance within the horizon: the hazard taken as even over it. */
export const weeklyHazard = (chance: number): number => -Math.expm1(Math.log1p(-chance) / horizonWeeks);

/** Chance that a client stays for so many weeks, the hazard staying what it is. */
export const survival = (chance: number, weeks: number): number =>
  Math.exp((Math.log1p(-chance) * weeks) / horizonWeeks);
