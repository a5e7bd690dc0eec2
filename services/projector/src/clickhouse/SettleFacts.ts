import { Effect } from "effect";
import { z } from "zod";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { onTables, type TableSet } from "../Tables.ts";

/** Events that stand on several days, with the day of the copy that wins. */
const disputed = `
SELECT event_id, argMax(day, (_ver, day)) AS winner
FROM {{facts_interaction}}
GROUP BY event_id
HAVING min(day) != max(day)`;

const countDisputed = (tables: TableSet) =>
  query({
    name: "disputed-facts",
    sql: `SELECT toUInt32(count()) AS events FROM (${onTables(tables, disputed)})`,
    params: z.object({}),
    row: z.object({ events: z.number() }),
  });

/**
 * The table merges copies of one event that share a day. Copies whose times differ by days (a forged Date,
 * a Received line in want of one) stay apart; here the loser is deleted. Which one wins depends on the
 * copies alone (`_ver`), so every order of arrival ends the same.
 */
export const settleFacts = (
  tables: TableSet,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const [found] = yield* reader.query(countDisputed(tables), {});
    if (found === undefined || found.events === 0) return;
    const writer = yield* WarehouseWriter;
    yield* writer.command(
      onTables(
        tables,
        `DELETE FROM {{facts_interaction}} \${on_cluster} WHERE (event_id, day) IN (
  SELECT event_id, day FROM {{facts_interaction}} AS copy INNER JOIN (${disputed}) AS settled USING event_id
  WHERE copy.day != settled.winner)`,
      ),
    );
    yield* Effect.logInfo(`settled ${found.events} events that were recorded with several days`);
  });
