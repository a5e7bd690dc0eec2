-- The books as they stand now: of each document the highest revision, with the client it belongs to at its day as
-- `attribution` has it. A payment or credit note that names nobody belongs where the invoice of its number does.
-- `none` nobody named becomes `internal` for what a firm spends on itself, else `unattributed`. Only `posted` rows
-- are in totals. Amounts are integer minor units of their own currency.
CREATE OR REPLACE VIEW money ${on_cluster} AS
SELECT
  m.*,
  multiIf(a.state != 'none', a.state, m.kind IN ('expense', 'overhead'), 'internal', 'unattributed') AS state,
  a.party AS party, a.via AS via
FROM (
  SELECT
    c.* EXCEPT (parties),
    if(empty(c.parties) AND c.kind IN ('payment', 'credit_note'), i.parties, c.parties) AS parties
  FROM (
    SELECT
      event_id, type, connector, account, occurred_at, recorded_at, month, document, revision, parties, members, kind, status,
      number, invoice_number, booked_on, due_on, service_from, service_to, currency,
      amount_minor, tax_minor, total_minor, pass_through_minor, category, billable, disputed,
      if(month = 0, recorded_at, occurred_at) AS effective_at
    FROM facts_money
    ORDER BY connector, account, document, revision DESC, _ver DESC
    LIMIT 1 BY connector, account, document
  ) AS c
  LEFT JOIN (
    SELECT connector, account, number, argMax(parties, (status = 'posted', revision, document)) AS parties
    FROM (
      SELECT connector, account, number, parties, status, revision, document
      FROM facts_money
      WHERE kind = 'invoice'
      ORDER BY connector, account, document, revision DESC, _ver DESC
      LIMIT 1 BY connector, account, document
    )
    WHERE number != ''
    GROUP BY connector, account, number
  ) AS i ON i.connector = c.connector AND i.account = c.account AND i.number = c.invoice_number
) AS m
ASOF LEFT JOIN attribution AS a ON m.parties = a.parties AND m.effective_at >= a.valid_from;

-- Logged time as it stands now; entries that name nobody are `internal`.
CREATE OR REPLACE VIEW time_entry ${on_cluster} AS
SELECT
  t.*, if(a.state = 'none', 'internal', a.state) AS state, a.party AS party, a.via AS via
FROM (
  SELECT
    event_id, connector, account, occurred_at, recorded_at, month, document, revision, parties, members, status,
    worked_on, started_at, ended_at, duration_seconds, billable, activity, ticket,
    if(month = 0, recorded_at, occurred_at) AS effective_at
  FROM facts_time
  ORDER BY connector, account, document, revision DESC, _ver DESC
  LIMIT 1 BY connector, account, document
) AS t
ASOF LEFT JOIN attribution AS a ON t.parties = a.parties AND t.effective_at >= a.valid_from;

-- Contracts as they stand now, each the whole of its newest version.
CREATE OR REPLACE VIEW contract ${on_cluster} AS
SELECT
  t.*, if(a.state = 'none', 'unattributed', a.state) AS state, a.party AS party, a.via AS via
FROM (
  SELECT
    event_id, type, connector, account, occurred_at, recorded_at, document, revision, parties, members, status,
    contract, starts_on, ends_on, renews_on, currency, fee_minor, fee_per, retainer_minutes_per_month, hourly_minor, notice_days
  FROM facts_contract
  ORDER BY connector, account, document, revision DESC, _ver DESC
  LIMIT 1 BY connector, account, document
) AS t
ASOF LEFT JOIN attribution AS a ON t.parties = a.parties AND t.occurred_at >= a.valid_from;
