import type { TableName } from "@rapport/contracts/tables/tableColumns";
import { sheetColumns, sheetHeader } from "../exports/sheetColumns.ts";
import type { Sheet } from "../exports/xlsx/SheetColumn.ts";
import { workbookBytes } from "../exports/xlsx/workbook.ts";
import type { SeenTable, TableRequest } from "./readTable.ts";
import { fileColumns, sheetRows } from "./tableBytes.ts";

const text = { kind: "text" } as const;

/** What a workbook's reader needs to know: which list, of which days, which rows of it, what its columns mean. */
const aboutSheet = (name: TableName, table: SeenTable, request: TableRequest): Sheet => {
  const { head } = table;
  const asked = (
    ["groupBy", "state", "client", "owner", "segment", "search", "where", "sort", "order"] as const
  ).flatMap((key) => (request[key] === undefined ? [] : [[key, String(request[key])] as const]));
  const rows: ReadonlyArray<readonly [string, string]> = [
    ["list", name],
    ["days, both included", `${head.from} to ${head.to}`],
    ["as of (end of day, UTC)", head.asOf],
    ["known at", head.knownAt ?? "now"],
    ...(head.currency === null ? [] : [["currency", head.currency] as const]),
    ...(head.converted === null
      ? []
      : [
          [
            "converted",
            `from ${head.converted.from} at ${head.converted.rate} of ${head.converted.on}`,
          ] as const,
        ]),
    ...asked,
    ...fileColumns(table).map((column) => [sheetHeader(column), column.means] as const),
  ];
  return {
    name: "About",
    columns: [
      { header: "what", of: text, width: 30 },
      { header: "means", of: text, width: 110 },
    ],
    rows: (async function* () {
      yield rows;
    })(),
  };
};

/** A list as a workbook: amounts in major units and time in hours, and a sheet that says what it is. */
export const tableWorkbook = (
  name: TableName,
  table: SeenTable,
  request: TableRequest,
): AsyncGenerator<Uint8Array> => {
  const columns = sheetColumns({ columns: fileColumns(table) }, table.head.currency ?? "");
  return workbookBytes([{ name, columns, rows: sheetRows(table) }, aboutSheet(name, table, request)]);
};
