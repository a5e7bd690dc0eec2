import { z } from "zod";
import { described } from "../../views/described.ts";
import { profitabilityView } from "../../views/profitabilityView.ts";
import { Count, economicsHead, Minor, Percent, rowHead, Seconds } from "./head.ts";

/** As the view `client_profitability` has them, summed over the span; see docs/metrics.md. */
export const ProfitabilityFigures = z.strictObject(
  described(profitabilityView, {
    revenueMinor: Minor,
    invoicedMinor: Minor,
    creditedMinor: Minor,
    passThroughMinor: Minor,
    cashMinor: Minor,
    labourMinor: Minor,
    overheadMinor: Minor,
    unusedCapacityMinor: Minor,
    expensesMinor: Minor,
    expectedLossMinor: Minor,
    latePaymentMinor: Minor,
    costMinor: Minor,
    contributionMinor: Minor,
    contributionLowMinor: Minor.nullable(),
    contributionHighMinor: Minor.nullable(),
    lossProbabilityPercent: Percent.nullable(),
    marginPercent: Percent.nullable(),
    measuredCostPercent: Percent.nullable(),
    effortSeconds: Seconds,
    loggedSeconds: Seconds,
    shadowSeconds: Seconds.nullable(),
    effectiveHourlyMinor: Minor.nullable(),
    targetSeconds: Seconds.nullable(),
    breakEvenMinor: Minor.nullable(),
    targetPriceMinor: Minor.nullable(),
  }),
);
export type ProfitabilityFigures = z.infer<typeof ProfitabilityFigures>;

export const ProfitabilityRow = ProfitabilityFigures.extend(rowHead);
export type ProfitabilityRow = z.infer<typeof ProfitabilityRow>;

const totals = z.strictObject({
  selected: ProfitabilityFigures,
  client: ProfitabilityFigures,
  organisation: ProfitabilityFigures,
  unattributed: ProfitabilityFigures,
  internal: ProfitabilityFigures,
  unused: ProfitabilityFigures,
  all: ProfitabilityFigures,
});

/** Revenue, cost to serve and net contribution; totals as `totalNames` has them. */
export const ProfitabilityPage = z.strictObject({
  ...economicsHead,
  /** Rows over all pages. */
  total: Count,
  items: z.array(ProfitabilityRow),
  totals,
  nextCursor: z.string().nullable(),
});
export type ProfitabilityPage = z.infer<typeof ProfitabilityPage>;
export type ProfitabilityTotals = z.infer<typeof totals>;
