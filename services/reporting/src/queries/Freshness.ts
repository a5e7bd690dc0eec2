import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "./columns.ts";

/** The accounts of all sources that anything was read from. */
export const sourceAccounts = query({
  name: "source-accounts",
  sql: `
    SELECT DISTINCT account
    FROM log_record
    WHERE topic IN ('rapport.interactions', 'rapport.ledger')
    ORDER BY account`,
  params: z.object({}),
  row: z.object({ account: z.string() }),
});

/** How far each source has been read: the view `freshness`. */
export const freshness = query({
  name: "freshness",
  sql: `
    SELECT connector, account, records,
      toUnixTimestamp64Milli(last_event_at) AS last_event_ms,
      toUnixTimestamp64Milli(last_recorded_at) AS last_recorded_ms
    FROM freshness
    ORDER BY connector, account`,
  params: z.object({}),
  row: z.object({
    connector: z.string(),
    account: z.string(),
    records: integer,
    last_event_ms: integer.nullable(),
    last_recorded_ms: integer,
  }),
});

/** How far the warehouse has come with each partition of the log: unchanged while no record is added. */
export const recordMarks = query({
  name: "record-marks",
  sql: "SELECT topic, _p AS partition, max(_off) AS last, count() AS records FROM log_record GROUP BY topic, _p ORDER BY topic, _p",
  params: z.object({}),
  row: z.object({ topic: z.string(), partition: integer, last: integer, records: integer }),
});
