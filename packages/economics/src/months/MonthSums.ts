import type { MonthTotals } from "@rapport/contracts/Economics";
import { type Category, categories, type Contribution } from "@rapport/domain/economics/Contribution";

/** Sums of one category over a month, all parties together; amounts in minor units of the reporting currency. */
export interface CategorySums {
  readonly seconds: number;
  readonly costMinor: number;
  readonly revenueMinor: number;
  readonly cashMinor: number;
}

/** A month by category; categories without any contribution are left out. */
export type MonthSums = ReadonlyMap<Category, CategorySums>;

export const noSums: CategorySums = { seconds: 0, costMinor: 0, revenueMinor: 0, cashMinor: 0 };

const added = (a: CategorySums, b: CategorySums): CategorySums => ({
  seconds: a.seconds + b.seconds,
  costMinor: a.costMinor + b.costMinor,
  revenueMinor: a.revenueMinor + b.revenueMinor,
  cashMinor: a.cashMinor + b.cashMinor,
});

/** The sums of contributions, those of another month (`2026-10`) left out. */
export const sumContributions = (month: string, contributions: Iterable<Contribution>): MonthSums => {
  const sums = new Map<Category, CategorySums>();
  for (const one of contributions)
    if (one.day.startsWith(month)) sums.set(one.category, added(sums.get(one.category) ?? noSums, one));
  return sums;
};

/** Two books of one month in one. */
export const joinSums = (a: MonthSums, b: MonthSums): MonthSums =>
  new Map(
    categories.flatMap((category) => {
      const parts = [a.get(category), b.get(category)].filter((part) => part !== undefined);
      return parts.length === 0 ? [] : [[category, parts.reduce(added)] as const];
    }),
  );

/**
 * What a month comes to: unused capacity costs, but nobody worked in its seconds. `currency` "" where there is none.
 */
export const totalsOf = (sums: MonthSums, currency: string): MonthTotals => {
  const all = [...sums.values()].reduce(added, noSums);
  const unused = sums.get("unused_capacity") ?? noSums;
  return { ...all, seconds: all.seconds - unused.seconds, currency: currency === "" ? null : currency };
};
