import { weekEndSql, weekSql } from "../weeks/weekNumbers.ts";
import { weekSource } from "./WeekRows.ts";

/** Clients as they are counted. */
export const clientIds = "SELECT canonical_id FROM directory_client";

const before = "toUnixTimestamp64Milli({before:DateTime64(3, 'UTC')})";
const answered = "fromUnixTimestamp64Milli(answered_ms, 'UTC')";

/** First answers by reply header, in the week in which they came: how many, and Σ round(1000·ln(1 + working minutes)). */
export const repliesSource = weekSource(
  "risk-replies",
  ["repliesOurs", "replyLogOursMilli", "repliesTheirs", "replyLogTheirsMilli"],
  `
  SELECT
    party, ${weekSql(answered)} AS week,
    countIf(responder = 'us') AS repliesOurs,
    sumIf(toInt64(round(1000 * log(1 + greatest(0, working_ms) / 60000))), responder = 'us') AS replyLogOursMilli,
    countIf(responder = 'them') AS repliesTheirs,
    sumIf(toInt64(round(1000 * log(1 + greatest(0, working_ms) / 60000))), responder = 'them') AS replyLogTheirsMilli
  FROM held_reply
  WHERE answered_ms < ${before} AND party GLOBAL IN (${clientIds})
  GROUP BY party, week`,
);

const weekOfAsk = weekSql("m.effective_at");

/**
 * Messages of theirs that ask for something, of the two weeks up to a week's end, that nobody of ours had answered by
 * then. One that was asked in a week is in question at its end and at that of the next.
 */
export const unansweredSource = weekSource(
  "risk-unanswered",
  ["asksUnanswered"],
  `
  SELECT party, week, count() AS asksUnanswered
  FROM (
    SELECT
      m.party AS party,
      arrayJoin([${weekOfAsk}, ${weekOfAsk} + 1]) AS week,
      r.answered_ms AS answered_ms
    FROM (
      SELECT party, event_id, effective_at FROM held_message
      WHERE state = 'client' AND side = 'them' AND asks AND time_plausible
        AND shown_to = toDateTime64('2299-12-31 23:59:59.999', 3, 'UTC') AND effective_at < {before:DateTime64(3, 'UTC')}
    ) AS m
    LEFT JOIN (
      SELECT party, asked_event_id, answered_ms FROM held_reply WHERE responder = 'us'
    ) AS r ON r.party = m.party AND r.asked_event_id = m.event_id
  )
  WHERE (answered_ms = 0 OR answered_ms >= toUnixTimestamp64Milli(${weekEndSql("week")}))
    AND toUnixTimestamp64Milli(${weekEndSql("week")}) <= ${before}
  GROUP BY party, week`,
);
