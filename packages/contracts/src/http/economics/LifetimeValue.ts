import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { Count, Minor, Percent, rowHead } from "./head.ts";

/** What a client is worth over the next three years, as it is served now; minor units. */
export const LifetimeFigures = z.strictObject({
  /** Complete quarters (three whole months) that are looked back on, at most eight. */
  quartersSeen: Count,
  /** Net contribution of a quarter: the client's own mean; null where none is complete. */
  ownMarginMinor: Minor.nullable(),
  /** The same, drawn towards the mean of all clients by how little it is known. */
  expectedMarginMinor: Minor,
  /** How much of it is the client's own. */
  ownPercent: Percent,
  valueMinor: Minor,
  /** Eight of ten draws are between these; null before effort was derived. */
  valueLowMinor: Minor.nullable(),
  valueHighMinor: Minor.nullable(),
  /** Of the draws, those below 0. */
  lossProbabilityPercent: Percent.nullable(),
});

export const LifetimeRow = LifetimeFigures.extend(rowHead);
export type LifetimeRow = z.infer<typeof LifetimeRow>;

/** Lifetime value of the clients that have not ended: Σ over 12 quarters of survival × margin, discounted. */
export const LifetimePage = z.strictObject({
  ...answerHead,
  currency: z.string().nullable(),
  /** The last day that is looked back on: the end of the last whole month. */
  until: z.iso.date(),
  /** The share of clients who stay over a quarter, from the firm's own ended clients; two decimals. */
  survivalPercent: Percent,
  endedClients: Count,
  clientQuarters: z.number().nonnegative(),
  /** A year's cost of capital, by setting. */
  discountPercent: Percent,
  /** Rows over all pages. */
  total: Count,
  /** The sum over all rows of all pages. */
  valueMinor: Minor,
  items: z.array(LifetimeRow),
  nextCursor: z.string().nullable(),
});
export type LifetimePage = z.infer<typeof LifetimePage>;
