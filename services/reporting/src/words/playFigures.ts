import type { PlayRow, PlaysAnswer } from "@rapport/contracts/http/words/Plays";
import { type Measure, measures } from "@rapport/domain/decisions/plays/measures";
import type { MeasuredPlay, NoEffect, PlayEffect } from "@rapport/domain/decisions/plays/PlayCourse";
import type { PooledEffect } from "@rapport/domain/decisions/plays/poolPlays";

type Effect = Pick<PlayEffect, "effect" | "low" | "high">;

/** One decimal, without a negative nothing. */
const tenth = (value: number): number => Math.round(value * 10) / 10 || 0;

/** An effect in percent of what it would have been, or in points. */
const moved = ({ scale, name, means }: Measure, { effect, low, high }: Effect) => {
  const of = (value: number) => tenth(100 * (scale === "ratio" ? Math.expm1(value) : value));
  return {
    measure: name,
    means,
    unit: scale === "ratio" ? ("percent" as const) : ("points" as const),
    effect: of(effect),
    low: of(low),
    high: of(high),
    shown: low > 0 || high < 0,
  };
};

/** A measure's value as people know it: hours or messages a week, percent, odds. */
const shownValue = ({ name }: Measure, value: number): number => {
  switch (name) {
    case "effort":
      return tenth((Math.exp(value) - 900) / 3600);
    case "messages":
      return tenth(Math.exp(value) - 0.5);
    case "odds":
      return Number(Math.exp(value).toPrecision(3));
    case "after_hours":
    case "contribution":
      return tenth(100 * value);
  }
};

const whyText: Readonly<Record<NoEffect, string>> = {
  no_time_before: "insufficient evidence: fewer than 8 whole weeks before it",
  no_time_after: "insufficient evidence: fewer than 4 whole weeks since",
  too_few_like_it:
    "insufficient evidence: fewer than 8 clients without a play were there over the same weeks",
  not_measured: "there is too little of it to measure in these weeks",
};

/** The effects of a play as they are told, and what is not told of it and why. */
export const playEffects = ({ effects }: MeasuredPlay): Pick<PlayRow, "effects" | "notTold"> => ({
  effects: effects.flatMap((one) => {
    if ("none" in one) return [];
    const measure = measures[one.measure];
    return [
      {
        ...moved(measure, one),
        before: shownValue(measure, one.before),
        after: shownValue(measure, one.after),
        expected: shownValue(measure, one.before + one.othersChange),
        comparedWith: [...one.matched],
        eligible: one.eligible,
      },
    ];
  }),
  notTold: effects.flatMap((one) =>
    "none" in one
      ? [{ measure: one.measure, means: measures[one.measure].means, why: whyText[one.none] }]
      : [],
  ),
});

export const actionEffects = (pooled: ReadonlyArray<PooledEffect>): PlaysAnswer["byAction"] =>
  pooled.map((one) => ({ action: one.action, plays: one.plays, ...moved(measures[one.measure], one) }));
