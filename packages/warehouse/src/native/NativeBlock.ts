import { ByteSink } from "./ByteSink.ts";
import type { Column } from "./Column.ts";

/** Columns by name, in the order of the block. */
export type Columns = Readonly<
  Record<string, Pick<Column<never>, "type" | "rows" | "clear" | "prefix" | "data">>
>;

/**
 * The bytes of one block of ClickHouse's Native format, as it travels in an HTTP body (protocol version 0:
 * no block info, no serialization kinds): number of columns and rows, then per column its name, type and
 * data. Every column must have the same number of rows. `capacityBytes` is a guess of the block's size.
 * Source: ClickHouse documentation, "Native" under Formats; `src/Formats/NativeWriter.cpp`.
 */
export const encodeNativeBlock = (columns: Columns, capacityBytes = 64 * 1024): Uint8Array => {
  const entries = Object.entries(columns);
  const rows = entries[0]?.[1].rows ?? 0;
  const out = new ByteSink(capacityBytes);
  out.varint(entries.length);
  out.varint(rows);
  for (const [name, column] of entries) {
    if (column.rows !== rows)
      throw new RangeError(`column ${name} has ${column.rows} rows where the block has ${rows}`);
    out.string(name);
    out.string(column.type);
    // A block without rows has no data at all, not even prefixes.
    if (rows === 0) continue;
    column.prefix(out);
    column.data(out);
  }
  return out.view();
};
