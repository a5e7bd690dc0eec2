import { TextFile } from "./TextFile.ts";

type Cell = string | number | boolean | null;

const cellText = (cell: Cell): string => {
  if (cell === null) return "";
  const text = String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A CSV file (RFC 4180, LF) with one header row; `columns` in the order written. */
export class CsvFile<C extends string> {
  readonly #file: TextFile;
  readonly #columns: ReadonlyArray<C>;

  constructor(path: string, columns: ReadonlyArray<C>) {
    this.#file = new TextFile(path);
    this.#columns = columns;
    this.#file.write(`${columns.join(",")}\n`);
  }

  /** Columns that are left out stay empty. */
  row(cells: { readonly [K in C]?: Cell }): void {
    this.#file.write(`${this.#columns.map((column) => cellText(cells[column] ?? null)).join(",")}\n`);
  }

  close(): void {
    this.#file.close();
  }
}

const digits: Readonly<Record<string, number>> = { JPY: 0 };

/** Major units with a decimal point, exactly: 12345 GBP is `123.45`, of currencies without minor units `12345`. */
export const majorUnits = (minor: number, currency: string): string => {
  const places = digits[currency] ?? 2;
  if (places === 0) return String(minor);
  const text = String(Math.abs(minor)).padStart(places + 1, "0");
  return `${minor < 0 ? "-" : ""}${text.slice(0, -places)}.${text.slice(-places)}`;
};
