import { type SeenRow, valueOf } from "@rapport/contracts/tables/seenRows";
import { isAdditive, type TableColumn } from "@rapport/contracts/tables/tableColumns";

const twoDecimals = (share: number): number => Math.round(share * 10_000) / 100;

/**
 * The sums of rows that are seen, by field: exact, as every row's figure is an integer. What does not add up is null, but for
 * the margin, which is that of the sums.
 */
export const sumsOf = (
  rows: ReadonlyArray<SeenRow>,
  columns: ReadonlyArray<TableColumn>,
): Readonly<Record<string, number | null>> => {
  const sums: Record<string, number | null> = {};
  for (const column of columns) {
    if (!isAdditive(column)) continue;
    const values = rows.flatMap((row) => {
      const value = valueOf(row, column.field);
      return typeof value === "number" ? [value] : [];
    });
    sums[column.field] =
      values.length === 0 && column.nullable ? null : values.reduce((sum, value) => sum + value, 0);
  }
  const { revenueMinor: revenue, contributionMinor: contribution } = sums;
  if (typeof revenue === "number" && typeof contribution === "number" && revenue > 0)
    sums["marginPercent"] = twoDecimals(contribution / revenue);
  return sums;
};
