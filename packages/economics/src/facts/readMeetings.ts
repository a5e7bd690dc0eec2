import { Effect } from "effect";
import { z } from "zod";
import type { MeetingFact } from "@rapport/domain/economics/effort/EffortMonth";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { holderRow, makeHolders } from "./holders.ts";
import { type Span, source } from "./Source.ts";

export const meetingSource = source({
  name: "effort-meetings",
  sql: `
SELECT
  event_id AS eventId,
  any(toUnixTimestamp64Milli(effective_at)) AS ms,
  any(toUnixTimestamp64Milli(effective_at) + greatest(0, toUnixTimestamp64Milli(end_at) - toUnixTimestamp64Milli(start_at))) AS endMs,
  any(h.minutes) AS minutes,
  any(h.outcome) AS outcome,
  any(h.moved) AS moved,
  any(notice_ms) AS noticeMs,
  any(if(organiser_own, h.organiser, '')) AS organiser,
  any(h.ours) AS ours,
  arraySort(groupArray((state::String, party, share_micro))) AS holders
FROM meeting_holder(at = {at:DateTime64(3, 'UTC')}) AS h
WHERE h.outcome IN ('held', 'cancelled')
  AND effective_at >= {from:DateTime64(3, 'UTC')} AND effective_at < {to:DateTime64(3, 'UTC')}
GROUP BY event_id`,
  hashed:
    "eventId, ms, endMs, minutes, outcome, moved, isNull(noticeMs), ifNull(noticeMs, 0), organiser, ours, holders",
  row: z.object({
    eventId: z.string(),
    ms: z.coerce.number(),
    endMs: z.coerce.number(),
    minutes: z.coerce.number(),
    outcome: z.enum(["held", "cancelled"]),
    moved: z.coerce.boolean(),
    noticeMs: z.coerce.number().nullable(),
    organiser: z.string(),
    ours: z.array(z.tuple([z.string(), z.string()])),
    holders: z.array(holderRow),
  }),
});

type Answer = MeetingFact["attendees"][number]["answer"];

/** PARTSTAT as far as it tells whether somebody gave their time. */
const answerOf = (attendance: string): Answer =>
  attendance === "accepted" || attendance === "tentative" || attendance === "declined" ? attendance : "none";

/** The meetings of a span that were held by then or cancelled. */
export const readMeetings = (
  span: Span,
  memberOf: ReadonlyMap<string, string>,
): Effect.Effect<ReadonlyArray<MeetingFact>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const holdersOf = makeHolders();
    const personOf = (address: string): string => memberOf.get(`email:${address}`) ?? `email:${address}`;
    const rows = yield* reader.query(meetingSource.rows, span);
    return rows.map(({ ours, organiser, holders, ms, ...meeting }) => ({
      ...meeting,
      startMs: ms,
      organiser: organiser === "" ? null : personOf(organiser),
      attendees: ours.map(([address, attendance]) => ({
        person: personOf(address),
        answer: answerOf(attendance),
      })),
      holders: holdersOf(holders),
    }));
  });
