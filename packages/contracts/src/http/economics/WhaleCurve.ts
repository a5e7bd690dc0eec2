import { z } from "zod";
import { Count, economicsHead, HolderState, Minor, Percent } from "./head.ts";

export const whaleMeasures = ["revenue", "contribution"] as const;
export type WhaleMeasure = (typeof whaleMeasures)[number];

/** As the view `whale_curve` has it. */
export const WhalePoint = z.strictObject({
  rank: Count,
  id: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  segment: z.string().nullable(),
  amountMinor: Minor,
  cumulativeMinor: Minor,
  cumulativeLowMinor: Minor.nullable(),
  cumulativeHighMinor: Minor.nullable(),
  clientsPercent: Percent,
  cumulativePercent: Percent.nullable(),
});
export type WhalePoint = z.infer<typeof WhalePoint>;

/** How much hangs on few: shares of what all clients bring who bring something, millionths. */
export const Concentration = z.strictObject({
  clients: Count,
  positiveMinor: Minor,
  largestMicro: Count,
  largestThreeMicro: Count,
  largestFiveMicro: Count,
  largestTenMicro: Count,
  /** Of the largest fifth of clients, rounded up to whole ones. */
  largestFifthMicro: Count,
  /** Herfindahl-Hirschman: a million is one client alone. */
  herfindahlMicro: Count,
  /** As many equal clients would be as concentrated, thousandths. */
  effectiveClientsMilli: Count,
});

/** Clients from the most to the least, cumulated; equal amounts by id. */
export const WhaleCurveAnswer = z.strictObject({
  ...economicsHead,
  on: z.enum(whaleMeasures),
  totalMinor: Minor,
  /** The highest point, the first of equals; null where even the best client loses, or there is none. */
  peak: WhalePoint.nullable(),
  /** Null where no client brings anything. */
  concentration: Concentration.nullable(),
  points: z.array(WhalePoint),
  /** The same measure of what is no client's: not on the curve. */
  elsewhere: z.array(z.strictObject({ state: HolderState, amountMinor: Minor })),
});
export type WhaleCurveAnswer = z.infer<typeof WhaleCurveAnswer>;
