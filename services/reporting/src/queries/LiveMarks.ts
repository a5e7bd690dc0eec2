import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "./columns.ts";

/** Numbers that grow with what is written, each known to the engine without reading a row. */
export const liveMarks = query({
  name: "live-marks",
  sql: `
    SELECT 'records' AS name, count() AS version FROM log_record
    UNION ALL
    SELECT concat('state ', s.name) AS name, max(s.version) AS version FROM economics_state AS s GROUP BY s.name`,
  params: z.object({}),
  row: z.object({ name: z.string(), version: integer }),
});

/** How many records of each type the directory's log holds: few, and first in the table's order. */
export const directoryRecords = query({
  name: "directory-records",
  sql: "SELECT type, count() AS records FROM log_record WHERE topic = 'rapport.directory' GROUP BY type ORDER BY type",
  params: z.object({}),
  row: z.object({ type: z.string(), records: integer }),
});
