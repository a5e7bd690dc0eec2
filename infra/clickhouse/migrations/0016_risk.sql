-- Weeks of every client and their churn scores: the book `risk` of the editions of 0012, derived whole after effort and
-- money. @rapport/risk writes both tables; columns as in @rapport/domain/risk/ClientWeek and ClientScore.

CREATE TABLE IF NOT EXISTS client_week ${on_cluster} (
  edition UInt64,
  party String,
  -- Monday.
  week Date32,
  business_days UInt8,
  messages_in UInt32,
  messages_out UInt32,
  threads_by_them UInt32,
  threads_by_us UInt32,
  active_days UInt8,
  messages_in_after_hours UInt32,
  asks_in UInt32,
  asks_unanswered UInt32,
  replies_ours UInt32,
  reply_log_ours_milli Int64,
  replies_theirs UInt32,
  reply_log_theirs_milli Int64,
  tone_sum_milli Int64,
  tone_messages UInt32,
  complaints UInt32,
  contacts_90 UInt32,
  contacts_effective_milli UInt32,
  senior_contacts_90 UInt32,
  champion_silent UInt8,
  members_90 UInt32,
  meetings_held UInt32,
  recurring_due UInt32,
  recurring_held UInt32,
  meetings_cancelled_by_them UInt32,
  meetings_moved UInt32,
  tickets_opened UInt32,
  tickets_reopened UInt32,
  tickets_escalated UInt32,
  tickets_reassigned UInt32,
  open_escalations UInt32,
  open_tickets UInt32,
  oldest_ticket_hours UInt32,
  revenue_minor Int64,
  cost_minor Int64,
  cash_minor Int64,
  effort_seconds Int64,
  logged_seconds Int64,
  rework_seconds Int64,
  unbilled_seconds Int64,
  invoices_issued UInt32,
  invoices_settled UInt32,
  invoices_late UInt32,
  overdue_minor Int64,
  open_minor Int64,
  disputes UInt32,
  owner_changed UInt8,
  under_contract Bool,
  fee_month_minor Nullable(Int64),
  fee_raised Bool,
  notice_deadline_days Nullable(Int32),
  -- The relationship is older than the client's first week.
  left_truncated Bool
) ENGINE = ${replicated}MergeTree
PARTITION BY edition
ORDER BY (party, week);

-- `terms` and `log_odds_of` belong together; Float64 is written and read, never added up by the engine.
CREATE TABLE IF NOT EXISTS client_score ${on_cluster} (
  edition UInt64,
  party String,
  week Date32,
  model String,
  shown LowCardinality(String),
  band LowCardinality(String),
  log_odds Float64,
  base Float64,
  terms Array(LowCardinality(String)),
  log_odds_of Array(Float64),
  chance_micro UInt32,
  chance_low_micro UInt32,
  chance_high_micro UInt32,
  active_micro UInt32,
  surprise_micro UInt32,
  features FixedString(32)
) ENGINE = ${replicated}MergeTree
PARTITION BY edition
ORDER BY (party, week);

-- That a client has given notice or ended, and why: what people say, else what its contracts show. A row holds as of the
-- days from `held_from` (included) to `held_until` (excluded); 2299-12-31: it has not been taken back.
CREATE TABLE IF NOT EXISTS client_end ${on_cluster} (
  edition UInt64,
  party String,
  held_from Date32,
  held_until Date32,
  notice_on Date32,
  ends_on Date32,
  cause LowCardinality(String),
  -- The event that says so.
  event_id FixedString(32)
) ENGINE = ${replicated}MergeTree
PARTITION BY edition
ORDER BY (party, held_from);
