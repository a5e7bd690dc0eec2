import { cellWriters, headRow } from "./cells.ts";
import { closingParts, filterRange, type WrittenSheet } from "./parts.ts";
import type { Sheet } from "./SheetColumn.ts";
import { stylesPart } from "./styles.ts";
import { xmlHead } from "./xml.ts";
import { ZipParts } from "./ZipParts.ts";

/** A spreadsheet's limit, the head line included. */
export const mostRows = 1_048_576;
const handOnBytes = 64 * 1024;

const opening = ({ columns }: Sheet): string =>
  [
    xmlHead,
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    '<sheetFormatPr defaultRowHeight="15"/><cols>',
    ...columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`),
    `</cols><sheetData>${headRow(columns)}`,
  ].join("");

const closing = (columns: number, rows: number): string =>
  `</sheetData><autoFilter ref="${filterRange(columns, rows)}"/></worksheet>`;

/** At most 31 characters, and none of those that a sheet's name may not have. */
const sheetName = (name: string, number: number): string => {
  const suffix = number === 1 ? "" : ` (${number})`;
  return `${name.replaceAll(/[[\]*?:/\\]/g, " ").slice(0, 31 - suffix.length)}${suffix}`;
};

/**
 * A workbook as bytes, in constant memory: rows are written as they come. Each sheet has a head line that stays in
 * view, a filter over its columns, typed cells with number formats; rows beyond a spreadsheet's limit go on in another
 * sheet of the same name. Source: ECMA-376 (SpreadsheetML). Equal rows make equal bytes.
 */
export const workbookBytes = async function* (
  sheets: ReadonlyArray<Sheet>,
  rowsPerSheet: number = mostRows,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipParts();
  const written: Array<WrittenSheet> = [];
  zip.add("xl/styles.xml", stylesPart);
  let waiting = 0;
  for (const sheet of sheets) {
    const writers = cellWriters(sheet.columns);
    const columns = sheet.columns.length;
    let rows = 0;
    let number = 0;
    const begin = () => {
      number += 1;
      rows = 1;
      zip.begin(`xl/worksheets/sheet${written.length + 1}.xml`);
      zip.write(opening(sheet));
    };
    const finish = () => {
      zip.write(closing(columns, rows));
      zip.end();
      written.push({ name: sheetName(sheet.name, number), columns, rows });
    };
    begin();
    for await (const batch of sheet.rows) {
      let text = "";
      for (const values of batch) {
        if (rows === rowsPerSheet) {
          zip.write(text);
          text = "";
          finish();
          begin();
        }
        rows += 1;
        const row = rows;
        text += `<row r="${row}">${writers.map((write, i) => write(row, values[i] ?? null)).join("")}</row>`;
      }
      zip.write(text);
      waiting += text.length;
      if (waiting >= handOnBytes) {
        waiting = 0;
        yield zip.take();
      }
    }
    finish();
  }
  for (const [name, text] of closingParts(written)) zip.add(name, text);
  zip.close();
  yield zip.take();
};
