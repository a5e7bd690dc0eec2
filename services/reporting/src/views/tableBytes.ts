import { type SeenRow, valueOf } from "@rapport/contracts/tables/seenRows";
import type { TableColumn } from "@rapport/contracts/tables/tableColumns";
import { column } from "@rapport/contracts/views/ViewDefinition";
import { type Cell, csvRows } from "../render/csv.ts";
import type { SeenTable } from "./readTable.ts";

const batchRows = 1000;

const batches = function* (rows: ReadonlyArray<SeenRow>): Generator<ReadonlyArray<SeenRow>> {
  for (let at = 0; at < rows.length; at += batchRows) yield rows.slice(at, at + batchRows);
};

/** In a file that has amounts the currency stands beside them: on the page it stands above. */
const currencyColumn: TableColumn = {
  ...column("currency", "text", "of every `_minor` column", "GBP"),
  field: "currency",
  kind: "who",
};

/** The columns of a file: those that are seen, and the currency of their amounts. */
export const fileColumns = ({ columns }: Pick<SeenTable, "columns">): ReadonlyArray<TableColumn> =>
  columns.some(({ unit }) => unit === "minor") ? [...columns, currencyColumn] : columns;

/** What stands in a row's field of a file. */
export const fileValue = (
  { head }: Pick<SeenTable, "head">,
  row: SeenRow,
  { field }: TableColumn,
): string | number | null => (field === "currency" ? head.currency : valueOf(row, field));

/** RFC 4180 with a head line, numbers digit for digit, formulas guarded. */
export const tableCsv = async function* (table: SeenTable): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const columns = fileColumns(table);
  yield encoder.encode(csvRows([columns.map(({ name }) => name)]));
  for (const rows of batches(table.rows))
    yield encoder.encode(csvRows(rows.map((row) => columns.map((one): Cell => fileValue(table, row, one)))));
};

/** The rows of a workbook's sheet. */
export const sheetRows = async function* (
  table: SeenTable,
): AsyncGenerator<ReadonlyArray<ReadonlyArray<string | null>>> {
  const columns = fileColumns(table);
  for (const rows of batches(table.rows))
    yield rows.map((row) =>
      columns.map((one) => {
        const value = fileValue(table, row, one);
        return value === null ? null : String(value);
      }),
    );
};
