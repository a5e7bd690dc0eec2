-- The directory, folded from all its events and exchanged whole at every change: it is small.
CREATE TABLE IF NOT EXISTS directory_client ${on_cluster} (
  client_id String,
  name String,
  -- The client it is counted as: itself, or the end of its chain of merges.
  canonical_id String,
  canonical_name String
) ENGINE = ${replicated}MergeTree
ORDER BY client_id;

-- Party to client, dated: valid_from inclusive, valid_to exclusive. client_id is canonical.
CREATE TABLE IF NOT EXISTS directory_party ${on_cluster} (
  party String,
  client_id String,
  valid_from DateTime64(3, 'UTC'),
  valid_to DateTime64(3, 'UTC')
) ENGINE = ${replicated}MergeTree
ORDER BY (party, valid_from);

-- One row, or none while the firm has not said who it is.
CREATE TABLE IF NOT EXISTS directory_firm ${on_cluster} (
  own_domains Array(String),
  own_addresses Array(String),
  time_zone String,
  working_days Array(UInt8),
  work_start_minute UInt16,
  work_end_minute UInt16,
  holidays Array(Date)
) ENGINE = ${replicated}MergeTree
ORDER BY tuple();

-- The directory's events as JSON, the source of the fold above. ORDER BY is the fold's total order.
CREATE TABLE IF NOT EXISTS directory_event ${on_cluster} (
  event_id FixedString(32),
  occurred_at DateTime64(3, 'UTC'),
  recorded_at DateTime64(3, 'UTC'),
  event String,
  _ver UInt64
) ENGINE = ${replicated}ReplacingMergeTree(_ver)
ORDER BY (occurred_at, event_id);
