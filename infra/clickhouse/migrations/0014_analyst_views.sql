-- What analysts read: one definition of each figure of the economics, for SQL, API, exports and command line. The
-- documented views have plain names that mean now, and beside them `…_at` with the as-of day as a parameter; columns,
-- units and examples are in packages/contracts/src/views and docs/metrics.md. The others are steps towards them.
-- Sums are of integers and quantiles exact, so that threads and order of rows change nothing. The documented ones read
-- with the rights of whoever made them (DEFINER), so that an analyst needs a right to these alone. Plain views write
-- out their columns: without, making them would cost what working them out does.

-- The names that analysts get were taken by two steps of 0003 and 0011: they go on under names of their own.
-- How long an answer took, both ways: exact quantiles over first answers; zeros where `replies` is 0.
CREATE OR REPLACE VIEW party_responsiveness ${on_cluster} AS
SELECT
  party,
  countIf(responder = 'them') AS their_replies,
  quantileExactIf(0.5)(elapsed_ms, responder = 'them') AS their_elapsed_median_ms,
  quantileExactIf(0.9)(elapsed_ms, responder = 'them') AS their_elapsed_p90_ms,
  quantileExactIf(0.5)(working_ms, responder = 'them') AS their_working_median_ms,
  quantileExactIf(0.9)(working_ms, responder = 'them') AS their_working_p90_ms,
  countIf(responder = 'us') AS our_replies,
  quantileExactIf(0.5)(elapsed_ms, responder = 'us') AS our_elapsed_median_ms,
  quantileExactIf(0.9)(elapsed_ms, responder = 'us') AS our_elapsed_p90_ms,
  quantileExactIf(0.5)(working_ms, responder = 'us') AS our_working_median_ms,
  quantileExactIf(0.9)(working_ms, responder = 'us') AS our_working_p90_ms
FROM client_reply(until = {until:DateTime64(3, 'UTC')})
GROUP BY party;

-- Where all messages went: the shares of all states add to the number of messages and unreadable items of e-mail.
CREATE OR REPLACE VIEW message_coverage ${on_cluster} AS
SELECT state, party, share_micro, messages
FROM message_share(until = {until:DateTime64(3, 'UTC')})
UNION ALL
SELECT 'unreadable' AS state, '' AS party, count() * 1000000 AS share_micro, count() AS messages
FROM dead_letter FINAL
WHERE stage = 'ingest' AND connector = 'email' AND NOT resolved AND recorded_at < {until:DateTime64(3, 'UTC')};

-- Now; 0015 knows better.
CREATE OR REPLACE VIEW read_moment ${on_cluster} AS
SELECT now64(3, 'UTC') AS at;

-- The books as they hold: of each part the highest edition. The month tells the books apart (0 is money alone), and
-- two numbers are compared in a third of the time that a name takes beside them.
CREATE OR REPLACE VIEW contribution_current ${on_cluster} AS
SELECT * EXCEPT (edition) FROM contribution
WHERE (month, edition) GLOBAL IN (SELECT month, max(edition) FROM economics_edition WHERE book IN ('effort', 'money') GROUP BY book, month);

CREATE OR REPLACE VIEW contribution_day_current ${on_cluster} AS
SELECT * EXCEPT (edition) FROM contribution_day
WHERE (month, edition) GLOBAL IN (SELECT month, max(edition) FROM economics_edition WHERE book IN ('effort', 'money') GROUP BY book, month);

CREATE OR REPLACE VIEW effort_month_current ${on_cluster} AS
SELECT * EXCEPT (edition, month), makeDate32(intDiv(t.month, 100), t.month % 100, 1) AS month FROM effort_month AS t
WHERE (t.month, t.edition) GLOBAL IN (SELECT month, max(edition) FROM economics_edition WHERE book = 'effort' GROUP BY month);

CREATE OR REPLACE VIEW effort_comparison_current ${on_cluster} AS
SELECT * EXCEPT (edition, month), makeDate32(intDiv(t.month, 100), t.month % 100, 1) AS month FROM effort_comparison AS t
WHERE (t.month, t.edition) GLOBAL IN (SELECT month, max(edition) FROM economics_edition WHERE book = 'effort' GROUP BY month);

-- The draws of a month: what each kind of effort is multiplied by, millionths. What was estimated is multiplied by
-- the calibration's draw too.
CREATE OR REPLACE VIEW effort_multiplier ${on_cluster} AS
SELECT
  makeDate32(intDiv(t.month, 100), t.month % 100, 1) AS month,
  arrayMap((a, b) -> intDiv(toInt64(a) * b, 1000000), anyIf(multipliers_micro, kind = 'mail'), anyIf(multipliers_micro, kind = 'calibration')) AS mail_micro,
  arrayMap((a, b) -> intDiv(toInt64(a) * b, 1000000), anyIf(multipliers_micro, kind = 'meeting'), anyIf(multipliers_micro, kind = 'calibration')) AS meeting_micro,
  arrayMap((a, b) -> intDiv(toInt64(a) * b, 1000000), anyIf(multipliers_micro, kind = 'ticket'), anyIf(multipliers_micro, kind = 'calibration')) AS ticket_micro,
  arrayMap(a -> toInt64(a), anyIf(multipliers_micro, kind = 'time')) AS time_micro
FROM effort_draw AS t
WHERE (t.month, t.edition) GLOBAL IN (SELECT month, max(edition) FROM economics_edition WHERE book = 'effort' GROUP BY month)
GROUP BY t.month;

-- The currency that amounts are in; always one row, "" before anything was derived.
CREATE OR REPLACE VIEW reporting_currency ${on_cluster} AS
SELECT argMax(reporting_currency, month) AS currency FROM effort_month_current;

-- Clients as they are counted, by today's directory: who they are, and who of us looks after them on a day. The
-- owner is whoever has the role `owner`; of a client that nobody has it for, whoever else is named, by role.
CREATE OR REPLACE VIEW client_card ${on_cluster} AS
SELECT
  'client' AS state, c.client AS client, c.name AS name, p.segment AS segment, p.tier AS tier,
  o.member_id AS owner, if(m.name = '', o.member_id, m.name) AS owner_name
FROM (SELECT canonical_id AS client, any(canonical_name) AS name FROM directory_client GROUP BY canonical_id) AS c
LEFT JOIN (SELECT client_id, any(segment) AS segment, any(tier) AS tier FROM directory_profile GROUP BY client_id) AS p ON p.client_id = c.client
LEFT JOIN (
  SELECT client_id, argMin(member_id, (lowerUTF8(role) != 'owner', role, valid_from)) AS member_id
  FROM directory_owner
  WHERE valid_from < toDateTime64({as_of:Date32} + 1, 3, 'UTC') AND valid_to >= toDateTime64({as_of:Date32} + 1, 3, 'UTC')
  GROUP BY client_id
) AS o ON o.client_id = c.client
LEFT JOIN (SELECT member_id, any(name) AS name FROM directory_member GROUP BY member_id) AS m ON m.member_id = o.member_id;

-- What the contributions of these days, both included, add to: per holder and month. Seconds and minor units.
CREATE OR REPLACE VIEW party_economics ${on_cluster} AS
WITH
  category IN ('mail_written', 'mail_read', 'interruption') AS mail,
  startsWith(category, 'meeting') AS meeting,
  startsWith(category, 'ticket') AS ticket,
  category = 'time' AS logged,
  mail OR meeting OR ticket OR logged AS effort
SELECT
  state::String AS state, party, makeDate32(toYear(day), toMonth(day), 1) AS month,
  sumIf(d.revenue_minor, category = 'invoice') AS invoiced_minor,
  sumIf(d.revenue_minor, category = 'credit_note') AS credited_minor,
  sumIf(d.revenue_minor, category = 'pass_through') AS pass_through_minor,
  sum(d.revenue_minor) AS revenue_minor,
  sum(d.cash_minor) AS cash_minor,
  sumIf(d.cost_minor, effort) AS labour_minor,
  sumIf(d.cost_minor, mail) AS mail_minor,
  sumIf(d.cost_minor, meeting) AS meeting_minor,
  sumIf(d.cost_minor, ticket) AS ticket_minor,
  sumIf(d.cost_minor, logged) AS logged_minor,
  sumIf(d.cost_minor, effort AND measured) AS measured_minor,
  sumIf(d.cost_minor, category = 'overhead') AS overhead_minor,
  sumIf(d.cost_minor, category = 'unused_capacity') AS unused_capacity_minor,
  sumIf(d.cost_minor, category = 'expense') AS expenses_minor,
  sumIf(d.cost_minor, category = 'expected_loss') AS expected_loss_minor,
  sumIf(d.cost_minor, category = 'late_payment') AS late_payment_minor,
  sum(d.cost_minor) AS cost_minor,
  sum(d.revenue_minor) - sum(d.cost_minor) AS contribution_minor,
  sumIf(d.seconds, effort) AS effort_seconds,
  sumIf(d.seconds, effort AND measured) AS measured_seconds,
  sumIf(d.seconds, logged) AS logged_seconds,
  sumIf(d.seconds, meeting) AS meeting_seconds,
  sumIf(d.seconds, ticket) AS ticket_seconds,
  sumIf(d.seconds, mail AND category != 'interruption') AS mail_seconds,
  sumIf(d.seconds, category = 'interruption') AS interruption_seconds,
  sumIf(d.seconds, category = 'unused_capacity') AS unused_seconds,
  sumIf(d.contributions, category != 'unconverted') AS contributions
FROM contribution_day_current AS d
WHERE day BETWEEN {from_day:Date32} AND {to_day:Date32}
GROUP BY state, party, month
HAVING contributions > 0;

-- Of these days, per client and month: what was logged on communication, what the time equations make of it (raw),
-- and what of that is expected once calibrated (κ × raw). Shadow effort is what is expected beyond what was logged.
CREATE OR REPLACE VIEW client_communication ${on_cluster} AS
SELECT
  'client' AS state, c.party AS party, c.month AS month, c.logged_seconds AS logged_seconds, c.raw_seconds AS raw_seconds,
  toInt64(intDiv(toInt128(c.raw_seconds) * m.calibration_micro + 500000, 1000000)) AS expected_seconds,
  expected_seconds - c.logged_seconds AS shadow_seconds,
  m.calibration_micro AS calibration_micro,
  exp(1.2816 * sqrt(pow(m.calibration_sd_micro, 2) + pow(m.calibration_spread_micro, 2)) / 1000000) AS width,
  toInt64(round(c.raw_seconds * m.calibration_micro / 1000000 / width)) AS expected_low_seconds,
  toInt64(round(c.raw_seconds * m.calibration_micro / 1000000 * width)) AS expected_high_seconds
FROM (
  SELECT party, month, sum(logged_seconds) AS logged_seconds, sum(estimated_seconds) AS raw_seconds
  FROM effort_comparison_current
  WHERE day BETWEEN {from_day:Date32} AND {to_day:Date32}
  GROUP BY party, month
) AS c
INNER JOIN effort_month_current AS m ON m.month = c.month;

-- The same with who the holder is (owners as of a day), what was aimed at, and shadow effort (null for others than clients).
CREATE OR REPLACE VIEW holder_economics ${on_cluster} AS
SELECT
  -- Names that both sides of a join have must be said.
  p.state AS state, p.party AS party, p.month AS month,
  p.state IN ('client', 'organisation', 'unattributed') AS outside, p.logged_seconds AS logged_seconds, p.overhead_minor AS overhead_minor,
  p.* EXCEPT (state, party, month, logged_seconds, overhead_minor),
  multiIf(p.state = 'client', k.name, p.party = '', p.state, replaceRegexpOne(p.party, '^domain:', '')) AS name,
  k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment, k.tier AS tier,
  ifNull((SELECT r.currency FROM reporting_currency AS r), '') AS currency,
  if(p.state = 'client', s.logged_seconds, NULL) AS communication_logged_seconds,
  if(p.state = 'client', s.raw_seconds, NULL) AS communication_raw_seconds,
  if(p.state = 'client', s.expected_seconds, NULL) AS communication_expected_seconds,
  if(p.state = 'client', s.expected_low_seconds, NULL) AS communication_low_seconds,
  if(p.state = 'client', s.expected_high_seconds, NULL) AS communication_high_seconds,
  if(p.state = 'client', s.shadow_seconds, NULL) AS shadow_seconds,
  if(m.reporting_currency = '', NULL, m.calibration_micro) AS calibration_micro,
  if(m.reporting_currency = '', NULL, m.margin_target_micro) AS margin_target_micro
FROM party_economics(from_day = {from_day:Date32}, to_day = {to_day:Date32}) AS p
LEFT JOIN client_card(as_of = {as_of:Date32}) AS k ON k.state = p.state AND k.client = p.party
LEFT JOIN client_communication(from_day = {from_day:Date32}, to_day = {to_day:Date32}) AS s ON s.state = p.state AND s.party = p.party AND s.month = p.month
LEFT JOIN effort_month_current AS m ON m.month = p.month;

-- Client × month, up to a day.
CREATE OR REPLACE VIEW client_profitability_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH
  -- Quotients round halves away from 0; null where there is nothing to divide by.
  (a, b) -> if(b = 0, NULL, toInt64(intDiv(2 * abs(a) + abs(b), 2 * abs(b)) * sign(a) * sign(b))) AS quotient,
  (a, b) -> toDecimal64(quotient(toInt128(a) * 10000, b), 2) / 100 AS percent,
  logged_seconds + greatest(0, ifNull(shadow_seconds, 0)) AS taken_seconds
SELECT
  month, state, party AS client, name, owner, owner_name, segment, tier, currency,
  revenue_minor, invoiced_minor, credited_minor, pass_through_minor, cash_minor,
  labour_minor, overhead_minor, unused_capacity_minor, expenses_minor, expected_loss_minor, late_payment_minor, cost_minor,
  contribution_minor,
  if(empty(draws), NULL, arrayReduce('quantileExact(0.1)', draws)) AS contribution_low_minor,
  if(empty(draws), NULL, arrayReduce('quantileExact(0.9)', draws)) AS contribution_high_minor,
  if(outside AND notEmpty(draws), percent(arrayCount(x -> x < 0, draws), length(draws)), NULL) AS loss_probability_percent,
  if(revenue_minor > 0, percent(contribution_minor, revenue_minor), NULL) AS margin_percent,
  percent(measured_minor, labour_minor) AS measured_cost_percent,
  effort_seconds, logged_seconds, shadow_seconds,
  if(outside AND taken_seconds > 0, quotient(toInt128(revenue_minor) * 3600, taken_seconds), NULL) AS effective_hourly_minor,
  if(outside AND taken_seconds > 0 AND cost_minor > 0,
    greatest(0, quotient(toInt128(revenue_minor) * (1000000 - margin_target_micro) * taken_seconds, toInt128(cost_minor) * 1000000)), NULL) AS target_seconds,
  if(outside, cost_minor, NULL) AS break_even_minor,
  if(outside, quotient(toInt128(cost_minor) * 1000000, 1000000 - margin_target_micro), NULL) AS target_price_minor
FROM (
  SELECT
    h.month AS month, h.* EXCEPT (month),
    arrayMap((w, x, y, z) -> h.contribution_minor + h.labour_minor
        - intDiv(h.mail_minor * w + h.meeting_minor * x + h.ticket_minor * y + h.logged_minor * z, 1000000),
      e.mail_micro, e.meeting_micro, e.ticket_micro, e.time_micro) AS draws
  FROM (
    -- Draws are 2,000 wide: in blocks of the usual size they would take gigabytes. ARRAY JOIN makes smaller ones, and
    -- the join after it leaves them so.
    SELECT * FROM holder_economics(from_day = '1900-01-01', to_day = {as_of:Date32}, as_of = {as_of:Date32})
    ARRAY JOIN [1] AS one
    SETTINGS max_block_size = 256
  ) AS h
  LEFT JOIN effort_multiplier AS e ON e.month = h.month
  SETTINGS min_joined_block_size_rows = 0, min_joined_block_size_bytes = 0
);

CREATE OR REPLACE VIEW client_profitability ${on_cluster} (
  month Date32, state String, client String, name String, owner String, owner_name String, segment String,
  tier String, currency String, revenue_minor Int64, invoiced_minor Int64, credited_minor Int64,
  pass_through_minor Int64, cash_minor Int64, labour_minor Int64, overhead_minor Int64, unused_capacity_minor Int64,
  expenses_minor Int64, expected_loss_minor Int64, late_payment_minor Int64, cost_minor Int64,
  contribution_minor Int64, contribution_low_minor Nullable(Int64), contribution_high_minor Nullable(Int64),
  loss_probability_percent Nullable(Decimal(18, 2)), margin_percent Nullable(Decimal(18, 2)),
  measured_cost_percent Nullable(Decimal(18, 2)), effort_seconds Int64, logged_seconds Int64,
  shadow_seconds Nullable(Int64), effective_hourly_minor Nullable(Int64), target_seconds Nullable(Int64),
  break_even_minor Nullable(Int64), target_price_minor Nullable(Int64)
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM client_profitability_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Client × month, up to a day: where the time went.
CREATE OR REPLACE VIEW client_effort_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
  month, state, party AS client, name, owner, owner_name, segment, tier,
  effort_seconds,
  if(empty(draws), NULL, arrayReduce('quantileExact(0.1)', draws)) AS effort_low_seconds,
  if(empty(draws), NULL, arrayReduce('quantileExact(0.9)', draws)) AS effort_high_seconds,
  measured_seconds, effort_seconds - measured_seconds AS estimated_seconds,
  if(effort_seconds = 0, NULL, toDecimal64(intDiv(20000 * measured_seconds + effort_seconds, 2 * effort_seconds), 2) / 100) AS measured_percent,
  logged_seconds, meeting_seconds, ticket_seconds, mail_seconds, interruption_seconds,
  communication_logged_seconds, communication_raw_seconds, communication_expected_seconds,
  communication_low_seconds, communication_high_seconds, shadow_seconds,
  toDecimal64(calibration_micro, 3) / 1000000 AS calibration_factor,
  unused_seconds,
  currency, labour_minor
FROM (
  SELECT
    h.month AS month, h.* EXCEPT (month),
    arrayMap((w, x, y, z) -> intDiv((h.mail_seconds + h.interruption_seconds) * w + h.meeting_seconds * x + h.ticket_seconds * y + h.logged_seconds * z, 1000000),
      e.mail_micro, e.meeting_micro, e.ticket_micro, e.time_micro) AS draws
  FROM (
    -- In small blocks, as above.
    SELECT * FROM holder_economics(from_day = '1900-01-01', to_day = {as_of:Date32}, as_of = {as_of:Date32})
    ARRAY JOIN [1] AS one
    SETTINGS max_block_size = 256
  ) AS h
  LEFT JOIN effort_multiplier AS e ON e.month = h.month
  SETTINGS min_joined_block_size_rows = 0, min_joined_block_size_bytes = 0
);

CREATE OR REPLACE VIEW client_effort ${on_cluster} (
  month Date32, state String, client String, name String, owner String, owner_name String, segment String,
  tier String, effort_seconds Int64, effort_low_seconds Nullable(Int64), effort_high_seconds Nullable(Int64),
  measured_seconds Int64, estimated_seconds Int64, measured_percent Nullable(Decimal(18, 2)), logged_seconds Int64,
  meeting_seconds Int64, ticket_seconds Int64, mail_seconds Int64, interruption_seconds Int64,
  communication_logged_seconds Nullable(Int64), communication_raw_seconds Nullable(Int64),
  communication_expected_seconds Nullable(Int64), communication_low_seconds Nullable(Int64),
  communication_high_seconds Nullable(Int64), shadow_seconds Nullable(Int64),
  calibration_factor Nullable(Decimal(18, 3)), unused_seconds Int64, currency String, labour_minor Int64
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM client_effort_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Client × day, up to a day: what passed, what it took and what it brought.
CREATE OR REPLACE VIEW client_day_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
  d.day AS day, d.state AS state, d.client AS client,
  multiIf(d.state = 'client', k.name, d.client = '', d.state, replaceRegexpOne(d.client, '^domain:', '')) AS name,
  k.owner AS owner, k.segment AS segment,
  d.* EXCEPT (day, state, client),
  ifNull((SELECT r.currency FROM reporting_currency AS r), '') AS currency
FROM (
  SELECT
    u.day AS day, u.state AS state, u.party AS client,
    sum(u.messages_in) AS messages_in, sum(u.messages_out) AS messages_out,
    sum(u.tickets_opened) AS tickets_opened, sum(u.meetings_held) AS meetings_held,
    sum(u.effort_seconds) AS effort_seconds, sum(u.logged_seconds) AS logged_seconds,
    sum(u.revenue_minor) AS revenue_minor, sum(u.cash_minor) AS cash_minor, sum(u.cost_minor) AS cost_minor,
    sum(u.revenue_minor) - sum(u.cost_minor) AS contribution_minor
  FROM (
    SELECT
      day, state::String AS state, party, toInt64(0) AS messages_in, toInt64(0) AS messages_out, toInt64(0) AS tickets_opened,
      toInt64(0) AS meetings_held,
      sumIf(c.seconds, c.category != 'unused_capacity') AS effort_seconds, sumIf(c.seconds, c.category = 'time') AS logged_seconds,
      sum(c.revenue_minor) AS revenue_minor, sum(c.cash_minor) AS cash_minor, sum(c.cost_minor) AS cost_minor
    FROM contribution_day_current AS c
    WHERE day <= {as_of:Date32} AND category != 'unconverted'
    GROUP BY state, party, day
    UNION ALL
    SELECT toDate32(m.day), m.state::String, m.party, toInt64(m.messages_in), toInt64(m.messages_out), 0, 0, 0, 0, 0, 0, 0
    FROM message_day AS m
    WHERE m.day <= {as_of:Date32} AND m.shown_from < toDateTime64({as_of:Date32} + 1, 3, 'UTC') AND toDateTime64({as_of:Date32} + 1, 3, 'UTC') <= m.shown_to
    UNION ALL
    SELECT toDate32(t.effective_at), t.state::String, t.party, 0, 0, 1, 0, 0, 0, 0, 0, 0
    FROM ticket_event(until = toDateTime64({as_of:Date32} + 1, 3, 'UTC')) AS t
    WHERE t.type = 'ticket.opened' AND t.party != ''
    UNION ALL
    SELECT toDate32(h.effective_at), h.state::String, h.party, 0, 0, 0, 1, 0, 0, 0, 0, 0
    FROM meeting_holder(at = (SELECT least(n.at, toDateTime64({as_of:Date32} + 1, 3, 'UTC')) FROM read_moment AS n)) AS h
    WHERE h.outcome = 'held' AND h.party != '' AND h.effective_at < toDateTime64({as_of:Date32} + 1, 3, 'UTC')
  ) AS u
  GROUP BY u.state, u.party, u.day
) AS d
LEFT JOIN client_card(as_of = {as_of:Date32}) AS k ON k.state = d.state AND k.client = d.client;

CREATE OR REPLACE VIEW client_day ${on_cluster} (
  day Date32, state String, client String, name String, owner String, segment String, messages_in Int64,
  messages_out Int64, tickets_opened Int64, meetings_held Int64, effort_seconds Int64, logged_seconds Int64,
  revenue_minor Int64, cash_minor Int64, cost_minor Int64, contribution_minor Int64, currency String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM client_day_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Per client and unlinked organisation, up to a day: how long an answer took, both ways; null without an answer.
CREATE OR REPLACE VIEW client_responsiveness_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
  if(k.client = '', if(startsWith(r.party, 'domain:'), 'organisation', 'unattributed'), 'client') AS state,
  r.party AS client, if(k.client = '', replaceRegexpOne(r.party, '^domain:', ''), k.name) AS name,
  k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  r.our_replies AS our_replies,
  if(r.our_replies = 0, NULL, r.our_elapsed_median_ms) AS our_elapsed_median_ms,
  if(r.our_replies = 0, NULL, r.our_elapsed_p90_ms) AS our_elapsed_p90_ms,
  if(r.our_replies = 0, NULL, r.our_working_median_ms) AS our_working_median_ms,
  if(r.our_replies = 0, NULL, r.our_working_p90_ms) AS our_working_p90_ms,
  r.their_replies AS their_replies,
  if(r.their_replies = 0, NULL, r.their_elapsed_median_ms) AS their_elapsed_median_ms,
  if(r.their_replies = 0, NULL, r.their_elapsed_p90_ms) AS their_elapsed_p90_ms,
  if(r.their_replies = 0, NULL, r.their_working_median_ms) AS their_working_median_ms,
  if(r.their_replies = 0, NULL, r.their_working_p90_ms) AS their_working_p90_ms
FROM party_responsiveness(until = toDateTime64({as_of:Date32} + 1, 3, 'UTC')) AS r
LEFT JOIN client_card(as_of = {as_of:Date32}) AS k ON k.client = r.party;

CREATE OR REPLACE VIEW client_responsiveness ${on_cluster} (
  state String, client String, name String, owner String, owner_name String, segment String, our_replies UInt64,
  our_elapsed_median_ms Nullable(Int64), our_elapsed_p90_ms Nullable(Int64), our_working_median_ms Nullable(Int64),
  our_working_p90_ms Nullable(Int64), their_replies UInt64, their_elapsed_median_ms Nullable(Int64),
  their_elapsed_p90_ms Nullable(Int64), their_working_median_ms Nullable(Int64), their_working_p90_ms Nullable(Int64)
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM client_responsiveness_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- The draws of what is left of each client's revenue over a span of days, whole: 2,000 amounts, and none where no
-- month has draws.
CREATE OR REPLACE VIEW client_contribution_draws ${on_cluster} AS
SELECT
  h.party AS client,
  sum(h.contribution_minor) AS contribution_minor,
  sum(h.contribution_minor + h.labour_minor) AS before_labour_minor,
  sumForEach(arrayMap((w, x, y, z) -> h.mail_minor * w + h.meeting_minor * x + h.ticket_minor * y + h.logged_minor * z,
    e.mail_micro, e.meeting_micro, e.ticket_micro, e.time_micro)) AS labour,
  if(empty(labour), arrayWithConstant(ifNull((SELECT max(length(m.time_micro)) FROM effort_multiplier AS m), 0), before_labour_minor),
    arrayMap(l -> before_labour_minor - intDiv(l, 1000000), labour)) AS draws
FROM (
  -- In small blocks, as above.
  SELECT * FROM party_economics(from_day = {from_day:Date32}, to_day = {to_day:Date32})
  ARRAY JOIN [1] AS one
  WHERE state = 'client'
  SETTINGS max_block_size = 256
) AS h
LEFT JOIN effort_multiplier AS e ON e.month = h.month
GROUP BY h.party
SETTINGS min_joined_block_size_rows = 0, min_joined_block_size_bytes = 0;

-- Clients from the most to the least over a span of days, cumulated, by revenue and by net contribution; equal amounts
-- by id. The bands of the contribution's curve are those of the curves of all draws, each in an order of its own.
-- Shares of the total are null where that is not above 0: they would mislead.
CREATE OR REPLACE VIEW whale_curve_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
  c.measure AS measure, c.rank AS rank, c.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  ifNull((SELECT r.currency FROM reporting_currency AS r), '') AS currency,
  c.amount_minor AS amount_minor, c.cumulative_minor AS cumulative_minor,
  if(c.measure = 'revenue', c.cumulative_minor, b.low) AS cumulative_low_minor,
  if(c.measure = 'revenue', c.cumulative_minor, b.high) AS cumulative_high_minor,
  c.clients_percent AS clients_percent, c.cumulative_percent AS cumulative_percent
FROM (
  SELECT
    measure, client, amount_minor,
    row_number() OVER curve AS rank,
    sum(amount_minor) OVER curve AS cumulative_minor,
    count() OVER (PARTITION BY measure) AS clients,
    sum(amount_minor) OVER (PARTITION BY measure) AS total_minor,
    toDecimal64(intDiv(20000 * rank + clients, 2 * clients), 2) / 100 AS clients_percent,
    if(total_minor > 0,
      toDecimal64(toInt64(intDiv(toInt128(20000) * abs(cumulative_minor) + total_minor, toInt128(2) * total_minor) * sign(cumulative_minor)), 2) / 100,
      NULL) AS cumulative_percent
  FROM (
    SELECT line.1 AS measure, client, line.2 AS amount_minor
    FROM (
      SELECT party AS client, [('revenue', sum(revenue_minor)), ('contribution', sum(contribution_minor))] AS lines
      FROM party_economics(from_day = {from_day:Date32}, to_day = {as_of:Date32})
      WHERE state = 'client'
      GROUP BY party
    )
    ARRAY JOIN lines AS line
  )
  WINDOW curve AS (PARTITION BY measure ORDER BY amount_minor DESC, client ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
) AS c
LEFT JOIN (
  SELECT 'contribution' AS measure, toUInt64(rank) AS rank, toNullable(low) AS low, toNullable(high) AS high
  FROM (
    SELECT quantileExactForEach(0.1)(curve) AS lows, quantileExactForEach(0.9)(curve) AS highs
    FROM (
      SELECT arrayCumSum(arrayReverseSort(groupArray(amount))) AS curve
      FROM (
        SELECT amount, draw
        FROM client_contribution_draws(from_day = {from_day:Date32}, to_day = {as_of:Date32})
        ARRAY JOIN draws AS amount, arrayEnumerate(draws) AS draw
      )
      GROUP BY draw
    )
  )
  ARRAY JOIN lows AS low, highs AS high, arrayEnumerate(lows) AS rank
) AS b ON b.measure = c.measure AND b.rank = c.rank
LEFT JOIN client_card(as_of = {as_of:Date32}) AS k ON k.client = c.client;

-- Over the twelve months up to today's.
CREATE OR REPLACE VIEW whale_curve ${on_cluster} (
  measure String, rank UInt64, client String, name String, owner String, owner_name String, segment String,
  currency String, amount_minor Int64, cumulative_minor Int64, cumulative_low_minor Nullable(Int64),
  cumulative_high_minor Nullable(Int64), clients_percent Decimal(18, 2), cumulative_percent Nullable(Decimal(18, 2))
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM whale_curve_at(from_day = (SELECT toDate32(toStartOfMonth(addMonths(n.at, -11))) FROM read_moment AS n), as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Where everything went, up to a day: amounts per measure, currency and state, and their share of all of it. States
-- as in `message_coverage` and for effort and money as in `contribution`.
CREATE OR REPLACE VIEW coverage_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
  measure, currency, state, unit, amount,
  sum(amount) OVER (PARTITION BY measure, currency) AS total_amount,
  if(total_amount > 0, toDecimal64(toInt64(intDiv(toInt128(20000) * abs(amount) + total_amount, toInt128(2) * total_amount) * sign(amount)), 2) / 100, NULL) AS percent
FROM (
  SELECT
    measure, currency, state::String AS state,
    multiIf(measure IN ('messages', 'meetings', 'meeting_minutes'), 'millionths', measure = 'tickets', 'tickets', measure = 'logged_seconds', 'seconds', 'minor units') AS unit,
    sum(o.amount) AS amount
  FROM coverage_of(until = toDateTime64({as_of:Date32} + 1, 3, 'UTC'), at = (SELECT least(n.at, toDateTime64({as_of:Date32} + 1, 3, 'UTC')) FROM read_moment AS n)) AS o
  GROUP BY measure, currency, state
  UNION ALL
  SELECT line.1, if(line.2 = 'seconds', '', ifNull((SELECT r.currency FROM reporting_currency AS r), '')), state, line.2, sum(line.3)
  FROM (
    SELECT state, [('effort_seconds', 'seconds', effort_seconds), ('labour_minor', 'minor units', labour_minor), ('cost_minor', 'minor units', cost_minor), ('revenue_minor', 'minor units', revenue_minor)] AS lines
    FROM party_economics(from_day = '1900-01-01', to_day = {as_of:Date32})
  )
  ARRAY JOIN lines AS line
  GROUP BY line.1, line.2, state
);

CREATE OR REPLACE VIEW coverage ${on_cluster} (
  measure String, currency String, state String, unit String, amount Int64, total_amount Int64,
  percent Nullable(Decimal(18, 2))
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM coverage_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- How far each source has been read: as before, but with its maker's rights, as the others above.
CREATE OR REPLACE VIEW freshness ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
  l.connector AS connector, l.account AS account,
  count() AS records,
  maxOrNullIf(f.occurred_at, f.month > 0 AND f.occurred_at <= l.recorded_at) AS last_event_at,
  max(l.recorded_at) AS last_recorded_at
FROM (
  SELECT * FROM log_record FINAL
  WHERE topic IN ('rapport.interactions', 'rapport.ledger') AND type NOT LIKE 'dead_letter.%'
) AS l
LEFT ANY JOIN (
  SELECT event_id, occurred_at, month FROM facts_interaction FINAL
  UNION ALL SELECT event_id, occurred_at, month FROM facts_ticket FINAL
  UNION ALL SELECT event_id, occurred_at, month FROM facts_meeting FINAL
  UNION ALL SELECT event_id, occurred_at, month FROM facts_money FINAL
  UNION ALL SELECT event_id, occurred_at, month FROM facts_time FINAL
  UNION ALL SELECT event_id, occurred_at, toUInt32(1) FROM facts_contract FINAL
  UNION ALL SELECT event_id, occurred_at, toUInt32(1) FROM facts_rate FINAL
) AS f ON f.event_id = l.event_id
GROUP BY l.connector, l.account;
