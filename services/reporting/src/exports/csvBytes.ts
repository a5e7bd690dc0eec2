import { type Cell, csvRows } from "../render/csv.ts";
import { isNumberType, readEngineRows } from "./engineRows.ts";

/** A value as one field: numbers digit for digit, everything composed as JSON. */
export const fieldOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
};

/**
 * An answer (`JSONCompactEachRowWithNamesAndTypes`) as CSV with a head line, RFC 4180, as it comes. Text that a
 * spreadsheet would run as a formula gets an apostrophe (`guardFormula`); numbers are left alone.
 */
export const csvBytes = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let begun = false;
  for await (const { names, types, rows } of readEngineRows(chunks)) {
    const isNumber = types.map(isNumberType);
    const numberOr = (value: unknown, i: number): Cell => {
      const text = fieldOf(value);
      return text === null || isNumber[i] !== true ? text : { number: text };
    };
    const text = csvRows([...(begun ? [] : [names]), ...rows.map((row) => row.map(numberOr))]);
    begun = true;
    if (text !== "") yield encoder.encode(text);
  }
};
