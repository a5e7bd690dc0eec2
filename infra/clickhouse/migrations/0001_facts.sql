-- Facts are keyed by party, never by client: the directory is joined at read.
-- ${replicated} is empty on one machine and `Replicated` in a cluster; ${on_cluster} likewise.

-- One row per event, however often the log holds it. `_ver` picks the winner among copies of one event
-- independently of their order of arrival: 22 bits of the content's hash, then the earlier recording.
-- PARTITION BY year of the immutable event time (0 for implausible times, so that a hostile Date cannot
-- make thousands of partitions). Not by month: a batch of an old mailbox spans many months, and every month
-- in it is a part of its own; by year, inserting took half to a third of the CPU (docs/benchmarks.md).
-- ORDER BY day first: reports read spans of time, roll-ups whole days.
CREATE TABLE IF NOT EXISTS facts_interaction ${on_cluster} (
  event_id FixedString(32),
  type LowCardinality(String),
  channel LowCardinality(String),
  connector LowCardinality(String),
  account LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  recorded_at DateTime64(3, 'UTC'),
  month UInt32,
  time_source LowCardinality(String),
  time_plausible Bool,
  utc_offset_minutes Nullable(Int16),
  message_id String,
  in_reply_to String,
  references Array(String),
  conversation_key String,
  from_address String,
  from_organisation String,
  from_kind LowCardinality(String),
  recipient_role Array(LowCardinality(String)),
  recipient_address Array(String),
  recipient_organisation Array(String),
  recipient_kind Array(LowCardinality(String)),
  automatic LowCardinality(String),
  size_bytes UInt64,
  attachments UInt32,
  words UInt32,
  questions UInt32,
  tone_milli Nullable(Int16),
  tone_error_milli Nullable(Int16),
  asks Bool,
  complaint Bool,
  urgency Bool,
  scope_request Bool,
  escalation Bool,
  thanks Bool,
  _p UInt16,
  _off UInt64,
  _batch UInt64,
  _ver UInt64,
  message_hash UInt64 MATERIALIZED if(message_id = '', 0, cityHash64(message_id)),
  -- A column of its own, because it leads the sorting key. Implausible times share the day 1970-01-01, so
  -- that a hostile Date cannot name a day outside the type's range.
  day Date MATERIALIZED if(month = 0, toDate(0), toDate(occurred_at, 'UTC'))
) ENGINE = ${replicated}ReplacingMergeTree(_ver)
PARTITION BY intDiv(month, 100)
ORDER BY (day, event_id)
SETTINGS index_granularity = 8192;

-- One row per log record, duplicates included: which record carried which event, from which place in the
-- source. Written after the facts, so its presence proves theirs. ORDER BY is the record's own identity.
CREATE TABLE IF NOT EXISTS log_record ${on_cluster} (
  topic LowCardinality(String),
  _p UInt16,
  _off UInt64,
  event_id FixedString(32),
  type LowCardinality(String),
  connector LowCardinality(String),
  account LowCardinality(String),
  file String,
  position String,
  recorded_at DateTime64(3, 'UTC')
) ENGINE = ${replicated}ReplacingMergeTree
ORDER BY (topic, _p, _off);

-- Sums per party and day. Every day that a batch touches is recomputed whole from its facts (see
-- docs/adr/0003); a row replaces the one before it, and `_ver` is later the later the recomputation began,
-- so the last one begun, which saw every fact, stands. A row whose facts have gone stays with zeros.
-- `sent` and `addressed` count every message, the `_automatic` ones among them; words, tone and the rest
-- count the others only. An address counts once per message it is sent to. Messages without a plausible
-- time stand on the day 1970-01-01 and have no first and last.
CREATE TABLE IF NOT EXISTS rollup_party_day ${on_cluster} (
  day Date,
  party String,
  organisation String,
  sent UInt32,
  sent_automatic UInt32,
  sent_words UInt64,
  sent_questions UInt32,
  sent_complaints UInt32,
  sent_urgent UInt32,
  tone_milli_sum Int64,
  tone_count UInt32,
  addressed UInt32,
  addressed_automatic UInt32,
  first_sent_at Nullable(DateTime64(3, 'UTC')),
  last_sent_at Nullable(DateTime64(3, 'UTC')),
  _ver UInt64
) ENGINE = ${replicated}ReplacingMergeTree(_ver)
PARTITION BY toYear(day)
ORDER BY (day, party);

-- Threads and reply edges, derived from all facts and exchanged whole. Messages alone in their thread are
-- left out of `conversation`: their thread is themselves.
CREATE TABLE IF NOT EXISTS conversation ${on_cluster} (
  event_id FixedString(32),
  thread_id UInt64,
  thread_size UInt32,
  linked_by LowCardinality(String)
) ENGINE = ${replicated}MergeTree
ORDER BY event_id;

CREATE TABLE IF NOT EXISTS reply_edge ${on_cluster} (
  event_id FixedString(32),
  parent_event_id FixedString(32)
) ENGINE = ${replicated}MergeTree
ORDER BY event_id;

CREATE TABLE IF NOT EXISTS dead_letter ${on_cluster} (
  id FixedString(32),
  stage LowCardinality(String),
  code LowCardinality(String),
  reason String,
  connector LowCardinality(String),
  account LowCardinality(String),
  file String,
  position String,
  path String,
  size_bytes UInt64,
  record_topic LowCardinality(String),
  record_partition UInt16,
  record_offset UInt64,
  issues String,
  attempt UInt32,
  code_version LowCardinality(String),
  recorded_at DateTime64(3, 'UTC'),
  resolved Bool,
  _ver UInt64
) ENGINE = ${replicated}ReplacingMergeTree(_ver)
ORDER BY id;
