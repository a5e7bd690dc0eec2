import { RowSplitter } from "./RowSplitter.ts";
import { defaultDialect, type TableDialect } from "./TableDialect.ts";
import type { TableHeader, TableItem, TableProblem, TableRow } from "./TableItem.ts";
import { defaultTableLimits, type TableLimits } from "./TableLimits.ts";
import { EncodingProblem, utf8Text } from "./utf8Chunks.ts";

const lf = 10;
const delimiters = [",", ";", "\t", "|"];

const broken = (line: number, code: TableProblem["code"], reason: string): TableProblem => ({
  kind: "problem",
  line,
  code,
  reason,
  sizeBytes: 0,
  bytes: null,
});

/** What the first line has most of outside quotes; a comma where it has none of them. */
const delimiterOf = (line: string, quote: string | null): string => {
  const parts = quote === null ? [line] : line.split(quote).filter((_, i) => i % 2 === 0);
  const counts = delimiters.map((mark) => parts.reduce((sum, part) => sum + part.split(mark).length - 1, 0));
  return delimiters[counts.indexOf(Math.max(...counts))]!;
};

const columnNames = (cells: ReadonlyArray<string>): Array<string> => {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const name = cell.trim();
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
};

/** The text from the header on, and what cuts it into rows. */
interface Begun {
  readonly splitter: RowSplitter;
  readonly rest: Buffer;
  readonly delimiter: string;
}

/** Passes over what stands before the header and finds the delimiter in its line, fed chunk by chunk. */
const makeBeginning = (dialect: TableDialect, limits: TableLimits) => {
  const skipped = (dialect.headerLine ?? 1) - 1;
  let left = skipped;
  let held: Buffer = Buffer.alloc(0);
  /** Null: needs more. */
  return (chunk: Uint8Array, ended: boolean): Begun | null => {
    let from = 0;
    for (; left > 0; left--) {
      const newline = chunk.indexOf(lf, from);
      if (newline < 0) return null;
      from = newline + 1;
    }
    held = Buffer.concat([held, chunk.subarray(from)]);
    const newline = held.indexOf(lf);
    if (newline < 0 && !ended && held.length <= limits.rowBytes) return null;
    const line = held.subarray(0, Math.min(newline < 0 ? held.length : newline, limits.rowBytes));
    const delimiter = dialect.delimiter ?? delimiterOf(line.toString("utf8"), dialect.quote);
    return {
      splitter: new RowSplitter(delimiter, dialect.quote, skipped + 1, limits),
      rest: held,
      delimiter,
    };
  };
};

/** Judges rows by the header: gives it first, then rows of its length and problems for the others. */
const makeHeaderCheck = (dialect: TableDialect, limits: TableLimits, delimiter: string, encoding: string) => {
  let columns: ReadonlyArray<string> | null = null;
  const header = (line: number, names: ReadonlyArray<string>): TableHeader => {
    columns = names;
    return { kind: "header", line, columns: names, delimiter, encoding };
  };
  const fit = (row: TableRow, width: number): TableRow | TableProblem => {
    const { cells } = row;
    if (cells.length === width) return row;
    if (cells.length > width && cells.slice(width).every((cell) => cell.trim() === ""))
      return { ...row, cells: cells.slice(0, width) };
    if (cells.length < width && dialect.shortRows === "fill")
      return { ...row, cells: [...cells, ...Array.from({ length: width - cells.length }, () => "")] };
    const reason = `The row has ${cells.length} ${cells.length === 1 ? "value" : "values"}, the header ${width}. ${
      cells.length > width
        ? `A value with the delimiter in it must stand between quotation marks.`
        : `If the rest may be taken as empty, say "shortRows": "fill" in the mapping's "table".`
    }`;
    return {
      kind: "problem",
      line: row.line,
      code: "invalid_row",
      reason,
      sizeBytes: row.bytes.length,
      bytes: row.bytes,
    };
  };
  return (item: TableRow | TableProblem): Array<TableItem> => {
    if (item.kind === "problem") return [item];
    if (columns !== null) return [fit(item, columns.length)];
    if (item.cells.length > limits.columns)
      return [
        broken(
          item.line,
          "too_large",
          `It has ${item.cells.length} columns; the limit is ${limits.columns}.`,
        ),
      ];
    if (dialect.headerLine !== null) return [header(item.line, columnNames(item.cells))];
    return [
      header(
        item.line,
        item.cells.map((_, i) => `#${i + 1}`),
      ),
      item,
    ];
  };
};

async function* rowsOf(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
  dialect: TableDialect,
  limits: TableLimits,
): AsyncGenerator<TableItem> {
  const beginning = makeBeginning(dialect, limits);
  let begun: Begun | null = null;
  let check: ReturnType<typeof makeHeaderCheck> = () => [];
  let sizeBytes = 0;
  const take = (chunk: Uint8Array, ended: boolean): Array<TableItem> => {
    if (begun !== null) return begun.splitter.push(chunk).flatMap(check);
    begun = beginning(chunk, ended);
    if (begun === null) return [];
    check = makeHeaderCheck(dialect, limits, begun.delimiter, encoding);
    return begun.splitter.push(begun.rest).flatMap(check);
  };
  for await (const chunk of chunks) {
    sizeBytes += chunk.length;
    if (sizeBytes > limits.fileBytes) {
      const reason = `The file has more than ${limits.fileBytes} bytes, the limit; the rest was not read.`;
      yield broken(1, "too_large", reason);
      return;
    }
    yield* take(chunk, false);
  }
  yield* take(new Uint8Array(0), true);
  if (begun !== null) yield* (begun as Begun).splitter.end().flatMap(check);
}

/**
 * Reads a table of delimited text (RFC 4180 and its relatives) in constant memory: its header first, then its
 * rows, in order, each with the line it begins on. Quoted values may hold line breaks; line ends may be LF,
 * CR LF or mixed; empty lines are no rows. What cannot be a row of the table (quotes, length, size) is a
 * problem in its place, so header + rows + problems is everything in the file. Without a header, as in an
 * empty file, it gives one problem. Fails only as `bytes` does.
 */
export async function* readTable(
  bytes: AsyncIterable<Uint8Array>,
  dialect: TableDialect = defaultDialect,
  limits: TableLimits = defaultTableLimits,
): AsyncGenerator<TableItem> {
  let items = 0;
  let brokenRows = 0;
  try {
    const { encoding, chunks } = await utf8Text(bytes, dialect.encoding);
    for await (const item of rowsOf(chunks, encoding, dialect, limits)) {
      items++;
      if (items === 1 && item.kind === "problem") {
        const code = item.code === "invalid_row" ? "invalid_document" : item.code;
        yield { ...item, code, reason: `The header cannot be read, so nothing was. ${item.reason}` };
        return;
      }
      yield item;
      if (item.kind !== "problem") continue;
      if (++brokenRows < limits.brokenRows) continue;
      yield broken(
        item.line,
        "invalid_document",
        `${brokenRows} rows are broken so far, the limit; what stands below was not read. Check the delimiter and the quotation marks.`,
      );
      return;
    }
  } catch (cause) {
    if (!(cause instanceof EncodingProblem)) throw cause;
    items++;
    yield broken(1, "unknown_format", cause.message);
  }
  if (items === 0) yield broken(1, "empty", "The file has no header and no rows.");
}
