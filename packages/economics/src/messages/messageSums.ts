import { never } from "./fragments.ts";

const none = "toDateTime64(0, 3, 'UTC')";

/** What is summed, in the order of the columns of `message_day`. */
const ofMessages = `
  sum(share_micro), count(), countIf(side = 'them'), countIf(side = 'us'), 0, 0,
  countIf(side = 'them' AND time_plausible AND isNotNull(utc_offset_minutes)),
  countIf(side = 'them' AND after_hours),
  countIf(side = 'us' AND time_plausible),
  countIf(side = 'us' AND after_hours),
  countIf(side = 'them' AND isNotNull(tone_milli)),
  sumIf(toInt64(ifNull(tone_milli, 0)), side = 'them'),
  sumIf(toInt64(ifNull(tone_milli, 0)) * toInt64(ifNull(tone_milli, 0)), side = 'them'),
  sumIf(toInt64(ifNull(tone_error_milli, 0)) * toInt64(ifNull(tone_error_milli, 0)), side = 'them' AND isNotNull(tone_milli)),
  maxIf(occurred_at, side = 'them' AND time_plausible),
  maxIf(occurred_at, side = 'us' AND time_plausible),
  0, 0, 0, 0, 0, 0, 0, 0`;

/** Adds the sums of the messages themselves, and those of threads and answers. */
export const addMessageDays = (held: string): string => `
INSERT INTO {{message_day:fresh}}
SELECT toDate32(effective_at) AS on_day, party, state, month, shown_from, shown_to,${ofMessages}
FROM ${held}
GROUP BY on_day, party, state, month, shown_from, shown_to
UNION ALL
SELECT
  day, party, state, 0, shown_from, ${never},
  0, 0, 0, 0, countIf(new_thread), countIf(new_thread_by_subject), 0, 0, 0, 0, 0, 0, 0, 0, ${none}, ${none},
  countIf(side = 'them' AND time_plausible),
  countIf(side = 'them' AND answered),
  countIf(side = 'them' AND time_plausible AND asks),
  countIf(side = 'them' AND answered AND asks),
  countIf(side = 'us' AND time_plausible),
  countIf(side = 'us' AND answered),
  countIf(side = 'us' AND time_plausible AND asks),
  countIf(side = 'us' AND answered AND asks)
FROM (
  SELECT *, answered_at != ${none} AND answered_at <= effective_at + INTERVAL 14 DAY AS answered
  FROM {{threaded_message:fresh}}
)
GROUP BY day, party, state, shown_from`;

/** Adds the months, out of the days. */
export const addMessageMonths = `
INSERT INTO {{message_month:fresh}}
SELECT
  toDate32(toStartOfMonth(day)) AS first_day, party, state, month, shown_from, shown_to,
  sum(share_micro), sum(messages), sum(messages_in), sum(messages_out), sum(threads), sum(threads_by_subject),
  sum(in_clocked), sum(in_after_hours), sum(out_clocked), sum(out_after_hours),
  sum(tone_messages), sum(tone_sum), sum(tone_square_sum), sum(tone_error_square_sum), max(last_in_at), max(last_out_at),
  sum(in_due), sum(in_answered), sum(in_asking_due), sum(in_asking_answered),
  sum(out_due), sum(out_answered), sum(out_asking_due), sum(out_asking_answered)
FROM {{message_day:fresh}}
GROUP BY first_day, party, state, month, shown_from, shown_to`;
