-- Tickets, meetings and the books. As for messages: one row per event, however often the log holds it, keyed
-- by party and never by client; `_ver` picks the winner among copies of one event. Beside the id each row names its
-- `document` and `revision`: of the events of one document (per connector and account; of meetings over all
-- accounts) the one with the highest revision holds, and the others are its history.
-- Copies of one event may differ in time, ticket, parties and much else, but their id is made of document and
-- revision (the contracts refuse any other). So these and the id alone are the sorting key, and there are no
-- partitions: whichever copy came first, one row stands at every read, and the revisions of a document side by side.
-- `parties` is in the order in which the directory is asked: the first it knows decides. `month` is the UTC month of
-- `occurred_at` as 202608, 0 where the source's time is outside 1900 to 2299.

CREATE TABLE IF NOT EXISTS facts_ticket ${on_cluster} (
  event_id FixedString(32),
  type LowCardinality(String),
  connector LowCardinality(String),
  account LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  recorded_at DateTime64(3, 'UTC'),
  month UInt32,
  document String,
  revision UInt64,
  parties Array(String),
  members Array(String),
  ticket String,
  actor_side LowCardinality(String),
  actor String,
  -- Empty where the event says nothing of it.
  status LowCardinality(String),
  previous_status LowCardinality(String),
  priority LowCardinality(String),
  ticket_channel LowCardinality(String),
  ticket_kind LowCardinality(String),
  assignee String,
  team LowCardinality(String),
  previous_assignee String,
  previous_team LowCardinality(String),
  -- Reopenings of ticket.reopened, reassignments of ticket.assigned, else 0.
  times UInt32,
  public Bool,
  level LowCardinality(String),
  score_milli Nullable(UInt16),
  sla_policy LowCardinality(String),
  sla_kept Nullable(Bool),
  merged_into String,
  deleted_reason LowCardinality(String),
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
  _ver UInt64
) ENGINE = ${replicated}ReplacingMergeTree(_ver)
ORDER BY (document, revision, event_id);

CREATE TABLE IF NOT EXISTS facts_meeting ${on_cluster} (
  event_id FixedString(32),
  type LowCardinality(String),
  connector LowCardinality(String),
  account LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  recorded_at DateTime64(3, 'UTC'),
  month UInt32,
  document String,
  revision UInt64,
  parties Array(String),
  members Array(String),
  series String,
  series_revision UInt64,
  recurring Bool,
  original_start_at Nullable(DateTime64(3, 'UTC')),
  start_at DateTime64(3, 'UTC'),
  end_at DateTime64(3, 'UTC'),
  all_day Bool,
  floating Bool,
  time_zone LowCardinality(String),
  status LowCardinality(String),
  changed_at Nullable(DateTime64(3, 'UTC')),
  sequence UInt32,
  organiser String,
  transparent Bool,
  attendee_address Array(String),
  attendee_organisation Array(String),
  attendee_kind Array(LowCardinality(String)),
  attendee_role Array(LowCardinality(String)),
  attendee_attendance Array(LowCardinality(String)),
  attendee_resource Array(Bool),
  _p UInt16,
  _off UInt64,
  _batch UInt64,
  _ver UInt64
) ENGINE = ${replicated}ReplacingMergeTree(_ver)
ORDER BY (document, revision, event_id);

-- Invoices, payments, credit notes, expenses, overhead: what has an amount. Amounts are integer minor units of
-- the currency; `amount_minor` is net for invoices and credit notes. `kind`: invoice, payment, credit_note,
-- expense, overhead.
CREATE TABLE IF NOT EXISTS facts_money ${on_cluster} (
  event_id FixedString(32),
  type LowCardinality(String),
  connector LowCardinality(String),
  account LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  recorded_at DateTime64(3, 'UTC'),
  month UInt32,
  document String,
  revision UInt64,
  parties Array(String),
  members Array(String),
  kind LowCardinality(String),
  status LowCardinality(String),
  number String,
  invoice_number String,
  booked_on Date32,
  due_on Nullable(Date32),
  service_from Nullable(Date32),
  service_to Nullable(Date32),
  currency LowCardinality(String),
  amount_minor Int64,
  tax_minor Int64,
  total_minor Int64,
  pass_through_minor Int64,
  category LowCardinality(String),
  billable Bool,
  disputed Bool,
  _p UInt16,
  _off UInt64,
  _batch UInt64,
  _ver UInt64
) ENGINE = ${replicated}ReplacingMergeTree(_ver)
ORDER BY (document, revision, event_id);

CREATE TABLE IF NOT EXISTS facts_time ${on_cluster} (
  event_id FixedString(32),
  connector LowCardinality(String),
  account LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  recorded_at DateTime64(3, 'UTC'),
  month UInt32,
  document String,
  revision UInt64,
  parties Array(String),
  members Array(String),
  status LowCardinality(String),
  worked_on Date32,
  started_at Nullable(DateTime64(3, 'UTC')),
  ended_at Nullable(DateTime64(3, 'UTC')),
  duration_seconds Int64,
  billable Nullable(Bool),
  activity LowCardinality(String),
  ticket String,
  _p UInt16,
  _off UInt64,
  _batch UInt64,
  _ver UInt64
) ENGINE = ${replicated}ReplacingMergeTree(_ver)
ORDER BY (document, revision, event_id);

-- Every version of every contract, whole.
CREATE TABLE IF NOT EXISTS facts_contract ${on_cluster} (
  event_id FixedString(32),
  type LowCardinality(String),
  connector LowCardinality(String),
  account LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  recorded_at DateTime64(3, 'UTC'),
  document String,
  revision UInt64,
  parties Array(String),
  members Array(String),
  status LowCardinality(String),
  contract String,
  starts_on Date32,
  ends_on Nullable(Date32),
  renews_on Nullable(Date32),
  currency LowCardinality(String),
  fee_minor Nullable(Int64),
  fee_per LowCardinality(String),
  retainer_minutes_per_month Nullable(UInt32),
  hourly_minor Nullable(Int64),
  notice_days Nullable(UInt32),
  _p UInt16,
  _off UInt64,
  _batch UInt64,
  _ver UInt64
) ENGINE = ${replicated}ReplacingMergeTree(_ver)
ORDER BY (document, revision, event_id);

-- Cost rates (`kind` cost: hourly_minor of a band or member) and exchange rates (`kind` fx: one currency is
-- `rate` to_currency, a decimal), each from `valid_from` on.
CREATE TABLE IF NOT EXISTS facts_rate ${on_cluster} (
  event_id FixedString(32),
  type LowCardinality(String),
  connector LowCardinality(String),
  account LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  recorded_at DateTime64(3, 'UTC'),
  document String,
  revision UInt64,
  parties Array(String),
  members Array(String),
  status LowCardinality(String),
  kind LowCardinality(String),
  valid_from Date32,
  band LowCardinality(String),
  member String,
  currency LowCardinality(String),
  hourly_minor Int64,
  to_currency LowCardinality(String),
  rate String,
  _p UInt16,
  _off UInt64,
  _batch UInt64,
  _ver UInt64
) ENGINE = ${replicated}ReplacingMergeTree(_ver)
ORDER BY (document, revision, event_id);
