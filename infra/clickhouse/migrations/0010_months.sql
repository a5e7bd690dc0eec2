-- What passed between us and each party per month (UTC, by the time of the event; 1970-01-01 for times that cannot be
-- true). `party` is a client's id, or a party that no client claims; what is internal or nobody's is in `coverage_of`
-- alone. One view per source, so that a reader pays for what it asks; `client_month` puts them together.

-- Messages as in client_activity: every message that touches the party counts 1, automatic ones left out.
CREATE OR REPLACE VIEW client_month_messages ${on_cluster} AS
SELECT
  h.party AS party, any(h.state) AS state,
  if(m.month = 0, toDate32(0), makeDate32(intDiv(m.month, 100), m.month % 100, 1)) AS month,
  count() AS messages,
  countIf(h.side = 'them') AS messages_in,
  countIf(h.side = 'us') AS messages_out
FROM (
  SELECT event_id, state, party, side FROM message_holder(until = {until:DateTime64(3, 'UTC')}) WHERE state IN ('client', 'organisation')
) AS h
INNER JOIN (SELECT event_id, month FROM facts_interaction FINAL) AS m ON m.event_id = h.event_id
GROUP BY h.party, month;

-- First answers, by the month of the question.
CREATE OR REPLACE VIEW client_month_replies ${on_cluster} AS
SELECT
  party,
  toDate32(toStartOfMonth(fromUnixTimestamp64Milli(asked_ms, 'UTC'))) AS month,
  countIf(responder = 'us') AS our_replies,
  quantileExactIf(0.5)(elapsed_ms, responder = 'us') AS our_elapsed_median_ms,
  countIf(responder = 'them') AS their_replies,
  quantileExactIf(0.5)(elapsed_ms, responder = 'them') AS their_elapsed_median_ms
FROM client_reply(until = {until:DateTime64(3, 'UTC')})
GROUP BY party, month;

-- Events of tickets by their own month. Replies are the public ones.
CREATE OR REPLACE VIEW client_month_tickets ${on_cluster} AS
SELECT
  e.party AS party, any(e.state) AS state,
  if(e.month = 0, toDate32(0), makeDate32(intDiv(e.month, 100), e.month % 100, 1)) AS month,
  countIf(e.type = 'ticket.opened') AS tickets_opened,
  countIf(e.type = 'ticket.solved') AS tickets_solved,
  sumIf(e.times, e.type = 'ticket.reopened') AS reopenings,
  sumIf(e.times, e.type = 'ticket.assigned') AS reassignments,
  countIf(e.type = 'ticket.replied' AND e.public AND e.actor_side = 'them') AS ticket_replies_in,
  countIf(e.type = 'ticket.replied' AND e.public AND e.actor_side = 'us') AS ticket_replies_out
FROM ticket_event(until = {until:DateTime64(3, 'UTC')}) AS e
WHERE e.party != ''
GROUP BY e.party, month;

-- First responses to tickets, by the month of opening.
CREATE OR REPLACE VIEW client_month_responses ${on_cluster} AS
SELECT
  party, any(state) AS state,
  toDate32(toStartOfMonth(fromUnixTimestamp64Milli(opened_ms, 'UTC'))) AS month,
  count() AS first_responses,
  quantileExact(0.5)(assumeNotNull(first_response_elapsed_ms)) AS first_response_median_ms
FROM ticket(until = {until:DateTime64(3, 'UTC')})
WHERE party != '' AND isNotNull(first_response_elapsed_ms)
GROUP BY party, month;

-- Meetings by the month of their start; one that is shared counts whole for each of its holders. The `named` ones
-- among the held are those among ourselves about the client.
CREATE OR REPLACE VIEW client_month_meetings ${on_cluster} AS
SELECT
  h.party AS party, any(h.state) AS state,
  if(h.month = 0, toDate32(0), makeDate32(intDiv(h.month, 100), h.month % 100, 1)) AS month,
  countIf(h.outcome = 'held') AS meetings_held,
  countIf(h.outcome = 'held' AND h.named) AS meetings_named,
  countIf(h.outcome = 'cancelled') AS meetings_cancelled,
  countIf(h.moved AND h.outcome != 'withdrawn') AS meetings_moved,
  countIf(h.no_show) AS meetings_no_show,
  sumIf(h.minutes, h.outcome = 'held') AS meeting_minutes,
  sumIf(toInt64(h.our_heads) * h.minutes, h.outcome = 'held') AS meeting_our_minutes,
  sumIf(h.heads, h.outcome = 'held') AS meeting_their_heads
FROM meeting_holder(at = {at:DateTime64(3, 'UTC')}) AS h
WHERE h.party != '' AND h.effective_at < {until:DateTime64(3, 'UTC')}
GROUP BY h.party, month;

CREATE OR REPLACE VIEW client_month_time ${on_cluster} AS
SELECT
  e.party AS party, any(e.state) AS state,
  if(e.month = 0, toDate32(0), makeDate32(intDiv(e.month, 100), e.month % 100, 1)) AS month,
  sum(e.duration_seconds) AS logged_seconds,
  sumIf(e.duration_seconds, ifNull(e.billable, false)) AS billable_seconds
FROM time_entry AS e
WHERE e.status = 'posted' AND e.party != '' AND e.effective_at < {until:DateTime64(3, 'UTC')}
GROUP BY e.party, month;

-- Money by the month of its day and by currency; drafts and void documents are in no total. Net, tax and
-- `pass_through` (a part of net) of invoices; credit notes are positive and apart; payments negative when they
-- went back.
CREATE OR REPLACE VIEW client_month_money ${on_cluster} AS
SELECT
  m.party AS party, any(m.state) AS state,
  if(m.month = 0, toDate32(0), makeDate32(intDiv(m.month, 100), m.month % 100, 1)) AS month,
  m.currency AS currency,
  sumIf(m.amount_minor, m.kind = 'invoice') AS invoiced_net_minor,
  sumIf(m.total_minor, m.kind = 'invoice') AS invoiced_total_minor,
  sumIf(m.pass_through_minor, m.kind = 'invoice') AS pass_through_minor,
  sumIf(m.amount_minor, m.kind = 'credit_note') AS credited_net_minor,
  sumIf(m.total_minor, m.kind = 'credit_note') AS credited_total_minor,
  sumIf(m.amount_minor, m.kind = 'payment') AS paid_minor,
  sumIf(m.amount_minor, m.kind = 'expense') AS expense_minor
FROM money AS m
WHERE m.status = 'posted' AND m.party != '' AND m.effective_at < {until:DateTime64(3, 'UTC')}
GROUP BY m.party, month, m.currency;

-- All of them but money, with a row for months that have nothing but money too. Medians are null where there is
-- nothing to take one of.
CREATE OR REPLACE VIEW client_month ${on_cluster} AS
SELECT
  party, state, month,
  f['messages'] AS messages,
  f['messages_in'] AS messages_in,
  f['messages_out'] AS messages_out,
  f['our_replies'] AS our_replies,
  if(f['our_replies'] = 0, NULL, f['our_elapsed_median_ms']) AS our_elapsed_median_ms,
  f['their_replies'] AS their_replies,
  if(f['their_replies'] = 0, NULL, f['their_elapsed_median_ms']) AS their_elapsed_median_ms,
  f['tickets_opened'] AS tickets_opened,
  f['tickets_solved'] AS tickets_solved,
  f['reopenings'] AS reopenings,
  f['reassignments'] AS reassignments,
  f['ticket_replies_in'] AS ticket_replies_in,
  f['ticket_replies_out'] AS ticket_replies_out,
  f['first_responses'] AS first_responses,
  if(f['first_responses'] = 0, NULL, f['first_response_median_ms']) AS first_response_median_ms,
  f['meetings_held'] AS meetings_held,
  f['meetings_named'] AS meetings_named,
  f['meetings_cancelled'] AS meetings_cancelled,
  f['meetings_moved'] AS meetings_moved,
  f['meetings_no_show'] AS meetings_no_show,
  f['meeting_minutes'] AS meeting_minutes,
  f['meeting_our_minutes'] AS meeting_our_minutes,
  f['meeting_their_heads'] AS meeting_their_heads,
  f['logged_seconds'] AS logged_seconds,
  f['billable_seconds'] AS billable_seconds
FROM (
  SELECT r.party AS party, anyIf(r.state, r.state != '') AS state, r.month AS month, sumMap(r.figures) AS f
  FROM (
    SELECT party, state::String AS state, month, map(
      'messages', messages, 'messages_in', messages_in, 'messages_out', messages_out)::Map(String, Int64) AS figures
    FROM client_month_messages(until = {until:DateTime64(3, 'UTC')})
    UNION ALL
    SELECT party, '', month, map(
      'our_replies', our_replies, 'our_elapsed_median_ms', our_elapsed_median_ms,
      'their_replies', their_replies, 'their_elapsed_median_ms', their_elapsed_median_ms)::Map(String, Int64)
    FROM client_month_replies(until = {until:DateTime64(3, 'UTC')})
    UNION ALL
    SELECT party, state, month, map(
      'tickets_opened', tickets_opened, 'tickets_solved', tickets_solved, 'reopenings', reopenings,
      'reassignments', reassignments, 'ticket_replies_in', ticket_replies_in,
      'ticket_replies_out', ticket_replies_out)::Map(String, Int64)
    FROM client_month_tickets(until = {until:DateTime64(3, 'UTC')})
    UNION ALL
    SELECT party, state, month, map(
      'first_responses', first_responses, 'first_response_median_ms', first_response_median_ms)::Map(String, Int64)
    FROM client_month_responses(until = {until:DateTime64(3, 'UTC')})
    UNION ALL
    SELECT party, state, month, map(
      'meetings_held', meetings_held, 'meetings_named', meetings_named,
      'meetings_cancelled', meetings_cancelled, 'meetings_moved', meetings_moved,
      'meetings_no_show', meetings_no_show, 'meeting_minutes', meeting_minutes,
      'meeting_our_minutes', meeting_our_minutes, 'meeting_their_heads', meeting_their_heads)::Map(String, Int64)
    FROM client_month_meetings(until = {until:DateTime64(3, 'UTC')}, at = {at:DateTime64(3, 'UTC')})
    UNION ALL
    SELECT party, state, month, map(
      'logged_seconds', logged_seconds, 'billable_seconds', billable_seconds)::Map(String, Int64)
    FROM client_month_time(until = {until:DateTime64(3, 'UTC')})
    UNION ALL
    SELECT party, state, month, map()::Map(String, Int64)
    FROM client_month_money(until = {until:DateTime64(3, 'UTC')})
  ) AS r
  GROUP BY r.party, r.month
);
