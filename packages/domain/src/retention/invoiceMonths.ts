import type { ActivityHistory } from "../activity/BgBb.ts";

/** An invoice's month (`YYYY-MM`) and what it is worth to us, minor units of the reporting currency. */
export interface InvoiceMonth {
  readonly month: string;
  readonly minor: number;
}

/** Months since year 0 of `YYYY-MM` or a day. */
export const monthNumber = (day: string): number =>
  Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** The inverse: `YYYY-MM`. */
export const monthOf = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;

export interface InvoicedMonths {
  /** Months with an invoice, after the first one; for `BgBb`. */
  readonly history: ActivityHistory;
  /** Of all months with an invoice, in order. */
  readonly valuesMinor: ReadonlyArray<number>;
  readonly first: string;
  readonly last: string;
}

/** A client's months with invoices up to a month (included), those of no worth left out; null without any. */
export const invoicedMonths = (
  invoices: ReadonlyArray<InvoiceMonth>,
  until: string,
): InvoicedMonths | null => {
  const sums = new Map<number, number>();
  for (const { month, minor } of invoices) {
    if (month > until) continue;
    const number = monthNumber(month);
    sums.set(number, (sums.get(number) ?? 0) + minor);
  }
  const months = [...sums].filter(([, minor]) => minor > 0).toSorted(([a], [b]) => a - b);
  if (months.length === 0) return null;
  const [first, last] = [months[0]![0], months.at(-1)![0]];
  return {
    history: {
      active: months.length - 1,
      lastActive: last - first,
      opportunities: monthNumber(until) - first,
    },
    valuesMinor: months.map(([, minor]) => minor),
    first: monthOf(first),
    last: monthOf(last),
  };
};
