import type { EngineRows } from "@rapport/reporting/exports/engineRows";
import { isNumberType } from "@rapport/reporting/exports/engineRows";
import { fieldOf } from "@rapport/reporting/exports/csvBytes";
import { table } from "@rapport/reporting/render/table";

/** All rows as a table for people; null is a dash. */
export const tableOfRows = (batches: ReadonlyArray<EngineRows>): string => {
  const names = batches[0]?.names ?? [];
  const types = batches[0]?.types ?? [];
  const rows = batches.flatMap((batch) => batch.rows.map((row) => row.map((value) => fieldOf(value) ?? "–")));
  const count = rows.length === 1 ? "1 row" : `${rows.length.toLocaleString("en")} rows`;
  const alignments = types.map((type) => (isNumberType(type) ? "right" : "left"));
  return `${table(names, rows, alignments)}\n\n${count}`;
};
