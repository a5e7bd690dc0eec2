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
