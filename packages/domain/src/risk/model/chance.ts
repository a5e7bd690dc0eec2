import { logistic } from "../../statistics/specialFunctions.ts";

/** 80 % of a normal variable lie within so many standard deviations. */
const eighty = 1.2816;

/** What takes the log-odds towards 0 for their variance: the mean of σ over it (MacKay 1992; design 04 §3.2). */
export const shrinkage = (variance: number): number => 1 / Math.sqrt(1 + (Math.PI * variance) / 8);

export interface Chance {
  /** 0 to 1. */
  readonly chance: number;
  /** 80 % interval. */
  readonly low: number;
  readonly high: number;
}

/** The chance for log-odds with a posterior variance. */
export const chanceOf = (logOdds: number, variance: number): Chance => {
  const spread = eighty * Math.sqrt(variance);
  return {
    chance: logistic(logOdds * shrinkage(variance)),
    low: logistic(logOdds - spread),
    high: logistic(logOdds + spread),
  };
};
