-- What the log says of months and settings, for readers, and what a database that shows an earlier moment says of
-- itself.

-- Closed months and their restatements, as said; amounts as in effort_month.
CREATE OR REPLACE VIEW month_closing ${on_cluster} AS
SELECT
  event_id,
  toUInt32(replaceOne(JSONExtractString(event, 'data', 'month'), '-', '')) AS month,
  JSONExtractString(event, 'type') = 'month.restated' AS restated,
  JSONExtractString(event, 'data', 'reason') AS reason,
  -- What the month came to by it, in minor units of the currency; of a restatement also what it had come to.
  JSONExtractString(event, 'data', 'totals', 'currency') AS currency,
  JSONExtractInt(event, 'data', 'totals', 'seconds') AS seconds,
  JSONExtractInt(event, 'data', 'totals', 'costMinor') AS cost_minor,
  JSONExtractInt(event, 'data', 'totals', 'revenueMinor') AS revenue_minor,
  JSONExtractInt(event, 'data', 'before', 'seconds') AS before_seconds,
  JSONExtractInt(event, 'data', 'before', 'costMinor') AS before_cost_minor,
  JSONExtractInt(event, 'data', 'before', 'revenueMinor') AS before_revenue_minor,
  recorded_at,
  occurred_at
FROM directory_event FINAL
WHERE JSONExtractString(event, 'type') IN ('month.closed', 'month.restated');

-- Words about settings. `valid_from` "" for since ever, `value` "" for back to the default.
CREATE OR REPLACE VIEW setting_said ${on_cluster} AS
SELECT
  event_id,
  JSONExtractString(event, 'data', 'key') AS key,
  JSONExtractString(event, 'data', 'validFrom') AS valid_from,
  JSONExtractString(event, 'data', 'value') AS value,
  JSONExtractString(event, 'data', 'source') AS source,
  recorded_at,
  occurred_at
FROM directory_event FINAL
WHERE JSONExtractString(event, 'type') = 'setting.set';

-- Of a database that shows everything as it was known at a moment: which one, and that it is whole. Empty in the
-- database of the present.
CREATE TABLE IF NOT EXISTS known_at ${on_cluster} (
  moment DateTime64(3, 'UTC'),
  made_at DateTime64(3, 'UTC'),
  made_by String,
  epoch UInt64,
  records UInt64
) ENGINE = ${replicated}MergeTree
ORDER BY moment;

-- Now, for the views without an as-of day (0014): of a database that shows an earlier moment, that moment.
CREATE OR REPLACE VIEW read_moment ${on_cluster} AS
SELECT if(count() = 0, now64(3, 'UTC'), min(moment)) AS at FROM known_at;
