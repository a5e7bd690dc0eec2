import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { Warehouse } from "../read/Warehouse.ts";
import {
  type ClientMonthSums,
  clientMonthSums,
  type MonthMultipliers,
  monthMultipliers,
} from "./decisionQueries.ts";
import { drawsOf } from "./labourDraws.ts";
import type { Days } from "./spans.ts";

/** What clients brought and took over some days, by month, with the draws of those months. */
export interface ClientMoney {
  /** By client, in the order of their ids; months in order. */
  readonly months: ReadonlyMap<string, ReadonlyArray<ClientMonthSums>>;
  readonly multipliers: ReadonlyMap<string, MonthMultipliers>;
  readonly draws: number;
}

export const readMoney = (warehouse: Warehouse, days: Days): Effect.Effect<ClientMoney, WarehouseError> =>
  Effect.map(
    Effect.all([warehouse.query(clientMonthSums, days), warehouse.query(monthMultipliers, days)], {
      concurrency: "unbounded",
    }),
    ([sums, drawn]) => ({
      months: Map.groupBy(sums, ({ party }) => party),
      multipliers: new Map(drawn.map((month) => [month.first, month] as const)),
      draws: drawsOf(drawn),
    }),
  );

/** Sums over some months of one client; minor units, seconds. */
export interface MoneySums {
  readonly revenueMinor: number;
  readonly costMinor: number;
  readonly labourMinor: number;
  readonly overheadMinor: number;
  readonly expensesMinor: number;
  readonly creditMinor: number;
  readonly effortSeconds: number;
  readonly correspondenceSeconds: number;
}

export const sumsOf = (months: ReadonlyArray<ClientMonthSums>): MoneySums => {
  const sum = (of: (month: ClientMonthSums) => number) => months.reduce((all, month) => all + of(month), 0);
  return {
    revenueMinor: sum((month) => month.revenue_minor),
    costMinor: sum((month) => month.cost_minor),
    labourMinor: sum((month) => month.labour_minor),
    overheadMinor: sum((month) => month.overhead_minor),
    expensesMinor: sum((month) => month.expenses_minor),
    creditMinor: sum((month) => month.credit_minor),
    effortSeconds: sum((month) => month.effort_seconds),
    correspondenceSeconds: sum((month) => month.correspondence_seconds),
  };
};
