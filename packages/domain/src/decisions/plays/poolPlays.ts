import type { LadderAction } from "@rapport/contracts/Decisions";
import { playMeasures, type PlayMeasure } from "./measures.ts";
import type { MeasuredPlay, PlayEffect } from "./PlayCourse.ts";
import { studentQuantile } from "./studentQuantile.ts";

/** What plays of one action came to together. */
export interface PooledEffect {
  readonly action: LadderAction;
  readonly measure: PlayMeasure;
  readonly plays: number;
  readonly effect: number;
  readonly low: number;
  readonly high: number;
}

const isTold = (one: MeasuredPlay["effects"][number]): one is PlayEffect => "effect" in one;
/** Plays below which nothing is said of them together. */
const fewestPlays = 3;
const upper = 0.9;

/** Random effects (DerSimonian and Laird 1986): plays differ by chance and in what they do; the interval is Student's. */
const pooled = (effects: ReadonlyArray<PlayEffect>) => {
  const weights = effects.map(({ error }) => 1 / error ** 2);
  const total = weights.reduce((a, b) => a + b, 0);
  const fixed = effects.reduce((sum, { effect }, i) => sum + weights[i]! * effect, 0) / total;
  const q = effects.reduce((sum, { effect }, i) => sum + weights[i]! * (effect - fixed) ** 2, 0);
  const squares = weights.reduce((sum, weight) => sum + weight ** 2, 0);
  const between = Math.max(0, (q - (effects.length - 1)) / (total - squares / total));
  const random = effects.map(({ error }) => 1 / (error ** 2 + between));
  const all = random.reduce((a, b) => a + b, 0);
  const effect = effects.reduce((sum, one, i) => sum + random[i]! * one.effect, 0) / all;
  const reach = studentQuantile(upper, effects.length - 1) * Math.sqrt(1 / all);
  return { effect, low: effect - reach, high: effect + reach };
};

/** Per action and measure, of at least three plays whose effect could be told. */
export const poolPlays = (plays: ReadonlyArray<MeasuredPlay>): ReadonlyArray<PooledEffect> =>
  [...Map.groupBy(plays, ({ action }) => action)].flatMap(([action, of]) =>
    playMeasures.flatMap((measure) => {
      const effects = of.flatMap((play) =>
        play.effects.filter(
          (one): one is PlayEffect => isTold(one) && one.measure === measure && one.error > 0,
        ),
      );
      return effects.length < fewestPlays
        ? []
        : [{ action, measure, plays: effects.length, ...pooled(effects) }];
    }),
  );
