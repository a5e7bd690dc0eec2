import { found, numberOf, oneOf, textsOf } from "../readSearch.ts";

export const whatIfAsks = ["price", "cap", "tier", "hand_over", "drop"] as const;
export type WhatIfAsk = (typeof whatIfAsks)[number];

/** What a client's workbench asks about, as its address has it. */
export interface WhatIfSearch {
  readonly ask?: WhatIfAsk;
  /** Of price: what is added, of a hundred. Without it and `revenue`: the price for the margin aimed at. */
  readonly percent?: number;
  /** Of price: that of a year, in whole units of the currency. */
  readonly revenue?: number;
  /** Of cap: hours a month. */
  readonly hours?: number;
  readonly tier?: string;
  readonly band?: string;
}

export const readWhatIfSearch = (search: Readonly<Record<string, unknown>>): WhatIfSearch => ({
  ...found("ask", oneOf(search["ask"], whatIfAsks)),
  ...found("percent", numberOf(search["percent"])),
  ...found("revenue", numberOf(search["revenue"])),
  ...found("hours", numberOf(search["hours"])),
  ...textsOf(search, ["tier", "band"]),
});

/** What is asked when nothing is chosen: a price ten of a hundred higher. */
export const usualPercent = 10;

/**
 * The query of a what-if; null where the choice is not made yet (which tier, which band). A cap that nobody named is
 * three quarters of what the client takes.
 */
export const whatIfQuery = (search: WhatIfSearch, monthHours: number) => {
  const ask = search.ask ?? "price";
  switch (ask) {
    case "drop":
      return { ask };
    case "price":
      if (search.revenue !== undefined) return { ask, revenue: search.revenue };
      if (search.percent !== undefined) return { ask, percent: search.percent };
      return search.ask === undefined ? { ask, percent: usualPercent } : { ask };
    case "cap":
      return { ask, hours: search.hours ?? Math.round(monthHours * 0.75) };
    case "tier":
      return search.tier === undefined ? null : { ask, tier: search.tier };
    case "hand_over":
      return search.band === undefined ? null : { ask, band: search.band };
  }
};

/** How far a slider of prices goes: from a third less to beyond the price for the margin aimed at. */
export const priceRange = (revenueMinor: number, targetPriceMinor: number): { min: number; max: number } => {
  const needed = revenueMinor > 0 ? (targetPriceMinor / revenueMinor - 1) * 100 : 0;
  return { min: -30, max: Math.min(1000, Math.max(100, Math.ceil((needed * 1.1) / 50) * 50)) };
};

/** What a price is above that of today, of a hundred, to two decimals; null where there is none today. */
export const percentOf = (priceMinor: number, revenueMinor: number): number | null =>
  revenueMinor <= 0 ? null : Math.round((priceMinor / revenueMinor - 1) * 10_000) / 100;

/** What is added to the price by what is asked, of a hundred; 0 where there is no price today. */
export const percentAsked = (
  { ask, percent, revenue }: WhatIfSearch,
  {
    before,
    targetPriceMinor,
  }: { readonly before: { readonly revenueMinor: number }; readonly targetPriceMinor: number },
  digits: number,
): number => {
  if (percent !== undefined) return percent;
  if (ask === undefined && revenue === undefined) return usualPercent;
  return (
    percentOf(revenue === undefined ? targetPriceMinor : revenue * 10 ** digits, before.revenueMinor) ?? 0
  );
};
