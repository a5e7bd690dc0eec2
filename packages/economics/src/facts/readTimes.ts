import { Effect } from "effect";
import { z } from "zod";
import type { TimeFact } from "@rapport/domain/economics/effort/EffortMonth";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { makeHolders } from "./holders.ts";
import { borders } from "./moments.ts";

const timesQuery = query({
  name: "effort-times",
  sql: `
SELECT
  event_id AS eventId, toString(toDate32(effective_at, 'UTC')) AS day,
  toUnixTimestamp64Milli(started_at) AS startMs, toUnixTimestamp64Milli(ended_at) AS endMs,
  duration_seconds AS seconds, if(empty(members), '', members[1]) AS member, activity, state, party
FROM time_entry
WHERE status = 'posted'
  AND effective_at >= {from:DateTime64(3, 'UTC')} AND effective_at < {to:DateTime64(3, 'UTC')}`,
  params: z.object({ from: z.string(), to: z.string() }),
  row: z.object({
    eventId: z.string(),
    day: z.string(),
    startMs: z.coerce.number().nullable(),
    endMs: z.coerce.number().nullable(),
    seconds: z.coerce.number(),
    member: z.string(),
    activity: z.string(),
    state: z.string(),
    party: z.string(),
  }),
});

/** The time entries of a month, by the day they began. Who none of ours is named by is "". */
export const readTimes = (
  month: string,
  memberOf: ReadonlyMap<string, string>,
): Effect.Effect<ReadonlyArray<TimeFact>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const holdersOf = makeHolders();
    const rows = yield* reader.query(timesQuery, borders(month));
    return rows.flatMap(({ member, state, party, ...entry }) =>
      holdersOf([[state, party, 1_000_000]]).map((holder) => ({
        ...entry,
        person: memberOf.get(member) ?? member,
        holder,
      })),
    );
  });
