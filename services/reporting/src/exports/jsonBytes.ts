import { isNumberType, readEngineRows } from "./engineRows.ts";

/**
 * An answer (`JSONCompactEachRowWithNamesAndTypes`) as one JSON array of objects, as it comes. Numbers are JSON numbers
 * with the engine's digits, all of them; what is no finite number is null.
 */
export const jsonBytes = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let before = "[\n";
  for await (const { names, types, rows } of readEngineRows(chunks)) {
    const isNumber = types.map(isNumberType);
    const keys = names.map((name) => JSON.stringify(name));
    const value = (of: unknown, i: number): string =>
      typeof of === "string" && isNumber[i] === true ? of : JSON.stringify(of);
    let text = "";
    for (const row of rows) {
      text += `${before}{${row.map((of, i) => `${keys[i] ?? '""'}: ${value(of, i)}`).join(", ")}}`;
      before = ",\n";
    }
    if (text !== "") yield encoder.encode(text);
  }
  yield encoder.encode(before === "[\n" ? "[]\n" : "\n]\n");
};
