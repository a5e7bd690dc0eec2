import type { ViewDefinition } from "@rapport/contracts/views/ViewDefinition";
import { aboutSheet } from "./aboutSheet.ts";
import { fieldOf } from "./csvBytes.ts";
import { type EngineRows, readEngineRows } from "./engineRows.ts";
import type { ExportSpan } from "./exportStatement.ts";
import { sheetColumns } from "./sheetColumns.ts";
import { workbookBytes } from "./xlsx/workbook.ts";

const cells = (batch: EngineRows) =>
  batch.rows.map((row) => row.map((value) => (typeof value === "boolean" ? value : fieldOf(value))));

/**
 * An answer with the rows of a view (`JSONCompactEachRowWithNamesAndTypes`) as a workbook, as it comes: the view's
 * sheet, and one that says what it is.
 */
export const xlsxBytes = (
  view: ViewDefinition,
  of: ExportSpan & { readonly knownAt: string | null },
): ((chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>) =>
  async function* (chunks) {
    const batches = readEngineRows(chunks);
    // Amounts are all of one currency, the reporting currency, which the rows name.
    const first = await batches.next();
    if (first.done === true) return;
    const at = first.value.names.indexOf("currency");
    const currency = fieldOf(first.value.rows[0]?.[at]) ?? "";
    const rows = async function* () {
      yield cells(first.value);
      for await (const batch of batches) yield cells(batch);
    };
    const sheet = { name: view.name, columns: sheetColumns(view, currency), rows: rows() };
    const reporting = view.name === "coverage" ? "" : currency;
    yield* workbookBytes([sheet, aboutSheet(view, { ...of, currency: reporting })]);
  };
