import { stringify } from "csv-stringify/sync";

/** `number` is one whose digits are to stay as they are written. */
export type Cell = string | number | null | { readonly number: string };

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV injection"): names and
 * addresses come from strangers. Numbers are left alone, negative ones too.
 */
export const guardFormula = (text: string): string =>
  /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;

const field = (cell: Cell): string | number | null => {
  if (typeof cell === "string") return guardFormula(cell);
  return cell === null || typeof cell === "number" ? cell : cell.number;
};

/** RFC 4180 without a head line; null is an empty field. */
export const csvRows = (rows: ReadonlyArray<ReadonlyArray<Cell>>): string =>
  stringify(
    rows.map((row) => row.map(field)),
    // The library quotes its own line ends alone; RFC 4180 wants it for any.
    { record_delimiter: "windows", quoted_match: /[\r\n]/ },
  );

/** RFC 4180 with a head line; null is an empty field. */
export const csv = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<Cell>>): string =>
  csvRows([head, ...rows]);
