import { conversing, type HeldSource } from "./conversing.ts";
import { firmWeek } from "./fragments.ts";
import { offsetOf, workingIntervals } from "./workingIntervals.ts";

const written = (held: HeldSource): string => `(
        SELECT party, event_id, side, toUnixTimestamp64Milli(occurred_at) AS ms, shown_from
        FROM ${conversing(held)}
        WHERE time_plausible AND side IN ('us', 'them'))`;

/**
 * Adds each message's first answer from the other side, by reply header. Implausible times and answers dated before the
 * question are left out.
 */
export const addReplies = (held: HeldSource): string => `
INSERT INTO {{held_reply:fresh}}
WITH ${firmWeek}, ${offsetOf}
SELECT
  r.party, r.responder, r.asked_event_id, r.asked_ms, r.answered_ms,
  (w2.before_ms + greatest(0, least(r.answered_ms, w2.end_ms) - w2.start_ms)) - (w1.before_ms + greatest(0, least(r.asked_ms, w1.end_ms) - w1.start_ms)),
  r.shown_from
FROM (
  SELECT
    q.party AS party, if(any(q.side) = 'us', 'them', 'us') AS responder, q.event_id AS asked_event_id,
    any(q.ms) AS asked_ms, min(a.ms) AS answered_ms, any(q.shown_from) AS shown_from, 1 AS one
  FROM (
    SELECT e.parent_event_id AS parent_event_id, b.party AS party, b.side AS side, b.ms AS ms
    FROM {{reply_edge}} AS e
    INNER JOIN ${written(held)} AS b ON b.event_id = e.event_id
  ) AS a
  INNER JOIN ${written(held)} AS q ON q.event_id = a.parent_event_id AND q.party = a.party
  WHERE a.side != q.side AND a.ms >= q.ms
  GROUP BY q.party, q.event_id
) AS r
ASOF LEFT JOIN ${workingIntervals} AS w1 ON r.one = w1.one AND r.asked_ms >= w1.start_ms
ASOF LEFT JOIN ${workingIntervals} AS w2 ON r.one = w2.one AND r.answered_ms >= w2.start_ms`;
