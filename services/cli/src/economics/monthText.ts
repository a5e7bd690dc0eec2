import type { MonthTotals } from "@rapport/contracts/Economics";
import { categories } from "@rapport/domain/economics/Contribution";
import { type CategorySums, type MonthSums, noSums } from "@rapport/economics/months/MonthSums";
import { moneyText } from "@rapport/reporting/render/money";
import { table } from "@rapport/reporting/render/table";

const hours = (seconds: number): string => (seconds / 3600).toFixed(2).replace(/^-(?=0\.00$)/, "");
const money = (minor: number, currency: string | null): string =>
  currency === null ? String(minor) : moneyText(minor, currency);

/** `12.50 h, cost GBP 900.00, revenue GBP 1,200.00` */
export const totalsText = ({ currency, seconds, costMinor, revenueMinor }: MonthTotals): string =>
  `${hours(seconds)} h, cost ${money(costMinor, currency)}, revenue ${money(revenueMinor, currency)}`;

/** How one figure came to be another; "" where it did not. */
export const movedText = (before: MonthTotals, after: MonthTotals): string => {
  if (before.currency !== after.currency)
    return `now in ${after.currency ?? "no currency"}, then in ${before.currency ?? "none"}`;
  const signed = (text: string): string => (text.startsWith("-") ? text : `+${text}`);
  const parts = [
    ["", after.seconds - before.seconds, (n: number) => `${hours(n)} h`],
    ["cost ", after.costMinor - before.costMinor, (n: number) => money(n, after.currency)],
    ["revenue ", after.revenueMinor - before.revenueMinor, (n: number) => money(n, after.currency)],
    ["cash ", after.cashMinor - before.cashMinor, (n: number) => money(n, after.currency)],
  ] as const;
  return parts
    .flatMap(([name, difference, show]) => (difference === 0 ? [] : [`${name}${signed(show(difference))}`]))
    .join(", ");
};

const figures = [
  ["cost", "costMinor"],
  ["revenue", "revenueMinor"],
  ["cash", "cashMinor"],
] as const satisfies ReadonlyArray<readonly [string, keyof CategorySums]>;

/** Before and after by category, of what differs and of the totals. */
export const comparisonTable = (before: MonthSums, after: MonthSums, currency: string | null): string => {
  const rows = categories.flatMap((category) => {
    const [was, is] = [before.get(category) ?? noSums, after.get(category) ?? noSums];
    const name = category.replaceAll("_", " ");
    const time =
      was.seconds === is.seconds
        ? []
        : [[name, "hours", hours(was.seconds), hours(is.seconds), hours(is.seconds - was.seconds)]];
    const amounts = figures.flatMap(([figure, key]) =>
      was[key] === is[key]
        ? []
        : [
            [
              name,
              figure,
              money(was[key], currency),
              money(is[key], currency),
              money(is[key] - was[key], currency),
            ],
          ],
    );
    return [...time, ...amounts];
  });
  if (rows.length === 0) return "Nothing changes.";
  return table(["category", "figure", "before", "after", "change"], rows, [
    "left",
    "left",
    "right",
    "right",
    "right",
  ]);
};
