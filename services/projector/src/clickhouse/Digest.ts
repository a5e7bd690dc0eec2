import { z } from "zod";
import { query } from "@rapport/warehouse/Query";
import { onTables, type TableSet } from "../Tables.ts";
import { hash64 } from "./sql.ts";

/** Distinct offsets of a range, and the XOR of the first 64 bits of their event ids, big-endian. */
export const digestQuery = (tables: TableSet) =>
  query({
    name: "range-digest",
    sql: onTables(
      tables,
      `
SELECT
  toUInt32(uniqExact(_off)) AS count,
  groupBitXor(reinterpretAsUInt64(reverse(unhex(substring(event_id, 1, 16))))) AS xor
FROM {{log_record}} FINAL
WHERE topic = {topic:String} AND _p = {partition:UInt16} AND _off BETWEEN {lo:UInt64} AND {hi:UInt64}`,
    ),
    params: z.object({
      topic: z.string(),
      partition: z.number().int(),
      lo: z.number().int(),
      hi: z.number().int(),
    }),
    row: z.object({ count: z.number(), xor: hash64 }),
  });
