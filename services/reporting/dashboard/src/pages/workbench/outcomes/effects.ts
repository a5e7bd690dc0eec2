import type { PlaysAnswer } from "@rapport/contracts/http/words/Plays";
import { outcomesTexts } from "../../../texts/en/workbenchOutcomes.ts";

type Effect = Pick<PlaysAnswer["byAction"][number], "effect" | "low" | "high" | "unit">;

const one = new Intl.NumberFormat("en", { maximumFractionDigits: 1, signDisplay: "exceptZero" });

/** `-12.3 %`, `+4 points` */
export const effectText = ({ effect, unit }: Pick<Effect, "effect" | "unit">): string =>
  `${one.format(effect)} ${outcomesTexts.units[unit]}`;

/** `-20 to -3.1 %` */
export const intervalText = ({ low, high, unit }: Pick<Effect, "low" | "high" | "unit">): string =>
  `${one.format(low)} to ${one.format(high)} ${outcomesTexts.units[unit]}`;

/** Where an effect and its interval stand on a scale that holds all of a play's effects of that unit, and nothing (0). */
export const effectScale = (effects: ReadonlyArray<Effect>, unit: Effect["unit"]) => ({
  min: Math.min(0, ...effects.filter((effect) => effect.unit === unit).map(({ low }) => low)),
  max: Math.max(0, ...effects.filter((effect) => effect.unit === unit).map(({ high }) => high)),
});
