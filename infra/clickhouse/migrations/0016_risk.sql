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

-- What readers take of the book: the edition that holds.
CREATE OR REPLACE VIEW client_week_current ${on_cluster} AS
SELECT * EXCEPT (edition) FROM client_week
WHERE edition GLOBAL IN (SELECT max(edition) FROM economics_edition WHERE book = 'risk');

CREATE OR REPLACE VIEW client_score_current ${on_cluster} AS
SELECT * EXCEPT (edition) FROM client_score
WHERE edition GLOBAL IN (SELECT max(edition) FROM economics_edition WHERE book = 'risk');

-- Clients that have given notice or ended as of a day, and why: at most one row for each.
CREATE OR REPLACE VIEW client_end_at ${on_cluster} AS
SELECT party, notice_on, ends_on, cause, event_id FROM client_end
WHERE edition GLOBAL IN (SELECT max(edition) FROM economics_edition WHERE book = 'risk')
  AND held_from <= {as_of:Date32} AND held_until > {as_of:Date32};

-- For analysts, as the views of 0014: weeks that were over at the end of a day; those after a client's end are left out.
CREATE OR REPLACE VIEW client_weekly_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
  w.week AS week, w.party AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment, k.tier AS tier,
  toInt64(w.business_days) AS business_days, toInt64(w.active_days) AS active_days, toInt64(w.messages_in) AS messages_in, toInt64(w.messages_out) AS messages_out,
  toInt64(w.threads_by_them) AS threads_by_them, toInt64(w.threads_by_us) AS threads_by_us, toInt64(w.messages_in_after_hours) AS messages_in_after_hours, toInt64(w.asks_in) AS asks_in,
  toInt64(w.asks_unanswered) AS asks_unanswered, toInt64(w.replies_ours) AS replies_ours, toInt64(w.replies_theirs) AS replies_theirs, toInt64(w.tone_messages) AS tone_messages,
  toInt64(w.complaints) AS complaints, toInt64(w.contacts_90) AS contacts_90, toInt64(w.senior_contacts_90) AS senior_contacts_90, toInt64(w.members_90) AS members_90,
  toInt64(w.meetings_held) AS meetings_held, toInt64(w.recurring_due) AS recurring_due, toInt64(w.recurring_held) AS recurring_held, toInt64(w.meetings_cancelled_by_them) AS meetings_cancelled_by_them,
  toInt64(w.meetings_moved) AS meetings_moved, toInt64(w.tickets_opened) AS tickets_opened, toInt64(w.tickets_reopened) AS tickets_reopened, toInt64(w.tickets_escalated) AS tickets_escalated,
  toInt64(w.tickets_reassigned) AS tickets_reassigned, toInt64(w.open_escalations) AS open_escalations, toInt64(w.open_tickets) AS open_tickets, toInt64(w.oldest_ticket_hours) AS oldest_ticket_hours,
  toInt64(w.invoices_issued) AS invoices_issued, toInt64(w.invoices_settled) AS invoices_settled, toInt64(w.invoices_late) AS invoices_late, toInt64(w.disputes) AS disputes,
  w.effort_seconds AS effort_seconds, w.logged_seconds AS logged_seconds, w.rework_seconds AS rework_seconds, w.unbilled_seconds AS unbilled_seconds,
  ifNull((SELECT r.currency FROM reporting_currency AS r), '') AS currency,
  w.revenue_minor AS revenue_minor, w.cost_minor AS cost_minor, w.cash_minor AS cash_minor, w.overdue_minor AS overdue_minor, w.open_minor AS open_minor,
  w.fee_month_minor AS fee_month_minor, toInt64(w.under_contract) AS under_contract, toInt64(w.notice_deadline_days) AS notice_deadline_days
FROM client_week_current AS w
LEFT JOIN client_card(as_of = {as_of:Date32}) AS k ON k.client = w.party
LEFT JOIN client_end_at(as_of = {as_of:Date32}) AS e ON e.party = w.party
WHERE w.week + 6 <= {as_of:Date32} AND (e.party = '' OR w.week <= e.ends_on);

CREATE OR REPLACE VIEW client_weekly ${on_cluster} (
  week Date32, client String, name String, owner String, owner_name String, segment String, tier String,
  business_days Int64, active_days Int64, messages_in Int64, messages_out Int64, threads_by_them Int64,
  threads_by_us Int64, messages_in_after_hours Int64, asks_in Int64, asks_unanswered Int64, replies_ours Int64,
  replies_theirs Int64, tone_messages Int64, complaints Int64, contacts_90 Int64, senior_contacts_90 Int64,
  members_90 Int64, meetings_held Int64, recurring_due Int64, recurring_held Int64, meetings_cancelled_by_them Int64,
  meetings_moved Int64, tickets_opened Int64, tickets_reopened Int64, tickets_escalated Int64,
  tickets_reassigned Int64, open_escalations Int64, open_tickets Int64, oldest_ticket_hours Int64,
  invoices_issued Int64, invoices_settled Int64, invoices_late Int64, disputes Int64, effort_seconds Int64,
  logged_seconds Int64, rework_seconds Int64, unbilled_seconds Int64, currency String, revenue_minor Int64,
  cost_minor Int64, cash_minor Int64, overdue_minor Int64, open_minor Int64, fee_month_minor Nullable(Int64),
  under_contract Int64, notice_deadline_days Nullable(Int64)
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM client_weekly_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- The score of every client at the end of its last week that was over; a chance only where one may be shown.
CREATE OR REPLACE VIEW client_risk_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
  s.party AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment, k.tier AS tier,
  s.week AS week, s.model AS model, s.shown AS shown,
  if(s.shown IN ('percent', 'band', 'rank', 'stale'), s.band, '') AS band,
  if(s.shown = 'percent', toDecimal64(intDiv(s.chance_micro + 50, 100), 2) / 100, NULL) AS chance_percent,
  if(s.shown = 'percent', toDecimal64(intDiv(s.chance_low_micro + 50, 100), 2) / 100, NULL) AS chance_low_percent,
  if(s.shown = 'percent', toDecimal64(intDiv(s.chance_high_micro + 50, 100), 2) / 100, NULL) AS chance_high_percent,
  toDecimal64(intDiv(s.active_micro + 50, 100), 2) / 100 AS active_percent,
  if(e.party = '', NULL, e.notice_on) AS notice_on,
  if(e.party = '', NULL, e.ends_on) AS ends_on,
  if(e.party = '', '', toString(e.cause)) AS cause
FROM (
  SELECT
    c.party AS party, max(c.week) AS week, argMax(c.model, c.week) AS model, toString(argMax(c.shown, c.week)) AS shown,
    toString(argMax(c.band, c.week)) AS band, argMax(c.chance_micro, c.week) AS chance_micro,
    argMax(c.chance_low_micro, c.week) AS chance_low_micro, argMax(c.chance_high_micro, c.week) AS chance_high_micro,
    argMax(c.active_micro, c.week) AS active_micro
  FROM client_score_current AS c
  WHERE c.week + 6 <= {as_of:Date32}
  GROUP BY c.party
) AS s
LEFT JOIN client_card(as_of = {as_of:Date32}) AS k ON k.client = s.party
LEFT JOIN client_end_at(as_of = {as_of:Date32}) AS e ON e.party = s.party;

CREATE OR REPLACE VIEW client_risk ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, tier String, week Date32, model String,
  shown String, band String, chance_percent Nullable(Decimal(18, 2)), chance_low_percent Nullable(Decimal(18, 2)),
  chance_high_percent Nullable(Decimal(18, 2)), active_percent Decimal(18, 2), notice_on Nullable(Date32),
  ends_on Nullable(Date32), cause String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM client_risk_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));
