-- Where everything went, of every source, in integers: for each measure (and currency) the amounts of all states add
-- to the whole exactly. `messages` and `meetings` are millionths, shared out by heads; `meeting_minutes` millionths
-- of our people's minutes in held meetings; `tickets` tickets; `logged_seconds` seconds; the others minor units.
CREATE OR REPLACE VIEW coverage_of ${on_cluster} AS
SELECT 'messages' AS measure, '' AS currency, state::String AS state, party, sum(share_micro)::Int64 AS amount, count() AS facts
FROM message_holder(until = {until:DateTime64(3, 'UTC')})
GROUP BY state, party
UNION ALL
SELECT 'tickets', '', state, party, count()::Int64, count()
FROM ticket(until = {until:DateTime64(3, 'UTC')})
GROUP BY state, party
UNION ALL
SELECT line.1, '', state, party, sum(line.2)::Int64, count()
FROM (
  SELECT state, party, [('meetings', toInt64(share_micro)), ('meeting_minutes', toInt64(share_micro) * our_heads * minutes)] AS lines
  FROM meeting_holder(at = {at:DateTime64(3, 'UTC')})
  WHERE outcome = 'held' AND effective_at < {until:DateTime64(3, 'UTC')}
)
ARRAY JOIN lines AS line
GROUP BY line.1, state, party
UNION ALL
SELECT 'logged_seconds', '', state, party, sum(duration_seconds)::Int64, count()
FROM time_entry
WHERE status = 'posted' AND effective_at < {until:DateTime64(3, 'UTC')}
GROUP BY state, party
UNION ALL
SELECT
  transform(toString(kind), ['invoice', 'credit_note', 'payment', 'expense'], ['invoiced_net', 'credited_net', 'paid', 'expenses'], 'overhead') AS name,
  toString(currency), state, party, sum(amount_minor)::Int64, count()
FROM money
WHERE status = 'posted' AND effective_at < {until:DateTime64(3, 'UTC')}
GROUP BY kind, currency, state, party;

-- Parties that no client claims, with all that waits for one: messages (millionths, shared by heads), tickets,
-- held meetings and our minutes in them, logged time, posted money per currency. `together`: the other parties that
-- the same facts name, from which a link may be found.
CREATE OR REPLACE VIEW unattributed ${on_cluster} AS
SELECT
  c.party AS party,
  argMax(c.state, indexOf(['unattributed', 'free_mail', 'one_way', 'organisation'], c.state)) AS state,
  sumIf(c.amount, c.measure = 'messages') AS message_share_micro,
  sumIf(c.facts, c.measure = 'messages') AS messages,
  sumIf(c.amount, c.measure = 'tickets') AS tickets,
  sumIf(c.facts, c.measure = 'meetings') AS meetings,
  intDiv(sumIf(c.amount, c.measure = 'meeting_minutes'), 1000000) AS meeting_minutes,
  sumIf(c.amount, c.measure = 'logged_seconds') AS logged_seconds,
  arraySort(groupArrayIf((c.currency, c.measure, c.amount), c.currency != '')) AS money,
  any(t.together) AS together
FROM coverage_of(until = {until:DateTime64(3, 'UTC')}, at = {until:DateTime64(3, 'UTC')}) AS c
LEFT JOIN (
  SELECT party, arraySort(arrayFilter(p -> p != party, groupUniqArrayArray(outside))) AS together
  FROM (SELECT arrayJoin(outside) AS party, outside FROM attribution)
  GROUP BY party
) AS t ON t.party = c.party
WHERE c.party != '' AND c.state != 'client'
GROUP BY c.party;

-- Where all messages went: the shares of all states add to the number of messages and unreadable items of e-mail.
CREATE OR REPLACE VIEW coverage ${on_cluster} AS
SELECT state, party, sum(share_micro) AS share_micro, count() AS messages
FROM message_holder(until = {until:DateTime64(3, 'UTC')})
GROUP BY state, party
UNION ALL
SELECT 'unreadable' AS state, '' AS party, count() * 1000000 AS share_micro, count() AS messages
FROM dead_letter FINAL
WHERE stage = 'ingest' AND connector = 'email' AND NOT resolved AND recorded_at < {until:DateTime64(3, 'UTC')};

-- How far each source has been read. Records are the log's, copies included. The last event is the last one that is
-- not after its own recording: calendars know the future.
CREATE OR REPLACE VIEW freshness ${on_cluster} AS
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
