-- Messages as they are shared out, made once and not at every read. What 0003 worked out of all messages and the
-- directory stands in tables here; @rapport/economics/messages fills them whenever facts, directory or threads change
-- and exchanges them in, all in one statement. Every figure is the same as before, at every `until`: what depends on
-- `until` but for the time of a message itself stands in rows of its own, each shown while
-- `shown_from < until AND until <= shown_to`. That is the case of unlinked organisations alone, which are in conversation
-- only from the first message on that proves it, and of those whose share hangs on whether they are.

-- What each month (UTC, by effective time, as 202610) was shared out from: a month is made anew when either changes.
-- Month 0 says from which threads the rest was made.
CREATE TABLE IF NOT EXISTS held_month ${on_cluster} (
  month UInt32,
  -- A hash of who is who, and one of the messages of the month.
  basis UInt64,
  fingerprint UInt64,
  -- A hash of what came of it, as effort is made of it: written, read and copied by whom of us, and for whom.
  content UInt64
) ENGINE = ${replicated}MergeTree
ORDER BY month;

-- Per month and organisation outside: the first moment of the month that proves a conversation, else the end of time.
CREATE TABLE IF NOT EXISTS held_organisation ${on_cluster} (
  month UInt32,
  organisation String,
  conversing_at DateTime64(3, 'UTC')
) ENGINE = ${replicated}MergeTree
ORDER BY (organisation, month);

-- One row per message and holder, as `message_holder` has them, with what its readers ask of the message. `held_in` is
-- the month of `effective_at`, `month` that of the message itself, 0 where its time cannot be true. `our_writer`: the
-- address of ours that wrote it, or "". `our_readers`, `our_copied`: addresses of ours that it was sent to (To), and
-- the others that had a copy; no-reply addresses are nobody here. `after_hours`: by the clock of who wrote it, false
-- where that is not known.
CREATE TABLE IF NOT EXISTS held_message ${on_cluster} (
  held_in UInt32,
  party String,
  state LowCardinality(String),
  effective_at DateTime64(3, 'UTC'),
  event_id FixedString(32),
  side LowCardinality(String),
  share_micro UInt64,
  shown_from DateTime64(3, 'UTC'),
  shown_to DateTime64(3, 'UTC'),
  month UInt32,
  occurred_at DateTime64(3, 'UTC'),
  time_plausible Bool,
  utc_offset_minutes Nullable(Int16),
  words UInt32,
  tone_milli Nullable(Int16),
  tone_error_milli Nullable(Int16),
  asks Bool,
  after_hours Bool,
  their_addresses Array(String),
  own_addresses Array(String),
  our_writer String,
  our_readers Array(String),
  our_copied Array(String)
) ENGINE = ${replicated}MergeTree
PARTITION BY intDiv(held_in, 100)
ORDER BY (party, effective_at, event_id, shown_from)
SETTINGS index_granularity = 1024;

-- The days (UTC) on which a party's own people wrote.
CREATE TABLE IF NOT EXISTS active_day ${on_cluster} (
  held_in UInt32,
  party String,
  day Date
) ENGINE = ${replicated}MergeTree
PARTITION BY intDiv(held_in, 100)
ORDER BY (party, day);

-- Messages of clients and unlinked organisations in conversation with their place in the thread: `new_thread`, the
-- party's first one in it (`new_thread_by_subject` where only subject and people link it), and when the other side wrote
-- next in it (1970-01-01: it did not, or this message's time cannot be true).
CREATE TABLE IF NOT EXISTS threaded_message ${on_cluster} (
  day Date32,
  party String,
  state LowCardinality(String),
  effective_at DateTime64(3, 'UTC'),
  shown_from DateTime64(3, 'UTC'),
  side LowCardinality(String),
  time_plausible Bool,
  asks Bool,
  new_thread Bool,
  new_thread_by_subject Bool,
  answered_at DateTime64(3, 'UTC')
) ENGINE = ${replicated}MergeTree
ORDER BY (day, party);

-- Every person of a party that it met us with, and every one of ours that it met, with the first time.
CREATE TABLE IF NOT EXISTS held_person ${on_cluster} (
  party String,
  ours Bool,
  address String,
  first_at DateTime64(3, 'UTC'),
  shown_from DateTime64(3, 'UTC')
) ENGINE = ${replicated}MergeTree
ORDER BY (party, ours, address);

-- Each message's first answer from the other side, by reply header, as `client_reply` has it.
CREATE TABLE IF NOT EXISTS held_reply ${on_cluster} (
  party String,
  responder LowCardinality(String),
  asked_event_id FixedString(32),
  asked_ms Int64,
  answered_ms Int64,
  working_ms Int64,
  shown_from DateTime64(3, 'UTC')
) ENGINE = ${replicated}MergeTree
ORDER BY (party, asked_ms);

-- Sums of all this per party and day (of the effective time), and per party and month with its first day. A thread
-- counts on the day of its first message, so that the sums over days are their numbers. `due` and `answered`: as in
-- `client_activity`, of the messages of that day, 14 days later.
CREATE TABLE IF NOT EXISTS message_day ${on_cluster} (
  day Date32,
  party String,
  state LowCardinality(String),
  month UInt32,
  shown_from DateTime64(3, 'UTC'),
  shown_to DateTime64(3, 'UTC'),
  share_micro UInt64,
  messages UInt64,
  messages_in UInt64,
  messages_out UInt64,
  threads UInt64,
  threads_by_subject UInt64,
  in_clocked UInt64,
  in_after_hours UInt64,
  out_clocked UInt64,
  out_after_hours UInt64,
  tone_messages UInt64,
  tone_sum Int64,
  tone_square_sum Int64,
  tone_error_square_sum Int64,
  last_in_at DateTime64(3, 'UTC'),
  last_out_at DateTime64(3, 'UTC'),
  in_due UInt64,
  in_answered UInt64,
  in_asking_due UInt64,
  in_asking_answered UInt64,
  out_due UInt64,
  out_answered UInt64,
  out_asking_due UInt64,
  out_asking_answered UInt64
) ENGINE = ${replicated}MergeTree
ORDER BY (day, party);

CREATE TABLE IF NOT EXISTS message_month ${on_cluster} AS message_day
ENGINE = ${replicated}MergeTree
ORDER BY (day, party);

-- The views of 0003, 0010 and 0011 over these tables, column by column what they were.
CREATE OR REPLACE VIEW message_holder ${on_cluster} AS
SELECT
  event_id, toString(state) AS state, party, share_micro, their_addresses, own_addresses, toString(side) AS side
FROM held_message
WHERE effective_at < {until:DateTime64(3, 'UTC')} AND shown_from < {until:DateTime64(3, 'UTC')} AND shown_to >= {until:DateTime64(3, 'UTC')};

-- What the messages before `until` add to: months, days of the last month, and messages of the last day. Several rows
-- per party and state.
CREATE OR REPLACE VIEW message_sum ${on_cluster} AS
SELECT * EXCEPT (day)
FROM message_month
WHERE day < toDate32(toStartOfMonth({until:DateTime64(3, 'UTC')}))
  AND shown_from < {until:DateTime64(3, 'UTC')} AND shown_to >= {until:DateTime64(3, 'UTC')}
UNION ALL
SELECT * EXCEPT (day)
FROM message_day
WHERE day >= toDate32(toStartOfMonth({until:DateTime64(3, 'UTC')})) AND day < toDate32({until:DateTime64(3, 'UTC')})
  AND shown_from < {until:DateTime64(3, 'UTC')} AND shown_to >= {until:DateTime64(3, 'UTC')}
UNION ALL
SELECT
  party, state, month, shown_from, shown_to,
  share_micro, 1, side = 'them', side = 'us', 0, 0,
  side = 'them' AND time_plausible AND isNotNull(utc_offset_minutes),
  side = 'them' AND after_hours,
  side = 'us' AND time_plausible,
  side = 'us' AND after_hours,
  side = 'them' AND isNotNull(tone_milli),
  if(side = 'them', toInt64(ifNull(tone_milli, 0)), 0),
  if(side = 'them', toInt64(ifNull(tone_milli, 0)) * toInt64(ifNull(tone_milli, 0)), 0),
  if(side = 'them' AND isNotNull(tone_milli), toInt64(ifNull(tone_error_milli, 0)) * toInt64(ifNull(tone_error_milli, 0)), 0),
  if(side = 'them' AND time_plausible, occurred_at, toDateTime64(0, 3, 'UTC')),
  if(side = 'us' AND time_plausible, occurred_at, toDateTime64(0, 3, 'UTC')),
  0, 0, 0, 0, 0, 0, 0, 0
FROM held_message
-- Nothing to look at when a day ends at `until`, as it does for every as-of day.
WHERE {until:DateTime64(3, 'UTC')} != toDateTime64(toDate32({until:DateTime64(3, 'UTC')}), 3, 'UTC')
  AND effective_at >= toDateTime64(toDate32({until:DateTime64(3, 'UTC')}), 3, 'UTC') AND effective_at < {until:DateTime64(3, 'UTC')}
  AND shown_from < {until:DateTime64(3, 'UTC')} AND shown_to >= {until:DateTime64(3, 'UTC')}
UNION ALL
SELECT
  party, state, 0, shown_from, toDateTime64('2299-12-31 23:59:59.999', 3, 'UTC'),
  0, 0, 0, 0, new_thread, new_thread_by_subject, 0, 0, 0, 0, 0, 0, 0, 0,
  toDateTime64(0, 3, 'UTC'), toDateTime64(0, 3, 'UTC'), 0, 0, 0, 0, 0, 0, 0, 0
FROM threaded_message
WHERE {until:DateTime64(3, 'UTC')} != toDateTime64(toDate32({until:DateTime64(3, 'UTC')}), 3, 'UTC')
  AND day = toDate32({until:DateTime64(3, 'UTC')}) AND effective_at < {until:DateTime64(3, 'UTC')}
  AND shown_from < {until:DateTime64(3, 'UTC')};

-- What is due and answered at `at`, of the messages before `until`: as `message_sum`, up to 14 days before both.
CREATE OR REPLACE VIEW answer_sum ${on_cluster} AS
WITH
  least({at:DateTime64(3, 'UTC')}, {until:DateTime64(3, 'UTC')}) - INTERVAL 14 DAY AS whole_until,
  least({at:DateTime64(3, 'UTC')} - INTERVAL 14 DAY, {until:DateTime64(3, 'UTC')} - INTERVAL 1 MILLISECOND) AS due_until
SELECT party, in_due, in_answered, in_asking_due, in_asking_answered, out_due, out_answered, out_asking_due, out_asking_answered
FROM message_month
WHERE day < toDate32(toStartOfMonth(whole_until)) AND shown_from < {until:DateTime64(3, 'UTC')} AND shown_to >= {until:DateTime64(3, 'UTC')}
UNION ALL
SELECT party, in_due, in_answered, in_asking_due, in_asking_answered, out_due, out_answered, out_asking_due, out_asking_answered
FROM message_day
WHERE day >= toDate32(toStartOfMonth(whole_until)) AND day < toDate32(whole_until)
  AND shown_from < {until:DateTime64(3, 'UTC')} AND shown_to >= {until:DateTime64(3, 'UTC')}
UNION ALL
SELECT
  party,
  side = 'them', side = 'them' AND answered, side = 'them' AND asks, side = 'them' AND asks AND answered,
  side = 'us', side = 'us' AND answered, side = 'us' AND asks, side = 'us' AND asks AND answered
FROM (
  SELECT
    party, side, asks,
    answered_at != toDateTime64(0, 3, 'UTC') AND answered_at <= effective_at + INTERVAL 14 DAY AND answered_at < {until:DateTime64(3, 'UTC')} AS answered
  FROM threaded_message
  WHERE day >= toDate32(whole_until) AND effective_at <= due_until AND time_plausible AND shown_from < {until:DateTime64(3, 'UTC')}
);

CREATE OR REPLACE VIEW client_activity ${on_cluster} AS
SELECT
  s.party AS party, s.state AS state, s.messages AS messages, s.share_micro AS share_micro,
  s.messages_in AS messages_in, s.messages_out AS messages_out, s.threads AS threads, s.threads_by_subject AS threads_by_subject,
  p.their_people AS their_people, p.our_people AS our_people,
  if((SELECT configured FROM firm), a.in_due, 0) AS in_due,
  a.in_answered AS in_answered,
  if((SELECT configured FROM firm), a.in_asking_due, 0) AS in_asking_due,
  a.in_asking_answered AS in_asking_answered,
  a.out_due AS out_due, a.out_answered AS out_answered, a.out_asking_due AS out_asking_due, a.out_asking_answered AS out_asking_answered,
  s.in_clocked AS in_clocked, s.in_after_hours AS in_after_hours, s.out_clocked AS out_clocked, s.out_after_hours AS out_after_hours,
  s.tone_messages AS tone_messages, s.tone_sum AS tone_sum, s.tone_square_sum AS tone_square_sum, s.tone_error_square_sum AS tone_error_square_sum,
  if(s.last_in = toDateTime64(0, 3, 'UTC'), NULL, s.last_in) AS last_in_at,
  if(s.last_out = toDateTime64(0, 3, 'UTC'), NULL, s.last_out) AS last_out_at
FROM (
  SELECT
    m.party AS party, toString(any(m.state)) AS state, sum(m.messages) AS messages, sum(m.share_micro) AS share_micro,
    sum(m.messages_in) AS messages_in, sum(m.messages_out) AS messages_out,
    sum(m.threads) AS threads, sum(m.threads_by_subject) AS threads_by_subject,
    sum(m.in_clocked) AS in_clocked, sum(m.in_after_hours) AS in_after_hours,
    sum(m.out_clocked) AS out_clocked, sum(m.out_after_hours) AS out_after_hours,
    sum(m.tone_messages) AS tone_messages, sum(m.tone_sum) AS tone_sum,
    sum(m.tone_square_sum) AS tone_square_sum, sum(m.tone_error_square_sum) AS tone_error_square_sum,
    max(m.last_in_at) AS last_in, max(m.last_out_at) AS last_out
  FROM message_sum(until = {until:DateTime64(3, 'UTC')}) AS m
  WHERE m.state IN ('client', 'organisation')
  GROUP BY m.party
) AS s
LEFT JOIN (
  SELECT
    party,
    sum(d.in_due) AS in_due, sum(d.in_answered) AS in_answered,
    sum(d.in_asking_due) AS in_asking_due, sum(d.in_asking_answered) AS in_asking_answered,
    sum(d.out_due) AS out_due, sum(d.out_answered) AS out_answered,
    sum(d.out_asking_due) AS out_asking_due, sum(d.out_asking_answered) AS out_asking_answered
  FROM answer_sum(until = {until:DateTime64(3, 'UTC')}, at = {at:DateTime64(3, 'UTC')}) AS d
  GROUP BY party
) AS a ON a.party = s.party
LEFT JOIN (
  SELECT party, countIf(NOT ours) AS their_people, countIf(ours) AS our_people
  FROM held_person
  WHERE first_at < {until:DateTime64(3, 'UTC')} AND shown_from < {until:DateTime64(3, 'UTC')}
  GROUP BY party
) AS p ON p.party = s.party;

CREATE OR REPLACE VIEW client_reply ${on_cluster} AS
SELECT
  party, toString(responder) AS responder, asked_event_id, asked_ms, answered_ms,
  answered_ms - asked_ms AS elapsed_ms, working_ms
FROM held_reply
WHERE answered_ms < toUnixTimestamp64Milli({until:DateTime64(3, 'UTC')}) AND shown_from < {until:DateTime64(3, 'UTC')};

CREATE OR REPLACE VIEW client_rhythm ${on_cluster} AS
SELECT
  party,
  arraySort(groupUniqArray(day)) AS days,
  length(days) AS active_days,
  arrayMap((d, previous) -> toUInt32(d - previous), arraySlice(days, 2), arraySlice(days, 1, -1)) AS gaps,
  arrayReduce('quantileExact(0.5)', gaps) AS gap_median_days,
  arrayReduce('quantileExact(0.9)', gaps) AS gap_p90_days,
  days[-1] AS last_day
FROM active_day
WHERE toDateTime64(day, 3, 'UTC') < {until:DateTime64(3, 'UTC')}
GROUP BY party;

CREATE OR REPLACE VIEW client_month_messages ${on_cluster} AS
SELECT
  s.party AS party, toString(any(s.state)) AS state,
  if(s.month = 0, toDate32(0), makeDate32(intDiv(s.month, 100), s.month % 100, 1)) AS month,
  sum(s.messages) AS messages,
  sum(s.messages_in) AS messages_in,
  sum(s.messages_out) AS messages_out
FROM message_sum(until = {until:DateTime64(3, 'UTC')}) AS s
WHERE s.state IN ('client', 'organisation') AND s.messages > 0
GROUP BY s.party, month;

-- Where all messages went: the shares of all states add to the number of messages.
CREATE OR REPLACE VIEW message_share ${on_cluster} AS
SELECT toString(s.state) AS state, s.party AS party, sum(s.share_micro) AS share_micro, sum(s.messages) AS messages
FROM message_sum(until = {until:DateTime64(3, 'UTC')}) AS s
WHERE s.messages > 0
GROUP BY s.state, s.party;

-- Where everything went, of every source, in integers: for each measure (and currency) the amounts of all states add
-- to the whole exactly. `messages` and `meetings` are millionths, shared out by heads; `meeting_minutes` millionths
-- of our people's minutes in held meetings; `tickets` tickets; `logged_seconds` seconds; the others minor units.
CREATE OR REPLACE VIEW coverage_of ${on_cluster} AS
SELECT 'messages' AS measure, '' AS currency, state, party, share_micro::Int64 AS amount, messages AS facts
FROM message_share(until = {until:DateTime64(3, 'UTC')})
UNION ALL
SELECT 'tickets', '', state, party, count()::Int64, count()
FROM ticket(until = {until:DateTime64(3, 'UTC')})
GROUP BY state, party
UNION ALL
SELECT line.1, '', state, party, sum(line.2)::Int64, count()
FROM (
  SELECT state, party, [('meetings', toInt64(share_micro)), ('meeting_minutes', toInt64(share_micro) * our_heads * minutes)] AS lines
  FROM meeting_holder(at = {at:DateTime64(3, 'UTC')})
  WHERE outcome = 'held' AND effective_at < {until:DateTime64(3, 'UTC')}
)
ARRAY JOIN lines AS line
GROUP BY line.1, state, party
UNION ALL
SELECT 'logged_seconds', '', state, party, sum(duration_seconds)::Int64, count()
FROM time_entry
WHERE status = 'posted' AND effective_at < {until:DateTime64(3, 'UTC')}
GROUP BY state, party
UNION ALL
SELECT
  transform(toString(kind), ['invoice', 'credit_note', 'payment', 'expense'], ['invoiced_net', 'credited_net', 'paid', 'expenses'], 'overhead') AS name,
  toString(currency), state, party, sum(amount_minor)::Int64, count()
FROM money
WHERE status = 'posted' AND effective_at < {until:DateTime64(3, 'UTC')}
GROUP BY kind, currency, state, party;
