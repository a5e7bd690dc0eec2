import { query } from "@rapport/warehouse/Query";
import { z } from "zod";

/**
 * What the database's tables are made of just now, as one number: the engine never changes a part of a table in place, each
 * has a folder of its own, and the table that it is a part of is counted with it, because tables are exchanged. Null on a cluster, where a server sees its own parts
 * alone. Always one row; no table is read.
 */
export const warehousePosition = query({
  name: "warehouse-position",
  sql: `
    SELECT if(
      (SELECT count() FROM system.tables WHERE database = currentDatabase() AND engine = 'Distributed') > 0, NULL,
      (SELECT concat(toString(count()), ' ', toString(sum(cityHash64(table, path)))) FROM system.parts WHERE database = currentDatabase() AND active)) AS position`,
  params: z.object({}),
  row: z.object({ position: z.string().nullable() }),
});
