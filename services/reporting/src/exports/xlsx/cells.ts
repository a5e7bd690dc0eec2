import { guardFormula } from "../../render/csv.ts";
import type { SheetColumn, SheetKind } from "./SheetColumn.ts";
import { style, styleOf } from "./styles.ts";
import { cellText, columnLetters } from "./xml.ts";

/** The most a cell holds; what is longer ends with an ellipsis. */
const longest = 32_767;
const dayMs = 86_400_000;
/** Day 0 of a spreadsheet's calendar, as it counts from March 1900 on. */
const epochMs = Date.UTC(1899, 11, 30);

/** An integer with the point `digits` from its end: `-1234`, 2 → `-12.34`. */
export const shifted = (integer: string, digits: number): string => {
  if (digits === 0) return integer;
  const negative = integer.startsWith("-");
  const padded = (negative ? integer.slice(1) : integer).padStart(digits + 1, "0");
  const text = `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
  return negative ? `-${text}` : text;
};

/** A spreadsheet's number of a UTC moment; null of a text that is none, or before its calendar begins. */
const serial = (text: string): string | null => {
  const ms = Date.parse(`${text.replace(" ", "T")}${text.length > 10 ? "Z" : ""}`);
  if (Number.isNaN(ms) || ms < epochMs + 61 * dayMs) return null;
  return String((ms - epochMs) / dayMs);
};

const isNumber = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What stands in the cell as a number; null when the text is none, and then stands as text. */
const numberOf = (of: SheetKind, text: string): string | null => {
  switch (of.kind) {
    case "text":
    case "boolean":
      return null;
    case "day":
    case "month":
    case "moment":
      return serial(text);
    case "amount":
      return /^-?\d+$/.test(text) ? shifted(text, of.exponent) : null;
    case "hours":
      return isNumber.test(text) ? String(Number(text) / of.perHour) : null;
    default:
      return isNumber.test(text) ? text : null;
  }
};

const textCell = (place: string, text: string): string => {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  // Such text would become a formula when somebody edits the cell.
  const guarded = guardFormula(cut) === cut ? style.plain : style.quoted;
  return `<c r="${place}" s="${guarded}" t="inlineStr"><is><t xml:space="preserve">${cellText(cut)}</t></is></c>`;
};

/** Writers of a row's cells, one for each column. */
export const cellWriters = (
  columns: ReadonlyArray<SheetColumn>,
): ReadonlyArray<(row: number, value: string | boolean | null) => string> =>
  columns.map(({ of }, i) => {
    const letters = columnLetters(i);
    const styled = styleOf(of);
    return (row, value) => {
      if (value === null) return "";
      const place = `${letters}${row}`;
      if (typeof value === "boolean") return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
      const number = numberOf(of, value);
      return number === null ? textCell(place, value) : `<c r="${place}" s="${styled}"><v>${number}</v></c>`;
    };
  });

/** The head line, row 1. */
export const headRow = (columns: ReadonlyArray<SheetColumn>): string =>
  `<row r="1">${columns
    .map(
      ({ header }, i) =>
        `<c r="${columnLetters(i)}1" s="${style.head}" t="inlineStr"><is><t>${cellText(header)}</t></is></c>`,
    )
    .join("")}</row>`;
