import type { NativeResult } from "./Native.ts";

/**
 * ClickHouse's summary of a query. For an INSERT with rows what was read is what was written; the library
 * does not count what an INSERT … SELECT writes, nor an answer's rows: what was read stands for these, because the JDBC
 * driver takes 0 for an empty answer.
 */
export const summaryHeader = (result: NativeResult, inserted: boolean): Record<string, string> => {
  const written = inserted ? result : { rowsRead: 0, bytesRead: 0 };
  const numbers = {
    read_rows: result.rowsRead,
    read_bytes: result.bytesRead,
    written_rows: written.rowsRead,
    written_bytes: written.bytesRead,
    total_rows_to_read: 0,
    result_rows: result.rowsRead,
    result_bytes: result.bytesRead,
    elapsed_ns: Math.round(result.elapsed * 1e9),
  };
  const texts = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]));
  return { "X-ClickHouse-Summary": JSON.stringify(texts) };
};
