import { CsvError, type Info } from "csv-parse";
import { parse } from "csv-parse/sync";
import type { TableProblem, TableRow } from "./TableItem.ts";
import type { TableLimits } from "./TableLimits.ts";

const lf = 10;
const cr = 13;

/** Line ends in a text: LF, CR LF, or CR alone. */
const lineEnds = (text: Uint8Array): number => {
  let count = 0;
  for (let at = text.indexOf(lf); at >= 0; at = text.indexOf(lf, at + 1)) count++;
  for (let at = text.indexOf(cr); at >= 0; at = text.indexOf(cr, at + 1)) if (text[at + 1] !== lf) count++;
  return count;
};

const empty = Buffer.alloc(0);

/**
 * Cuts a text (UTF-8, fed in chunks with borders anywhere) into rows by csv-parse, each with the line it begins
 * on. Holds one row and a chunk. csv-parse is given whole lines at a time and says how far it came: what it
 * cannot read costs the one line where that row began, and reading goes on at the next, so that a quotation
 * mark that is never closed does not swallow the file. Rows over `rowBytes` are passed over and told.
 */
export class RowSplitter {
  readonly #limits: TableLimits;
  readonly #options: { readonly delimiter: string; readonly quote: string | false };
  #held: Buffer = empty;
  #line: number;
  /** Bytes of a line without end that were passed over. */
  #dropped = 0;

  constructor(delimiter: string, quote: string | null, firstLine: number, limits: TableLimits) {
    this.#options = { delimiter, quote: quote ?? false };
    this.#limits = limits;
    this.#line = firstLine;
  }

  /** Takes the next chunk and gives the rows that are complete with it. */
  push(chunk: Uint8Array): Array<TableRow | TableProblem> {
    let fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const items: Array<TableRow | TableProblem> = [];
    if (this.#dropped > 0) {
      const end = fresh.indexOf(lf);
      this.#dropped += end < 0 ? fresh.length : end + 1;
      if (end < 0) return items;
      items.push(this.#endOfDropped());
      fresh = fresh.subarray(end + 1);
    }
    this.#held = this.#held.length === 0 ? fresh : Buffer.concat([this.#held, fresh]);
    const cut = this.#held.lastIndexOf(lf) + 1;
    if (cut > 0) this.#take(cut, false, items);
    if (this.#held.length > this.#limits.rowBytes && !this.#held.includes(lf)) {
      this.#dropped = this.#held.length;
      this.#held = empty;
    }
    return items;
  }

  /** The input has ended: gives the rest. */
  end(): Array<TableRow | TableProblem> {
    const items: Array<TableRow | TableProblem> = [];
    if (this.#dropped > 0) items.push(this.#endOfDropped());
    if (this.#held.length > 0) this.#take(this.#held.length, true, items);
    return items;
  }

  #endOfDropped(): TableProblem {
    const sizeBytes = this.#dropped;
    this.#dropped = 0;
    return this.#tooLong(this.#line++, sizeBytes);
  }

  #tooLong(line: number, sizeBytes: number): TableProblem {
    const reason = `The row has ${sizeBytes} bytes; the limit is ${this.#limits.rowBytes}.`;
    return { kind: "problem", line, code: "too_large", reason, sizeBytes, bytes: null };
  }

  /** The rows of the first `end` held bytes, which end in a line end or are the last. */
  #take(end: number, last: boolean, items: Array<TableRow | TableProblem>): void {
    const text = this.#held.subarray(0, end);
    let at = 0;
    while (at < text.length) {
      const { reached, error } = this.#parse(text.subarray(at), items);
      at += reached;
      if (error === null) break;
      const open = error.code === "CSV_QUOTE_NOT_CLOSED";
      if (open && !last && this.#held.length - at <= this.#limits.rowBytes) break;
      at += this.#refuse(text.subarray(at), error, items);
    }
    this.#held = this.#held.subarray(at);
  }

  /** Gives the rows up to the end or to what cannot be read; `reached` counts the bytes of those it gave. */
  #parse(text: Buffer, items: Array<TableRow | TableProblem>): { reached: number; error: CsvError | null } {
    let reached = 0;
    const onRecord = (cells: ReadonlyArray<string>, info: Info): null => {
      const bytes = text.subarray(reached, info.bytes);
      reached = info.bytes;
      const line = this.#line;
      this.#line += lineEnds(bytes);
      // Spreadsheets leave lines of nothing but delimiters behind.
      if (cells.every((cell) => cell.trim() === "")) return null;
      const ended = bytes[bytes.length - 1] === lf || bytes[bytes.length - 1] === cr;
      const endLine = ended ? this.#line - 1 : this.#line;
      if (bytes.length > this.#limits.rowBytes) items.push(this.#tooLong(line, bytes.length));
      else items.push({ kind: "row", line, endLine, cells, bytes });
      return null;
    };
    try {
      parse(text, {
        ...this.#options,
        record_delimiter: ["\r\n", "\n", "\r"],
        relax_column_count: true,
        on_record: onRecord as never,
      });
      return { reached: text.length, error: null };
    } catch (cause) {
      if (cause instanceof CsvError) return { reached, error: cause };
      throw cause;
    }
  }

  /** Gives the first line of a text as a problem, and its length. */
  #refuse(text: Buffer, error: CsvError, items: Array<TableRow | TableProblem>): number {
    const newline = text.indexOf(lf);
    const bytes = newline < 0 ? text : text.subarray(0, newline + 1);
    const line = this.#line;
    this.#line += lineEnds(bytes);
    const what =
      error.code === "CSV_QUOTE_NOT_CLOSED"
        ? "A quotation mark opens a value and none closes it"
        : error.code === "CSV_INVALID_CLOSING_QUOTE"
          ? "A quotation mark stands within a quoted value, or text behind the closing one"
          : "A quotation mark stands within a value that is not quoted";
    const reason = `${what}. Double the marks within values and put such values between marks, or, if they mean nothing in this file, say "quote": null in the mapping's "table".`;
    const sizeBytes = bytes.length;
    items.push({ kind: "problem", line, code: "invalid_row", reason, sizeBytes, bytes });
    return bytes.length;
  }
}
