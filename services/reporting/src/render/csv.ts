import { stringify } from "csv-stringify/sync";

export type Cell = string | number | null;

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV injection"): names and
 * addresses come from strangers. Numbers are left alone, negative ones too.
 */
export const guardFormula = (text: string): string =>
  /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;

/** RFC 4180 with a head line; null is an empty field. */
export const csv = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<Cell>>): string =>
  stringify(
    [head, ...rows].map((row) => row.map((cell) => (typeof cell === "string" ? guardFormula(cell) : cell))),
    // The library quotes its own line ends alone; RFC 4180 wants it for any.
    { record_delimiter: "windows", quoted_match: /[\r\n]/ },
  );
