import { Effect } from "effect";
import { z } from "zod";
import type { TimeFact } from "@rapport/domain/economics/effort/EffortMonth";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { makeHolders } from "./holders.ts";
import { type Span, source } from "./Source.ts";

export const timeSource = source({
  name: "effort-times",
  sql: `
SELECT
  event_id AS eventId, toUnixTimestamp64Milli(effective_at) AS ms, toString(toDate32(effective_at, 'UTC')) AS day,
  toUnixTimestamp64Milli(started_at) AS startMs, toUnixTimestamp64Milli(ended_at) AS endMs,
  duration_seconds AS seconds, if(empty(members), '', members[1]) AS member, activity, state, party
FROM time_entry
WHERE status = 'posted'
  AND effective_at >= {from:DateTime64(3, 'UTC')} AND effective_at < {to:DateTime64(3, 'UTC')}`,
  hashed: "eventId, ms, ifNull(startMs, 0), ifNull(endMs, 0), seconds, member, activity, state, party",
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

/** The time entries of a span, by the day they began. Who none of ours is named by is "". */
export const readTimes = (
  span: Span,
  memberOf: ReadonlyMap<string, string>,
): Effect.Effect<ReadonlyArray<TimeFact>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const holdersOf = makeHolders();
    const rows = yield* reader.query(timeSource.rows, span);
    return rows.flatMap(({ member, state, party, ...entry }) =>
      holdersOf([[state, party, 1_000_000]]).map((holder) => ({
        ...entry,
        person: memberOf.get(member) ?? member,
        holder,
      })),
    );
  });
