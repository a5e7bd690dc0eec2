import type { TableColumn } from "@rapport/contracts/tables/tableColumns";
import { trendField } from "./search.ts";

const remOf = ({ field, kind }: Pick<TableColumn, "field" | "kind">): number => {
  if (field === trendField) return 7;
  return kind === "figure" ? 8 : 9;
};

/** How wide a column is, whatever stands in the rows that are drawn: so that nothing moves while somebody scrolls. */
export const columnWidth = (column: Pick<TableColumn, "field" | "kind">): string =>
  column.field === "name" ? "var(--name-width)" : `${remOf(column)}rem`;

/** All columns but the name's, in rem. */
export const widthRem = (columns: ReadonlyArray<Pick<TableColumn, "field" | "kind">>): number =>
  columns.reduce((sum, column) => sum + (column.field === "name" ? 0 : remOf(column)), 0);
