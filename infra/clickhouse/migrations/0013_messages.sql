-- Messages as they are shared out, made once and not at every read. What 0003 worked out of all messages and the
-- directory stands in tables here; @rapport/economics/messages fills them whenever facts, directory or threads change
-- and exchanges them in, all in one statement. Every figure is the same as before, at every `until`: what depends on
-- `until` but for the time of a message itself stands in rows of its own, each shown while
-- `shown_from < until AND until <= shown_to`. That is the case of unlinked organisations alone, which are in conversation
-- only from the first message on that proves it, and of those whose share hangs on whether they are.

-- What each month (UTC, by effective time, as 202610) was shared out from: a month is made anew when either changes.
CREATE TABLE IF NOT EXISTS held_month ${on_cluster} (
  month UInt32,
  -- A hash of who is who, and one of the messages of the month.
  basis UInt64,
  fingerprint UInt64
) ENGINE = ${replicated}MergeTree
ORDER BY month;

-- Per month and organisation outside: the first moment of the month that proves a conversation, else 2299-12-31.
CREATE TABLE IF NOT EXISTS held_organisation ${on_cluster} (
  month UInt32,
  organisation String,
  conversing_at DateTime64(3, 'UTC')
) ENGINE = ${replicated}MergeTree
ORDER BY (organisation, month);

-- One row per message and holder, as `message_holder` has them, with what its readers ask of the message. `held_in` is
-- the month of `effective_at`, `month` that of the message itself, 0 where its time cannot be true. `our_writer`: the
-- address of ours that wrote it, or "". `our_readers`, `our_copied`: addresses of ours that it was sent to (To), and
-- that had a copy, none of them twice. `after_hours`: by the clock of who wrote it, false where that is not known.
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

-- Plausible messages of clients and unlinked organisations that either side wrote, with the next one of the other side
-- in the same thread (1970-01-01 where there is none).
CREATE TABLE IF NOT EXISTS answerable_message ${on_cluster} (
  day Date32,
  party String,
  occurred_at DateTime64(3, 'UTC'),
  side LowCardinality(String),
  asks Bool,
  answered_at DateTime64(3, 'UTC'),
  shown_from DateTime64(3, 'UTC')
) ENGINE = ${replicated}MergeTree
ORDER BY (day, party);

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

-- Sums of all this per party and day (of the effective time), and per party and month with its first day. A thread and
-- a person count on the day on which the party has them first, so that the sums over days are their numbers. `due` and
-- `answered`: as in `client_activity`, of the messages of that day, 14 days later.
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
  their_people UInt64,
  our_people UInt64,
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
