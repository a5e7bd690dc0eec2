import {
  ProfitabilityFigures,
  type ProfitabilityPage,
  type ProfitabilityRow,
} from "@rapport/contracts/http/economics/Profitability";
import { amount, between, hoursOfSeconds, lossText, percentOf } from "./amounts.ts";
import { type Column, listTable } from "./listTable.ts";
import { listCsv } from "./listCsv.ts";

const columns: ReadonlyArray<Column<ProfitabilityFigures>> = [
  ["revenue", (f, c) => amount(f.revenueMinor, c)],
  ["cost", (f, c) => amount(f.costMinor, c)],
  ["contribution", (f, c) => amount(f.contributionMinor, c)],
  ["80 % between", (f, c) => between(amount(f.contributionLowMinor, c), amount(f.contributionHighMinor, c))],
  ["loss", (f) => lossText(f.lossProbabilityPercent)],
  ["margin", (f) => percentOf(f.marginPercent)],
  ["hours", (f) => hoursOfSeconds(f.effortSeconds)],
  ["shadow", (f) => hoursOfSeconds(f.shadowSeconds)],
  ["per hour", (f, c) => amount(f.effectiveHourlyMinor, c)],
  ["measured", (f) => percentOf(f.measuredCostPercent)],
];

export const profitabilityTable = (page: ProfitabilityPage): string =>
  listTable(page, {
    what: "Revenue, cost to serve and net contribution",
    columns,
    counts: (f) => f.costMinor !== 0 || f.revenueMinor !== 0 || f.effortSeconds !== 0,
    notes: [
      "hours: logged and estimated; shadow: expected by the calibrated estimate beyond what was logged; measured: share of labour from time entries.",
    ],
  });

export const profitabilityCsv = (page: {
  readonly currency: string | null;
  readonly items: ReadonlyArray<ProfitabilityRow>;
}): string => listCsv(page, ProfitabilityFigures.keyof().options);
