import type { ProfitabilityFigures } from "@rapport/contracts/http/economics/Profitability";
import {
  breakEvenMinor,
  effectiveHourlyMinor,
  targetPriceMinor,
  targetSeconds,
} from "@rapport/domain/economics/money/hourlyFigures";
import type { EffortSettings } from "@rapport/domain/economics/effort/EffortMonth";
import { percentOf } from "../figures/percent.ts";
import type { IntervalRow } from "./intervalQueries.ts";
import type { ProfitabilitySums } from "./sumQueries.ts";

type Interval = Pick<
  ProfitabilityFigures,
  "contributionLowMinor" | "contributionHighMinor" | "lossProbabilityPercent"
>;
type Sums = Pick<ProfitabilitySums, keyof typeof nothing>;

/** Of a line without a row. */
const nothing = {
  outside: false,
  revenue_minor: 0,
  invoiced_minor: 0,
  credited_minor: 0,
  pass_through_minor: 0,
  cash_minor: 0,
  labour_minor: 0,
  measured_minor: 0,
  overhead_minor: 0,
  unused_capacity_minor: 0,
  expenses_minor: 0,
  expected_loss_minor: 0,
  late_payment_minor: 0,
  cost_minor: 0,
  contribution_minor: 0,
  effort_seconds: 0,
  logged_seconds: 0,
  shadow_seconds: null as number | null,
};

/** A percentage of micro units as a setting has it: 200,000 is "20". */
const marginSettings = (micro: number): EffortSettings =>
  new Map([["margin.target", String(micro / 10_000)]]);

/** Prices, of what is outside the firm alone; `marginTargetMicro` null where nobody aims at any. */
const prices = (row: Sums, marginTargetMicro: number | null) => {
  if (!row.outside)
    return { effectiveHourlyMinor: null, targetSeconds: null, breakEvenMinor: null, targetPriceMinor: null };
  const served = {
    revenueMinor: row.revenue_minor,
    costMinor: row.cost_minor,
    loggedSeconds: row.logged_seconds,
    shadowSeconds: row.shadow_seconds ?? 0,
  };
  const aimed = marginTargetMicro === null ? null : marginSettings(marginTargetMicro);
  return {
    effectiveHourlyMinor: effectiveHourlyMinor(served),
    targetSeconds: aimed === null ? null : targetSeconds(served, aimed),
    breakEvenMinor: breakEvenMinor(served),
    targetPriceMinor: aimed === null ? null : targetPriceMinor(served, aimed),
  };
};

const noInterval: Interval = {
  contributionLowMinor: null,
  contributionHighMinor: null,
  lossProbabilityPercent: null,
};

/** The interval of a line; the probability of a loss only of what is outside the firm. */
export const contributionInterval = (row: IntervalRow | undefined, outside: boolean): Interval =>
  row === undefined
    ? noInterval
    : {
        contributionLowMinor: row.low,
        contributionHighMinor: row.high,
        lossProbabilityPercent: outside ? percentOf(row.losses, row.draws) : null,
      };

/** The figures of a line of sums; undefined of nothing. */
export const profitabilityFigures = (
  line: ProfitabilitySums | undefined,
  marginTargetMicro: number | null,
): ProfitabilityFigures => {
  const row: Sums = line ?? nothing;
  return {
    revenueMinor: row.revenue_minor,
    invoicedMinor: row.invoiced_minor,
    creditedMinor: row.credited_minor,
    passThroughMinor: row.pass_through_minor,
    cashMinor: row.cash_minor,
    labourMinor: row.labour_minor,
    overheadMinor: row.overhead_minor,
    unusedCapacityMinor: row.unused_capacity_minor,
    expensesMinor: row.expenses_minor,
    expectedLossMinor: row.expected_loss_minor,
    latePaymentMinor: row.late_payment_minor,
    costMinor: row.cost_minor,
    contributionMinor: row.contribution_minor,
    ...noInterval,
    marginPercent: row.revenue_minor > 0 ? percentOf(row.contribution_minor, row.revenue_minor) : null,
    measuredCostPercent: percentOf(row.measured_minor, row.labour_minor),
    effortSeconds: row.effort_seconds,
    loggedSeconds: row.logged_seconds,
    shadowSeconds: row.shadow_seconds,
    ...prices(row, marginTargetMicro),
  };
};
