-- The books of the economics, derived from facts and directory and written in editions: a run writes its rows under a
-- number of its own, and one row of `economics_edition` per part then says that they hold, so that readers see a part
-- as a whole or as it was. What no row names any more is dropped by partition. @rapport/economics writes all of it.

-- Which edition of each part of a book holds: the highest. `month` as 202610, 0 for a book that is derived whole.
CREATE TABLE IF NOT EXISTS economics_edition ${on_cluster} (
  book LowCardinality(String),
  month UInt32,
  edition UInt64,
  derived_at DateTime64(3, 'UTC')
) ENGINE = ${replicated}ReplacingMergeTree(edition)
ORDER BY (book, month);

-- The signed contributions: every figure is a sum of these, and each names its event. Columns as in
-- @rapport/domain/economics/Contribution; amounts without a currency beside them are minor units of the reporting
-- currency.
CREATE TABLE IF NOT EXISTS contribution ${on_cluster} (
  edition UInt64,
  book LowCardinality(String),
  month UInt32,
  day Date32,
  state LowCardinality(String),
  party String,
  category LowCardinality(String),
  measured Bool,
  event_id FixedString(32),
  band LowCardinality(String),
  seconds Int64,
  raw_seconds Int64,
  cost_minor Int64,
  revenue_minor Int64,
  cash_minor Int64,
  currency LowCardinality(String),
  own_minor Int64
) ENGINE = ${replicated}MergeTree
PARTITION BY edition
ORDER BY (party, state, day, category, event_id);

-- Their sums per party, day and category: what views read.
CREATE TABLE IF NOT EXISTS contribution_day ${on_cluster} (
  edition UInt64,
  book LowCardinality(String),
  month UInt32,
  day Date32,
  state LowCardinality(String),
  party String,
  category LowCardinality(String),
  measured Bool,
  contributions UInt64,
  seconds Int64,
  raw_seconds Int64,
  cost_minor Int64,
  revenue_minor Int64,
  cash_minor Int64
) ENGINE = ${replicated}MergeTree
PARTITION BY edition
ORDER BY (party, state, day, category, measured);

-- What stands over a month of the effort book: how it was calibrated, what capacity and overhead there were, which
-- settings held. Millionths are of the natural number.
CREATE TABLE IF NOT EXISTS effort_month ${on_cluster} (
  edition UInt64,
  month UInt32,
  -- The factor estimates are multiplied by, and the posterior's standard deviation of its logarithm.
  calibration_micro UInt64,
  calibration_sd_micro UInt64,
  -- Of a single client-month around it.
  calibration_spread_micro UInt64,
  calibration_client_months UInt32,
  capacity_seconds Int64,
  capacity_cost_minor Int64,
  overhead_minor Int64,
  -- Logged seconds of members without a cost rate.
  unrated_seconds Int64,
  reporting_currency LowCardinality(String),
  -- The share of revenue that should be left (`margin.target`), as it is on the month's last day.
  margin_target_micro Int64,
  -- The settings and rates are those known by then; the moment of closing or restating, else the far future.
  settings_known_at DateTime64(3, 'UTC'),
  closed Bool,
  restatements UInt32
) ENGINE = ${replicated}MergeTree
PARTITION BY edition
ORDER BY month;

-- Per client and day what calibration compares, seconds: logged on communication, and estimated (raw) for it.
-- Calibration takes the sums of a month; days make shadow effort exact on any as-of day.
CREATE TABLE IF NOT EXISTS effort_comparison ${on_cluster} (
  edition UInt64,
  month UInt32,
  day Date32,
  party String,
  logged_seconds Int64,
  estimated_seconds Int64
) ENGINE = ${replicated}MergeTree
PARTITION BY edition
ORDER BY (month, party, day);

-- The seeded draws of what estimates are multiplied by (millionths), per kind of effort (`mail`, `meeting`, `ticket`,
-- `time`, `calibration`): draw i of all kinds belongs together.
CREATE TABLE IF NOT EXISTS effort_draw ${on_cluster} (
  edition UInt64,
  month UInt32,
  kind LowCardinality(String),
  multipliers_micro Array(UInt32)
) ENGINE = ${replicated}MergeTree
PARTITION BY edition
ORDER BY (month, kind);

-- How far the books are and what they were derived from, as @rapport/economics keeps it: the word of the highest
-- version holds.
CREATE TABLE IF NOT EXISTS economics_state ${on_cluster} (
  name LowCardinality(String),
  value String,
  version UInt64
) ENGINE = ${replicated}ReplacingMergeTree(version)
ORDER BY name;

-- As in 0008, with `ours`: the invited of ours, rooms left out, each with the answer that is known of them.
CREATE OR REPLACE VIEW meeting_occurrence ${on_cluster} AS
WITH
  (SELECT (own_domains, own_addresses) FROM firm) AS f,
  (address, organisation) -> has(f.2, address) OR has(f.1, organisation)
    OR arrayExists(d -> endsWith(address, concat('@', d)) OR endsWith(address, concat('.', d)), f.1) AS is_own
SELECT
  * EXCEPT (people, invited),
  multiIf(cancelled, 'cancelled', withdrawn, 'withdrawn', end_at <= {at:DateTime64(3, 'UTC')}, 'held', 'scheduled') AS outcome,
  if(all_day OR transparent, 0, greatest(0, intDiv(toUnixTimestamp64Milli(end_at) - toUnixTimestamp64Milli(start_at), 60000))) AS minutes,
  if(cancelled, toUnixTimestamp64Milli(start_at) - toUnixTimestamp64Milli(changed_at), NULL) AS notice_ms,
  multiIf(NOT cancelled, '', organiser = '', 'unknown', organiser_own, 'us', 'them') AS cancelled_by,
  toUInt32(arrayCount(a -> a.5 AND NOT a.4, people) + (organiser_own AND NOT has(people.1, organiser))) AS our_heads,
  arrayMap(a -> (a.1, a.6), arrayFilter(a -> a.5, people)) AS ours,
  arrayFilter(a -> NOT a.5, people) AS theirs,
  toUInt32(arrayCount(a -> NOT a.4, theirs)) AS their_heads,
  outcome = 'held' AND arrayExists(a -> a.4, theirs)
    AND NOT arrayExists(a -> a.6 IN ('accepted', 'tentative'), theirs) AS no_show
FROM (
  SELECT
    m.event_id AS event_id, m.document AS document, m.revision AS revision, m.connector AS connector, m.account AS account,
    m.parties AS parties, m.series AS series, m.recurring AS recurring,
    m.start_at AS start_at, m.end_at AS end_at, m.month AS month, m.effective_at AS effective_at,
    m.all_day AS all_day, m.transparent AS transparent, m.floating AS floating, m.time_zone AS time_zone,
    m.status AS status, m.changed_at AS changed_at, m.organiser AS organiser, m.sequence AS sequence,
    m.status = 'cancelled' AS cancelled,
    m.own_series_revision > 0 AND m.own_series_revision < m.newest AS withdrawn,
    length(arrayDistinct(arrayConcat(m.starts, if(isNull(m.original_start_at), [], [assumeNotNull(m.original_start_at)])))) > 1 AS moved,
    m.organiser != '' AND is_own(m.organiser, '') AS organiser_own,
    arrayFilter(a -> NOT a.4, arrayZip(m.attendee_address, m.attendee_organisation, m.attendee_kind::Array(String), m.attendee_resource)) AS invited,
    -- Address, organisation, kind, declined, own, attendance; rooms left out.
    arrayMap((a, attendance) -> (a.1, a.2, a.3, attendance = 'declined', is_own(a.1, a.2), attendance), invited,
      arrayMap(a -> arrayLast(k -> k.4 = a.1, m.answers).5, invited)) AS people
  FROM (
    SELECT
      *,
      if(month = 0, recorded_at, occurred_at) AS effective_at,
      groupUniqArray(start_at) OVER (PARTITION BY document) AS starts,
      -- The answers of everybody that any copy of this version knows, the best of each last: whether it is one, how
      -- new, how much it says.
      arraySort(groupArrayArray(arrayMap((address, said) -> (
          said IN ('declined', 'accepted', 'tentative', 'delegated'),
          if(said IN ('declined', 'accepted', 'tentative', 'delegated'), revision, 0),
          indexOf(['unknown', 'needs_action', 'delegated', 'tentative', 'accepted', 'declined'], said),
          address, said), attendee_address, attendee_attendance::Array(String)))
        OVER (PARTITION BY document, sequence, start_at, end_at)) AS answers,
      max(series_revision) OVER (PARTITION BY document) AS own_series_revision,
      max(series_revision) OVER (PARTITION BY series) AS newest
    FROM facts_meeting
    ORDER BY document, revision DESC, _ver DESC
    LIMIT 1 BY document
  ) AS m
);
