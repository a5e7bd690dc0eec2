import { type TableColumn, tableColumns, type TableName } from "@rapport/contracts/tables/tableColumns";
import { profitabilityTexts as texts } from "../../../texts/en/profitability.ts";
import { trendField } from "./search.ts";

/** Which figure the small drawings show. */
export const trendFigureOf = (table: TableName) =>
  table === "effort" ? ("effortSeconds" as const) : ("contributionMinor" as const);

/** What can be shown: the columns of rows, and the small drawings behind those that say whom a row is about. */
export const shownColumns = (table: TableName): ReadonlyArray<TableColumn> => {
  const columns = tableColumns(table);
  const trend: TableColumn = {
    name: trendField,
    field: trendField,
    kind: "who",
    unit: "text",
    nullable: true,
    means: `${texts.column(trendFigureOf(table))} ${texts.trendMeans}`,
    example: "",
  };
  const firstFigure = columns.findIndex(({ kind }) => kind === "figure");
  return columns.toSpliced(firstFigure, 0, trend);
};
