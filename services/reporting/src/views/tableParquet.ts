import { type BasicType, type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { TableColumn } from "@rapport/contracts/tables/tableColumns";
import type { SeenTable } from "./readTable.ts";
import { fileColumns, fileValue } from "./tableBytes.ts";

const typeOf = ({ unit }: TableColumn): BasicType => {
  if (unit === "minor" || unit === "seconds") return "INT64";
  return unit === "percent" ? "DOUBLE" : "STRING";
};

/** A list as a Parquet file: amounts and seconds are 64-bit integers, percents doubles; null where there is nothing to say. */
export const tableParquet = async function* (table: SeenTable): AsyncGenerator<Uint8Array> {
  const columnData = fileColumns(table).map((column): ColumnSource => {
    const type = typeOf(column);
    const data = table.rows.map((row) => {
      const value = fileValue(table, row, column);
      return type === "INT64" && value !== null ? BigInt(value) : value;
    });
    return { name: column.name, type, data, nullable: true };
  });
  yield new Uint8Array(parquetWriteBuffer({ columnData, createdBy: "rapport" }));
};
