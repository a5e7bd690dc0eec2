import { z } from "zod";
import { economicsHead, HolderState } from "../economics/head.ts";
import { Month } from "../Months.ts";

/** Figures that add up over months. */
export const trendFigures = [
  "contributionMinor",
  "revenueMinor",
  "costMinor",
  "effortSeconds",
  "loggedSeconds",
] as const;
export type TrendFigure = (typeof trendFigures)[number];

/** One figure of every row of a list, by the months of the span; they add to the list's figure. */
export const TrendsAnswer = z.strictObject({
  ...economicsHead,
  figure: z.enum(trendFigures),
  months: z.array(Month),
  items: z.array(
    z.strictObject({
      id: z.string(),
      state: HolderState.nullable(),
      /** As many as there are months; in minor units of `currency`, or seconds. */
      values: z.array(z.number().int()),
    }),
  ),
});
export type TrendsAnswer = z.infer<typeof TrendsAnswer>;
