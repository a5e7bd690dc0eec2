import { type DecimalText, readDecimal } from "@rapport/domain/money/DecimalText";
import { type BoundField, type BoundMapping, folded } from "./BoundMapping.ts";
import { dayOf, momentOf, type WrittenDate } from "./DateFormat.ts";
import { visible } from "./visible.ts";

/** What is wrong with one cell: its column, its value (shortened) and what was expected. */
export interface CellIssue {
  readonly path: string;
  readonly message: string;
}

const shown = (value: string): string => `"${visible(value)}"`;

/** What the contracts hold: days from 1900 to 2299. */
const firstMs = Date.UTC(1900, 0, 1);
const endMs = Date.UTC(2300, 0, 1);
const outside = "is no day from 1900 to 2299";

const yes = new Set(["true", "yes", "y", "1", "t", "x"]);
const no = new Set(["false", "no", "n", "0", "f"]);

/**
 * The fields of one row by its mapping. Each reader gives the value, or null where the cell is empty or cannot
 * be read; the latter is kept in `issues`. A row with issues must be refused as a whole.
 */
export class RowCells {
  readonly #mapping: BoundMapping;
  readonly #cells: ReadonlyArray<string>;
  readonly issues: Array<CellIssue> = [];

  constructor(mapping: BoundMapping, cells: ReadonlyArray<string>) {
    this.#mapping = mapping;
    this.#cells = cells;
  }

  /** Whether the mapping and the file have the field at all. */
  has(field: string): boolean {
    return this.#mapping.fields.has(field);
  }

  /** Whether somebody said how figures are written; else a decimal point is taken for granted. */
  get numbersDeclared(): boolean {
    return this.#mapping.numbersDeclared;
  }

  /** Keeps that a field's value is wrong; `message` goes on behind the value: `"x" is no day`. */
  refuse(field: string, value: string | null, message: string): null {
    const bound = this.#mapping.fields.get(field);
    const path = bound === undefined || bound.column === "" ? field : bound.column;
    this.issues.push({ path, message: value === null ? message : `${shown(value)} ${message}` });
    return null;
  }

  #raw(bound: BoundField): string | null {
    if (bound.constant !== null) return bound.constant;
    if (bound.joined) {
      const parts = bound.indexes.map((index) => (this.#cells[index] ?? "").trim());
      return parts.filter((part) => part !== "" && !this.#mapping.missing.has(part)).join(" ");
    }
    for (const index of bound.indexes) {
      const cell = (this.#cells[index] ?? "").trim();
      if (cell !== "" && !this.#mapping.missing.has(cell)) return cell;
    }
    return bound.default;
  }

  /** The trimmed text of a field, its words translated; null for empty. At most `maxChars`. */
  text(field: string, maxChars = 255): string | null {
    const bound = this.#mapping.fields.get(field);
    if (bound === undefined) return null;
    const raw = this.#raw(bound);
    if (raw === null || raw === "") return null;
    if (raw.includes("\ufffd"))
      return this.refuse(
        field,
        raw,
        'has bytes that are wrong in this encoding. Say which it is in the mapping\'s "table", such as "encoding": "windows-1252"',
      );
    const word = bound.words?.get(folded(raw));
    if (word !== undefined) return word === "" ? null : word;
    if (bound.words !== null) {
      if (bound.otherwise !== null) return bound.otherwise;
      const known = [...bound.words.keys()].slice(0, 20).map(shown).join(", ");
      return this.refuse(
        field,
        raw,
        `is not among the words the mapping knows here (${known}). Add it to "words" of ${field}`,
      );
    }
    if (raw.length > maxChars) return this.refuse(field, raw, `is longer than ${maxChars} characters`);
    return raw;
  }

  /** As `text`, but an empty cell is an issue too. */
  required(field: string, maxChars = 255): string | null {
    const issues = this.issues.length;
    const text = this.text(field, maxChars);
    if (text !== null || this.issues.length > issues) return text;
    return this.refuse(field, null, this.has(field) ? "is empty" : "has no column in this file");
  }

  /** One of `values`, by the mapping's words or as it stands, without regard to case. */
  word<W extends string>(field: string, values: ReadonlyArray<W>): W | null {
    const text = this.text(field, 1_000);
    if (text === null) return null;
    const value = values.find((each) => each === folded(text));
    return (
      value ??
      this.refuse(
        field,
        text,
        `is none of ${values.join(", ")}. Say what it stands for in "words" of ${field} in a mapping`,
      )
    );
  }

  flag(field: string): boolean | null {
    const text = this.text(field, 1_000);
    if (text === null) return null;
    if (yes.has(folded(text))) return true;
    if (no.has(folded(text))) return false;
    return this.refuse(
      field,
      text,
      `is neither yes nor no. Say what it stands for in "words" of ${field} in a mapping`,
    );
  }

  #date(field: string): WrittenDate | null {
    const text = this.text(field, 64);
    if (text === null) return null;
    const { date, dateFormat } = this.#mapping.fields.get(field)!;
    const read = date(text);
    if (read !== null && (read.year < 1900 || read.year > 2299)) return this.refuse(field, text, outside);
    return (
      read ??
      this.refuse(
        field,
        text,
        `is no date written ${dateFormat}. Say in the mapping how dates are written: "dates": {"format": "DD/MM/YYYY"}`,
      )
    );
  }

  /** The day as written, `YYYY-MM-DD`. */
  day(field: string): string | null {
    const date = this.#date(field);
    return date === null ? null : dayOf(date);
  }

  /** Whether a moment's zone is known: by its offset, or by the mapping. */
  hasZone(field: string): boolean {
    if (this.#mapping.zoneDeclared) return true;
    const text = this.#mapping.fields.has(field) ? this.text(field, 64) : null;
    return text !== null && (this.#mapping.fields.get(field)!.date(text)?.offsetMinutes ?? null) !== null;
  }

  /** UTC ms, by the offset written or the mapping's time zone. */
  moment(field: string): number | null {
    const date = this.#date(field);
    if (date === null) return null;
    const moment = momentOf(date, this.#mapping.timeZone);
    return moment >= firstMs && moment < endMs ? moment : this.refuse(field, dayOf(date), outside);
  }

  /** UTC ms of a clock time on a day (`YYYY-MM-DD`) by the mapping's time zone. */
  momentOn(day: string, hour: number, minute: number, second: number): number {
    const [year, month, date] = day.split("-").map(Number) as [number, number, number];
    const written = { year, month, day: date, hour, minute, second, millisecond: 0, offsetMinutes: null };
    return momentOf(written, this.#mapping.timeZone);
  }

  /** A figure, exact, by the mapping's format. */
  figure(field: string): DecimalText | null {
    const text = this.text(field, 1_000);
    if (text === null) return null;
    const read = readDecimal(text, this.#mapping.numbers);
    if (!read.ok) return this.refuse(field, text, read.reason);
    const { decimal, symbol } = read.value;
    if (this.#mapping.fields.get(field)?.negate !== true || !/[1-9]/.test(decimal)) return read.value;
    return { decimal: decimal.startsWith("-") ? decimal.slice(1) : `-${decimal}`, symbol };
  }

  /** A whole number from `min` to `max`. */
  integer(field: string, min = 0, max = Number.MAX_SAFE_INTEGER): number | null {
    const figure = this.figure(field);
    if (figure === null) return null;
    const value = /^-?\d{1,15}(?:\.0*)?$/.test(figure.decimal) ? Number(figure.decimal) : Number.NaN;
    if (value >= min && value <= max) return value;
    return this.refuse(field, figure.decimal, `is no whole number from ${min} to ${max}`);
  }
}
