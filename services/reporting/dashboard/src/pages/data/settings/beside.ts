import type { BooksEffect } from "@rapport/contracts/http/data/Settings";

export type Sums = BooksEffect["months"][number]["before"];

/** A figure now and then. */
export interface Beside {
  readonly name: "effort" | "cost" | "revenue" | "contribution";
  readonly before: number;
  readonly after: number;
  readonly moves: boolean;
}

/** The figures of a month or client side by side; in another currency every amount moves. */
export const besideOf = (
  before: Sums,
  after: Sums,
  otherCurrency: boolean,
): { readonly effort: Beside; readonly money: ReadonlyArray<Beside> } => {
  const beside = (name: Beside["name"], was: number, is: number, other = otherCurrency): Beside => ({
    name,
    before: was,
    after: is,
    moves: was !== is || other,
  });
  return {
    effort: beside("effort", before.effortSeconds, after.effortSeconds, false),
    money: [
      beside("cost", before.costMinor, after.costMinor),
      beside("revenue", before.revenueMinor, after.revenueMinor),
      beside("contribution", before.revenueMinor - before.costMinor, after.revenueMinor - after.costMinor),
    ],
  };
};
