import { Effect } from "effect";
import { z } from "zod";
import { deleteRows } from "@rapport/warehouse/DerivedTables";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, type WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { nameOf, onTables, type TableSet } from "../Tables.ts";

/** Events that stand on several days, with the days of the copies that lose. */
const disputed = (tables: TableSet) =>
  query({
    name: "disputed-facts",
    sql: onTables(
      tables,
      `
SELECT event_id AS eventId, arrayMap(d -> toUInt16(d), arrayFilter(d -> d != winner, days)) AS losers
FROM (
  SELECT event_id, argMax(day, (_ver, day)) AS winner, groupUniqArray(day) AS days
  FROM {{facts_interaction}}
  WHERE event_id GLOBAL IN (SELECT event_id FROM {{facts_interaction}} GROUP BY event_id HAVING min(day) != max(day))
  GROUP BY event_id
)`,
    ),
    params: z.object({}),
    row: z.object({ eventId: z.string().regex(/^[\da-f]{32}$/), losers: z.array(z.number()) }),
  });

/** Events in one statement: their text stays below a megabyte. */
const eventsAtOnce = 5_000;

/**
 * The table merges copies of one event that share a day. Copies whose times differ by days (a forged Date,
 * a Received line in want of one) stay apart; here the losers are deleted, by name, for a replicated table takes no
 * subquery there. Which one wins depends on the copies alone (`_ver`), so every order of arrival ends the same.
 */
export const settleFacts = (
  tables: TableSet,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const found = yield* reader.query(disputed(tables), {});
    for (let i = 0; i < found.length; i += eventsAtOnce) {
      const copies = found
        .slice(i, i + eventsAtOnce)
        .flatMap(({ eventId, losers }) => losers.map((day) => `('${eventId}', ${day})`));
      yield* deleteRows(
        tables.mode,
        nameOf(tables, "facts_interaction"),
        `(event_id, toUInt16(day)) IN (${copies.join(", ")})`,
      );
    }
    if (found.length > 0)
      yield* Effect.logInfo(`settled ${found.length} events that were recorded with several days`);
  });
