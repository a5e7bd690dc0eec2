-- Signals of the practice: what somebody who looks after clients would notice, each a view of its own with the events
-- that show it. The documented ones (`signal_…`, and `signal_…_at` with the as-of day) are in
-- packages/contracts/src/views/signals and docs/metrics.md; those named `noticed_…` are steps towards them. Everything is
-- an integer and every quantile exact; days are the client's open ones: its calendar's working days without its and the
-- firm's holidays and without agreed breaks. Messages whose own time cannot be true say nothing here.

-- Settings of signals as they hold on a day, thousandths of their unit; the defaults are those of signalSettings.ts.
CREATE OR REPLACE VIEW noticed_terms ${on_cluster} AS
SELECT
  mapUpdate(
    map(
      'signal.follow_up.days', toInt64(7000),
      'signal.response.minutes', toInt64(960000),
      'signal.response.factor', toInt64(2000),
      'signal.silence.days', toInt64(10000),
      'signal.silence.factor', toInt64(1500),
      'signal.silence.share', toInt64(500),
      'signal.after_hours.share', toInt64(300),
      'signal.scope.minutes', toInt64(480000),
      'signal.scope.share', toInt64(150),
      'signal.complaint.tone', toInt64(500),
      'signal.thread.messages', toInt64(8000),
      'signal.hand_over.days', toInt64(14000),
      'signal.hand_over.share', toInt64(250),
      'signal.contact.share', toInt64(900),
      'signal.champion.share', toInt64(400),
      'signal.payment.days', toInt64(14000),
      'signal.rating.share', toInt64(500),
      'signal.milestone.days', toInt64(30000),
      'signal.load.factor', toInt64(3000),
      'signal.unwritten.minutes', toInt64(480000)),
    CAST((groupArray(s.key), groupArray(s.milli)), 'Map(String, Int64)')) AS term
FROM (
  SELECT toString(key) AS key, argMax(value, (valid_from, occurred_at, event_id)) AS said, toInt64(toDecimal64OrZero(said, 3) * 1000) AS milli
  FROM setting_said
  WHERE startsWith(key, 'signal.') AND valid_from <= toString({as_of:Date32})
  GROUP BY key
  HAVING said != ''
) AS s;

-- What was agreed with each client, as it holds on a day: of the words that count from the latest day the last one.
CREATE OR REPLACE VIEW noticed_agreement ${on_cluster} AS
SELECT
  c.canonical_id AS client,
  argMax((e.response_minutes, e.check_in_days, e.cap_minutes, e.working_hours_only, e.id), (e.valid_from, e.said_at, e.id)) AS word,
  word.1 AS response_minutes, word.2 AS check_in_days, word.3 AS cap_minutes, word.4 AS working_hours_only, word.5 AS agreed_by
FROM (
  SELECT
    toString(event_id) AS id, occurred_at AS said_at,
    JSONExtractString(event, 'data', 'clientId') AS client_id,
    JSONExtractString(event, 'data', 'validFrom') AS valid_from,
    JSONExtract(event, 'data', 'responseMinutes', 'Nullable(Int64)') AS response_minutes,
    JSONExtract(event, 'data', 'checkInDays', 'Nullable(Int64)') AS check_in_days,
    JSONExtract(event, 'data', 'capMinutesPerMonth', 'Nullable(Int64)') AS cap_minutes,
    JSONExtractBool(event, 'data', 'workingHoursOnly') AS working_hours_only
  FROM directory_event FINAL
  WHERE JSONExtractString(event, 'type') = 'client.agreed'
) AS e
INNER JOIN directory_client AS c ON c.client_id = e.client_id
WHERE e.valid_from <= toString({as_of:Date32})
GROUP BY c.canonical_id;

-- The breaks agreed with each client that begin by a day: (from, to), both included.
CREATE OR REPLACE VIEW noticed_break ${on_cluster} AS
SELECT client, groupArray((from_day, to_day)) AS breaks
FROM (
  SELECT
    c.canonical_id AS client, toDate32(e.from_text) AS from_day, toDate32(e.to_text) AS to_day,
    argMax(e.off, (e.said_at, e.id)) AS is_off
  FROM (
    SELECT
      toString(event_id) AS id, occurred_at AS said_at,
      JSONExtractString(event, 'data', 'clientId') AS client_id,
      JSONExtractString(event, 'data', 'from') AS from_text, JSONExtractString(event, 'data', 'to') AS to_text,
      JSONExtractBool(event, 'data', 'off') AS off
    FROM directory_event FINAL
    WHERE JSONExtractString(event, 'type') = 'break.agreed'
  ) AS e
  INNER JOIN directory_client AS c ON c.client_id = e.client_id
  WHERE e.from_text <= toString({as_of:Date32})
  GROUP BY c.canonical_id, e.from_text, e.to_text
)
WHERE NOT is_off
GROUP BY client;

-- Clients whose relationship has not ended by a day, and whether notice has been given.
CREATE OR REPLACE VIEW noticed_client ${on_cluster} AS
SELECT k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment, e.party != '' AS under_notice
FROM client_card(as_of = {as_of:Date32}) AS k
LEFT JOIN client_end_at(as_of = {as_of:Date32}) AS e ON e.party = k.client
WHERE e.party = '' OR e.ends_on >= {as_of:Date32};

-- Per client the open days of 65 weeks up to a day: `open_before[i]` of the first i days after `base`. Between two days,
-- the first left out and the last included, lie `open_before[last - base] - open_before[first - base]`.
CREATE OR REPLACE VIEW noticed_calendar ${on_cluster} AS
SELECT
  c.client AS client, {as_of:Date32} - 455 AS base,
  arrayCumSum(arrayMap(i -> toInt64(
      has(open_weekdays, toDayOfWeek(base + i)) AND NOT has(closed, base + i)
      AND NOT arrayExists(b -> base + i BETWEEN b.1 AND b.2, c.breaks)), range(1, 456))) AS open_before
FROM (
  SELECT
    k.client AS client,
    if(empty(w.working_days), f.working_days, w.working_days) AS open_weekdays,
    arrayFilter(d -> d BETWEEN {as_of:Date32} - 455 AND {as_of:Date32}, arrayMap(d -> toDate32(d), arrayDistinct(arrayConcat(f.holidays, w.holidays)))) AS closed,
    b.breaks AS breaks
  FROM (SELECT canonical_id AS client, 1 AS one FROM directory_client GROUP BY canonical_id) AS k
  LEFT JOIN (SELECT working_days, holidays, 1 AS one FROM firm) AS f ON f.one = k.one
  LEFT JOIN (SELECT client_id, any(calendar_id) AS calendar FROM directory_profile GROUP BY client_id) AS p ON p.client_id = k.client
  LEFT JOIN (SELECT calendar_id, any(working_days) AS working_days, any(holidays) AS holidays FROM directory_calendar GROUP BY calendar_id) AS w ON w.calendar_id = p.calendar
  LEFT JOIN noticed_break(as_of = {as_of:Date32}) AS b ON b.client = k.client
) AS c;

-- The messages of clients from a day to another, both included, with what their words say and the thread they are in.
CREATE OR REPLACE VIEW noticed_message ${on_cluster} AS
SELECT
  h.party AS client, toString(h.event_id) AS event_id, h.effective_at AS at, toDate32(h.effective_at) AS day, h.side AS side,
  h.asks AS asks, h.after_hours AS after_hours, isNotNull(h.utc_offset_minutes) AS clocked,
  h.tone_milli AS tone_milli, h.tone_error_milli AS tone_error_milli,
  h.their_addresses AS their_addresses, h.own_addresses AS own_addresses, h.our_writer AS our_writer,
  m.from_address AS from_address, m.complaint AS complaint, m.scope_request AS scope_request, m.escalation AS escalation,
  if(c.thread_size > 1, toString(c.thread_id), concat('message:', toString(h.event_id))) AS thread
FROM (
  SELECT * FROM held_message
  WHERE state = 'client' AND time_plausible
    AND effective_at >= toDateTime64({from_day:Date32}, 3, 'UTC') AND effective_at < toDateTime64({to_day:Date32} + 1, 3, 'UTC')
    AND shown_from < toDateTime64({to_day:Date32} + 1, 3, 'UTC') AND shown_to >= toDateTime64({to_day:Date32} + 1, 3, 'UTC')
) AS h
INNER JOIN (
  SELECT event_id, from_address, complaint, scope_request, escalation
  FROM facts_interaction FINAL
  WHERE channel = 'email' AND day BETWEEN toDate({from_day:Date32}) AND toDate({to_day:Date32})
) AS m ON m.event_id = h.event_id
LEFT JOIN conversation AS c ON c.event_id = h.event_id;

-- Occurrences of meetings as they stand now: of each the highest revision, cancelled ones and those that a newer version
-- of their series does not have any more left out.
CREATE OR REPLACE VIEW noticed_occurrence ${on_cluster} AS
SELECT
  event_id, parties, start_at, end_at, all_day, if(month = 0, recorded_at, occurred_at) AS effective_at,
  -- Who was invited and did not decline, rooms and addresses that nobody reads left out.
  arrayFilter(a -> NOT a.3 AND a.4 != 'declined' AND a.5 != 'no_reply',
    arrayZip(attendee_address, attendee_organisation, attendee_resource, attendee_attendance::Array(String), attendee_kind::Array(String))) AS people
FROM (
  SELECT *, max(series_revision) OVER (PARTITION BY document) AS own_series_revision, max(series_revision) OVER (PARTITION BY series) AS newest
  FROM facts_meeting
  ORDER BY document, revision DESC, _ver DESC
  LIMIT 1 BY document
)
WHERE status != 'cancelled' AND NOT (own_series_revision > 0 AND own_series_revision < newest);

-- Meetings with people of a client that were held from a day to another: those of `meeting_holder` with heads of the
-- client's own, worked out in a fifth of the time because nothing is shared out.
CREATE OR REPLACE VIEW noticed_meeting ${on_cluster} AS
SELECT client, event_id, any(start_at) AS at, toDate32(any(effective_at)) AS day
FROM (
  SELECT
    toString(p.event_id) AS event_id, p.start_at AS start_at, p.effective_at AS effective_at,
    multiIf(
      a.client_id != '' AND p.effective_at < a.valid_to, a.client_id,
      o.client_id != '' AND p.effective_at < o.valid_to, o.client_id,
      '') AS client
  FROM (
    SELECT event_id, start_at, effective_at, concat('email:', person.1) AS address_party, concat('domain:', person.2) AS organisation_party
    FROM noticed_occurrence
    ARRAY JOIN people AS person
    WHERE end_at <= (SELECT least(n.at, toDateTime64({to_day:Date32} + 1, 3, 'UTC')) FROM read_moment AS n)
      AND effective_at >= toDateTime64({from_day:Date32}, 3, 'UTC') AND effective_at < toDateTime64({to_day:Date32} + 1, 3, 'UTC')
  ) AS p
  ASOF LEFT JOIN directory_party AS a ON p.address_party = a.party AND p.effective_at >= a.valid_from
  ASOF LEFT JOIN directory_party AS o ON p.organisation_party = o.party AND p.effective_at >= o.valid_from
)
WHERE client != ''
GROUP BY client, event_id;

-- What people wrote into the tickets of clients from a day to another: `side` them or us; what only we can see is left out.
CREATE OR REPLACE VIEW noticed_ticket_word ${on_cluster} AS
SELECT
  party AS client, toString(event_id) AS event_id, effective_at AS at, toDate32(effective_at) AS day, ticket,
  if(type = 'ticket.opened' AND actor_side != 'us', 'them', toString(actor_side)) AS side,
  tone_milli, tone_error_milli, complaint, scope_request, escalation
FROM ticket_event(until = toDateTime64({to_day:Date32} + 1, 3, 'UTC'))
WHERE state = 'client' AND (type = 'ticket.opened' OR (type = 'ticket.replied' AND public))
  AND effective_at >= toDateTime64({from_day:Date32}, 3, 'UTC');

-- Tickets of clients as they stand at the end of a day, of those in which anything happened from another day on: whose
-- they are, where they stand, and what was said in them. Words and ratings are (time, event, …), in no order.
CREATE OR REPLACE VIEW noticed_ticket ${on_cluster} AS
SELECT
  ticket, argMin((e.state, e.party), (e.ms, e.rank)) AS whose, whose.2 AS client,
  argMaxIf(toString(e.status), (e.ms, e.rank), e.status != '') AS status,
  argMaxIf(toString(e.priority), (e.ms, e.rank), e.priority != '') AS priority,
  sumIf(e.times, e.type = 'ticket.reopened') AS reopenings,
  groupArrayIf((e.effective_at, toString(e.event_id)), e.type = 'ticket.escalated') AS escalated,
  argMaxIf((e.effective_at, toString(e.event_id)), (e.ms, e.rank), e.type = 'ticket.solved') AS solved,
  argMaxIf((e.effective_at, toString(e.event_id), ifNull(e.score_milli, 0)), (e.ms, e.rank), e.type = 'ticket.rated' AND isNotNull(e.score_milli)) AS rated,
  groupArrayIf((e.effective_at, toString(e.event_id), e.complaint, e.escalation),
    (e.type = 'ticket.opened' AND e.actor_side != 'us') OR (e.type = 'ticket.replied' AND e.public AND e.actor_side = 'them')) AS words,
  maxIf(e.effective_at, e.type = 'ticket.replied' AND e.public AND e.actor_side = 'us') AS answered_at
FROM ticket_event(until = toDateTime64({to_day:Date32} + 1, 3, 'UTC')) AS e
GROUP BY e.ticket
HAVING whose.1 = 'client' AND max(e.effective_at) >= toDateTime64({from_day:Date32}, 3, 'UTC');

-- Days of the 65 weeks up to a day on which a client was in touch with us (`theirs`) and we with it (`ours`).
CREATE OR REPLACE VIEW noticed_contact ${on_cluster} AS
SELECT
  client, day, max(by_them) AS theirs, max(by_us) AS ours,
  arraySlice(arraySort(groupUniqArrayIf(event_id, by_them)), 1, 5) AS their_events,
  arraySlice(arraySort(groupUniqArrayIf(event_id, by_us)), 1, 5) AS our_events
FROM (
  SELECT party AS client, toDate32(effective_at) AS day, toString(event_id) AS event_id, side = 'them' AS by_them, side = 'us' AS by_us
  FROM held_message
  WHERE state = 'client' AND time_plausible
    AND effective_at >= toDateTime64({as_of:Date32} - 454, 3, 'UTC') AND effective_at < toDateTime64({as_of:Date32} + 1, 3, 'UTC')
    AND shown_from < toDateTime64({as_of:Date32} + 1, 3, 'UTC') AND shown_to >= toDateTime64({as_of:Date32} + 1, 3, 'UTC')
  UNION ALL
  SELECT client, day, event_id, side = 'them', side = 'us'
  FROM noticed_ticket_word(from_day = {as_of:Date32} - 454, to_day = {as_of:Date32})
  UNION ALL
  SELECT client, day, event_id, true, true
  FROM noticed_meeting(from_day = {as_of:Date32} - 454, to_day = {as_of:Date32})
)
WHERE by_them OR by_us
GROUP BY client, day;

-- The firm's working time as UTC intervals, as `working_interval` has it, over 90 days up to a day.
CREATE OR REPLACE VIEW noticed_interval ${on_cluster} AS
WITH
  assumeNotNull((SELECT (time_zone, work_start_minute, work_end_minute, working_days, holidays) FROM firm)) AS f,
  toInt64(toUInt16(toDate({as_of:Date32}))) AS last_day,
  (utc_s) -> timeZoneOffset(toTimeZone(toDateTime64(utc_s, 0, 'UTC'), f.1)) AS offset_s
SELECT
  date,
  1000 * starts_s AS start_ms,
  1000 * greatest(starts_s, ends_s) AS end_ms,
  sum(end_ms - start_ms) OVER (ORDER BY date ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - (end_ms - start_ms) AS before_ms,
  1 AS one
FROM (
  SELECT
    date,
    start_wall_s - if(start_offset_s != start_before_s AND start_other_s = start_after_s, start_after_s, start_before_s) AS starts_s,
    end_wall_s - if(end_offset_s != end_before_s AND end_other_s = end_after_s, end_after_s, end_before_s) AS ends_s
  FROM (
    SELECT
      *,
      offset_s(start_wall_s - start_before_s) AS start_offset_s, offset_s(start_wall_s - start_after_s) AS start_other_s,
      offset_s(end_wall_s - end_before_s) AS end_offset_s, offset_s(end_wall_s - end_after_s) AS end_other_s
    FROM (
      SELECT
        *,
        offset_s(start_wall_s - 86400) AS start_before_s, offset_s(start_wall_s + 86400) AS start_after_s,
        offset_s(end_wall_s - 86400) AS end_before_s, offset_s(end_wall_s + 86400) AS end_after_s
      FROM (
        SELECT
          toDate(last_day - 91 + number) AS date,
          (last_day - 91 + number) * 86400 + 60 * f.2 AS start_wall_s,
          (last_day - 91 + number) * 86400 + 60 * f.3 AS end_wall_s
        FROM numbers(93)
        WHERE has(f.4, toDayOfWeek(date)) AND NOT has(f.5, date)
      )
    )
  )
);

-- The firm's working time passed at the end of a day, or now while it lasts, as `noticed_interval` counts it.
CREATE OR REPLACE VIEW noticed_clock ${on_cluster} AS
SELECT max(w.before_ms + greatest(0, least(toUnixTimestamp64Milli(least(n.at, toDateTime64({as_of:Date32} + 1, 3, 'UTC'))), w.end_ms) - w.start_ms)) AS work_ms
FROM noticed_interval(as_of = {as_of:Date32}) AS w
INNER JOIN (SELECT at, 1 AS one FROM read_moment) AS n ON n.one = w.one
WHERE w.start_ms <= toUnixTimestamp64Milli(least(n.at, toDateTime64({as_of:Date32} + 1, 3, 'UTC')));

-- The cause that somebody found for an event by a day; of several that were not taken back the last.
CREATE OR REPLACE VIEW noticed_cause ${on_cluster} AS
SELECT about_event, argMax(cause, (noted_on, said_at, id)) AS cause
FROM (
  SELECT
    toString(event_id) AS id, occurred_at AS said_at,
    JSONExtractString(event, 'data', 'aboutEvent') AS about_event, JSONExtractString(event, 'data', 'noteId') AS note_id,
    JSONExtractString(event, 'data', 'cause') AS cause, JSONExtractString(event, 'data', 'notedOn') AS noted_on
  FROM directory_event FINAL
  WHERE JSONExtractString(event, 'type') = 'cause.noted'
)
WHERE about_event != '' AND noted_on <= toString({as_of:Date32})
  AND note_id GLOBAL NOT IN (
    SELECT JSONExtractString(event, 'data', 'wordId') FROM directory_event FINAL WHERE JSONExtractString(event, 'type') = 'word.undone')
GROUP BY about_event;

-- The contract versions known by a day, the newest of each. Revisions from 100,000,000,000 on are moments (UTC ms), of when the
-- source made them; the others only count: the first is known when the contract begins, a later one when it was read.
CREATE OR REPLACE VIEW noticed_contract ${on_cluster} AS
SELECT
  a.party AS client, toString(c.event_id) AS event_id, c.contract AS contract, c.starts_on AS starts_on, c.ends_on AS ends_on,
  c.renews_on AS renews_on, c.notice_days AS notice_days, c.retainer_minutes_per_month AS retainer_minutes, c.fee_minor AS fee_minor
FROM (
  SELECT event_id, occurred_at, parties, status, contract, starts_on, ends_on, renews_on, notice_days, retainer_minutes_per_month, fee_minor
  FROM (
    SELECT
      *, min(revision) OVER (PARTITION BY connector, account, document) AS first_revision,
      if(revision >= 100000000000, toDate32(fromUnixTimestamp64Milli(toInt64(revision), 'UTC')), toDate32(recorded_at)) AS said_on
    FROM facts_contract
  )
  WHERE {as_of:Date32} >= multiIf(revision > first_revision, said_on, revision >= 100000000000, least(said_on, starts_on), starts_on)
  ORDER BY connector, account, document, revision DESC, _ver DESC
  LIMIT 1 BY connector, account, document
) AS c
ASOF LEFT JOIN attribution AS a ON c.parties = a.parties AND c.occurred_at >= a.valid_from
WHERE a.state = 'client' AND c.status = 'posted';

-- Clients all of whose contracts have ended by a day: nobody waits for a word of theirs.
CREATE OR REPLACE VIEW noticed_past ${on_cluster} AS
SELECT client
FROM noticed_contract(as_of = {as_of:Date32})
GROUP BY client
HAVING max(ifNull(ends_on, toDate32('2299-12-31'))) < {as_of:Date32};

-- Complaints that wait: a person complained, by words or by a tone clearly below nothing, and nobody of ours has answered
-- in the thread or ticket, nor met the client since. Of the 60 days up to the day.
CREATE OR REPLACE VIEW signal_complaint_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  c.at AS since, c.about AS about, c.channel AS channel,
  ifNull(intDiv((SELECT n.work_ms FROM noticed_clock(as_of = {as_of:Date32}) AS n) - (w.before_ms + greatest(0, least(c.ms, w.end_ms) - w.start_ms)), 1000), 0) AS waited_seconds,
  toDecimal64(c.tone_milli, 3) / 1000 AS tone, n.cause AS cause,
  toUInt64(1) AS events, c.event_id AS event_ids
FROM (
  SELECT
    client, about, channel, word.1 AS at, word.2 AS event_id, word.3 AS tone_milli,
    toUnixTimestamp64Milli(word.1) AS ms, 1 AS one
  FROM (
    SELECT
      client, about, channel, max(if(side = 'us', at, toDateTime64(0, 3, 'UTC'))) AS answered_at,
      groupArrayIf((at, event_id, tone_milli), side = 'them' AND complains) AS complaints
    FROM (
      SELECT
        client, thread AS about, 'mail' AS channel, side, at, event_id, tone_milli,
        complaint OR ifNull(tone_milli + tone_error_milli <= -term['signal.complaint.tone'], false) AS complains
      FROM noticed_message(from_day = {as_of:Date32} - 59, to_day = {as_of:Date32})
      UNION ALL
      SELECT
        client, ticket, 'ticket', side, at, event_id, tone_milli,
        complaint OR ifNull(tone_milli + tone_error_milli <= -term['signal.complaint.tone'], false)
      FROM noticed_ticket_word(from_day = {as_of:Date32} - 59, to_day = {as_of:Date32})
    )
    GROUP BY client, about, channel
  )
  ARRAY JOIN arrayFilter(word -> word.1 > answered_at, complaints) AS word
) AS c
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = c.client
LEFT JOIN (
  SELECT client, max(at) AS met_at FROM noticed_meeting(from_day = {as_of:Date32} - 59, to_day = {as_of:Date32}) GROUP BY client
) AS m ON m.client = c.client
LEFT JOIN noticed_cause(as_of = {as_of:Date32}) AS n ON n.about_event = c.event_id
ASOF LEFT JOIN noticed_interval(as_of = {as_of:Date32}) AS w ON c.one = w.one AND c.ms >= w.start_ms
WHERE m.met_at <= c.at;

CREATE OR REPLACE VIEW signal_complaint ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, channel String, waited_seconds Int64, tone Nullable(Decimal(18, 3)), cause String, events UInt64,
  event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_complaint_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Escalations: tickets that went up and are not solved, and messages of 14 days that go over somebody's head, unless there
-- was a meeting since.
CREATE OR REPLACE VIEW signal_escalation_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
  k.client AS client, any(k.name) AS name, any(k.owner) AS owner, any(k.owner_name) AS owner_name, any(k.segment) AS segment,
  min(e.at) AS since, argMin(e.about, (e.at, e.event_id)) AS about,
  toInt64(uniqExactIf(e.about, e.of_ticket)) AS tickets, toInt64(countIf(NOT e.of_ticket)) AS messages,
  count() AS events,
  arrayStringConcat(arraySlice(arrayMap(x -> x.2, arraySort(groupArray((e.at, e.event_id)))), 1, 20), ' ') AS event_ids
FROM (
  SELECT client, about, word.1 AS at, word.2 AS event_id, word.3 AS of_ticket
  FROM (
    SELECT
      client, ticket AS about,
      arrayConcat(
        if(status IN ('solved', 'closed'), [], arrayMap(x -> (x.1, x.2, true), escalated)),
        arrayMap(x -> (x.1, x.2, false), arrayFilter(x -> x.4 AND toDate32(x.1) > {as_of:Date32} - 14, words))) AS found
    -- A ticket that went up and is not solved counts however long ago.
    FROM noticed_ticket(from_day = '1900-01-01', to_day = {as_of:Date32})
    UNION ALL
    SELECT client, thread, groupArray((at, event_id, false))
    FROM noticed_message(from_day = {as_of:Date32} - 13, to_day = {as_of:Date32})
    WHERE side = 'them' AND escalation
    GROUP BY client, thread
  )
  ARRAY JOIN found AS word
) AS e
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = e.client
LEFT JOIN (SELECT client, max(at) AS met_at FROM noticed_meeting(from_day = {as_of:Date32} - 13, to_day = {as_of:Date32}) GROUP BY client) AS m ON m.client = e.client
WHERE e.of_ticket OR m.met_at <= e.at
GROUP BY k.client;

CREATE OR REPLACE VIEW signal_escalation ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, tickets Int64, messages Int64, events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_escalation_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Messages and tickets that ask for something and have waited longer than was promised, in the firm's working time: what
-- was agreed with the client, else `signal.response.minutes`. Of the 30 days up to the day.
CREATE OR REPLACE VIEW signal_answer_due_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, any(k.name) AS name, any(k.owner) AS owner, any(k.owner_name) AS owner_name, any(k.segment) AS segment,
  min(c.at) AS since, argMin(c.about, (c.at, c.event_id)) AS about,
  count() AS waiting,
  ifNull(max(intDiv((SELECT n.work_ms FROM noticed_clock(as_of = {as_of:Date32}) AS n) - (w.before_ms + greatest(0, least(c.ms, w.end_ms) - w.start_ms)), 1000)), 0) AS waited_seconds,
  toInt64(ifNull(any(a.response_minutes) * 60, intDiv(term['signal.response.minutes'] * 60, 1000))) AS promised_seconds,
  if(isNull(any(a.response_minutes)), 'usual', 'agreed') AS basis,
  count() AS events,
  arrayStringConcat(arraySlice(arrayMap(e -> e.2, arraySort(groupArray((c.at, c.event_id)))), 1, 20), ' ') AS event_ids
FROM (
  SELECT client, about, word.1 AS at, word.2 AS event_id, toUnixTimestamp64Milli(word.1) AS ms, 1 AS one
  FROM (
    SELECT
      client, thread AS about, max(if(side = 'us', at, toDateTime64(0, 3, 'UTC'))) AS answered_at,
      groupArrayIf((at, event_id), side = 'them' AND asks AND day > {as_of:Date32} - 30) AS asked
    FROM noticed_message(from_day = {as_of:Date32} - 59, to_day = {as_of:Date32})
    GROUP BY client, about
  )
  ARRAY JOIN arrayFilter(word -> word.1 > answered_at, asked) AS word
  UNION ALL
  -- Of several in a row the first: it has waited longest, and the next answer is one to all.
  SELECT client, ticket, word.1, word.2, toUnixTimestamp64Milli(word.1), 1
  FROM noticed_ticket(from_day = {as_of:Date32} - 29, to_day = {as_of:Date32})
  ARRAY JOIN arraySlice(arraySort(arrayFilter(word -> word.1 > answered_at AND toDate32(word.1) > {as_of:Date32} - 30, words)), 1, 1) AS word
  WHERE status IN ('new', 'open')
) AS c
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = c.client
LEFT JOIN noticed_agreement(as_of = {as_of:Date32}) AS a ON a.client = c.client
ASOF LEFT JOIN noticed_interval(as_of = {as_of:Date32}) AS w ON c.one = w.one AND c.ms >= w.start_ms
WHERE intDiv((SELECT n.work_ms FROM noticed_clock(as_of = {as_of:Date32}) AS n) - (w.before_ms + greatest(0, least(c.ms, w.end_ms) - w.start_ms)), 1000)
  > ifNull(a.response_minutes * 60, intDiv(term['signal.response.minutes'] * 60, 1000))
GROUP BY k.client;

CREATE OR REPLACE VIEW signal_answer_due ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, waiting UInt64, waited_seconds Int64, promised_seconds Int64, basis String, events UInt64,
  event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_answer_due_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Promises of service that were not kept, of the 30 days up to a day: the latest word on each promise of each ticket.
CREATE OR REPLACE VIEW signal_missed_promise_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
  k.client AS client, any(k.name) AS name, any(k.owner) AS owner, any(k.owner_name) AS owner_name, any(k.segment) AS segment,
  min(p.at) AS since, arrayStringConcat(arraySort(groupUniqArray(p.policy)), ', ') AS about,
  toInt64(count()) AS missed, toInt64(any(a.assessed)) AS assessed,
  count() AS events, arrayStringConcat(arraySlice(arrayMap(x -> x.2, arrayReverseSort(groupArray((p.at, p.event_id)))), 1, 20), ' ') AS event_ids
FROM (
  SELECT party AS client, toString(sla_policy) AS policy, ifNull(sla_kept, true) AS kept, effective_at AS at, toString(event_id) AS event_id
  FROM ticket_event(until = toDateTime64({as_of:Date32} + 1, 3, 'UTC'))
  WHERE type = 'ticket.sla_assessed' AND state = 'client'
  ORDER BY effective_at DESC, document DESC
  LIMIT 1 BY ticket, sla_policy
) AS p
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = p.client
LEFT JOIN (
  SELECT party, uniqExact(ticket, sla_policy) AS assessed
  FROM ticket_event(until = toDateTime64({as_of:Date32} + 1, 3, 'UTC'))
  WHERE type = 'ticket.sla_assessed' AND state = 'client' AND effective_at >= toDateTime64({as_of:Date32} - 29, 3, 'UTC')
  GROUP BY party
) AS a ON a.party = p.client
WHERE NOT p.kept AND p.at >= toDateTime64({as_of:Date32} - 29, 3, 'UTC')
GROUP BY k.client;

CREATE OR REPLACE VIEW signal_missed_promise ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, missed Int64, assessed Int64, events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_missed_promise_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Threads that want a call: much to and fro in 14 days, and no meeting with the client since it began.
CREATE OR REPLACE VIEW signal_long_thread_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  t.first_at AS since, t.thread AS about,
  t.theirs AS messages_in, t.ours AS messages_out, t.people AS people,
  t.messages AS events, arrayStringConcat(arraySlice(t.ids, 1, 20), ' ') AS event_ids
FROM (
  SELECT
    client, thread, min(at) AS first_at, count() AS messages,
    toInt64(countIf(side = 'them')) AS theirs, toInt64(countIf(side = 'us')) AS ours,
    toInt64(length(arrayDistinct(arrayConcat(groupUniqArrayArray(their_addresses), groupUniqArrayArray(own_addresses))))) AS people,
    arrayMap(e -> e.2, arrayReverseSort(groupArray((at, event_id)))) AS ids
  FROM noticed_message(from_day = {as_of:Date32} - 13, to_day = {as_of:Date32})
  GROUP BY client, thread
) AS t
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = t.client
LEFT JOIN (SELECT client, max(at) AS met_at FROM noticed_meeting(from_day = {as_of:Date32} - 13, to_day = {as_of:Date32}) GROUP BY client) AS m ON m.client = t.client
WHERE t.messages * 1000 >= term['signal.thread.messages'] AND t.theirs >= 3 AND t.ours >= 3 AND m.met_at < t.first_at;

CREATE OR REPLACE VIEW signal_long_thread ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, messages_in Int64, messages_out Int64, people Int64, events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_long_thread_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Follow-ups that are due: a hard ticket (reopened, escalated, complained about, rated badly, or urgent) was solved, or a complaint
-- answered, and within `signal.follow_up.days` afterwards nobody of ours was in touch. For 30 days after that.
CREATE OR REPLACE VIEW signal_follow_up_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT intDiv(t.term['signal.follow_up.days'], 1000) FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS within_days
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  d.at AS since, d.about AS about, d.why AS why, assumeNotNull(within_days) AS due_days,
  toUInt64(1) AS events, d.event_id AS event_ids
FROM (
  SELECT s.client AS client, s.about AS about, s.why AS why, s.at AS at, s.event_id AS event_id
  FROM (
    SELECT client, ticket AS about, 'ticket' AS why, solved.1 AS at, solved.2 AS event_id
    FROM noticed_ticket(from_day = {as_of:Date32} - 30 - assumeNotNull(within_days), to_day = {as_of:Date32})
    WHERE status IN ('solved', 'closed') AND solved.2 != ''
      AND (reopenings > 0 OR notEmpty(escalated) OR arrayExists(x -> x.3, words) OR (rated.2 != '' AND rated.3 <= 500) OR priority = 'urgent')
    UNION ALL
    -- The first message of ours after the last complaint of a thread.
    SELECT client, thread, 'complaint', answer.1, answer.2
    FROM (
      SELECT
        client, thread, maxIf(at, side = 'them' AND complaint) AS complained_at, countIf(side = 'them' AND complaint) AS complaints,
        arrayFirst(a -> a.1 > complained_at, arraySort(groupArrayIf((at, event_id), side = 'us'))) AS answer
      FROM noticed_message(from_day = {as_of:Date32} - 89, to_day = {as_of:Date32})
      GROUP BY client, thread
    )
    WHERE complaints > 0 AND answer.2 != ''
  ) AS s
  LEFT JOIN (
    SELECT client, arraySort(groupArray(day)) AS days FROM noticed_contact(as_of = {as_of:Date32}) WHERE ours GROUP BY client
  ) AS c ON c.client = s.client
  -- A day after the one it was solved on: what was said at the time is no follow-up.
  WHERE toDate32(s.at) + within_days < {as_of:Date32} AND toDate32(s.at) + within_days >= {as_of:Date32} - 30
    AND NOT arrayExists(x -> x > toDate32(s.at) AND x <= toDate32(s.at) + within_days, c.days)
) AS d
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = d.client;

CREATE OR REPLACE VIEW signal_follow_up ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, why String, due_days Int64, events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_follow_up_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Feedback without an answer: a rating at or below `signal.rating.share`, and nobody of ours was in touch since.
CREATE OR REPLACE VIEW signal_feedback_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  r.at AS since, r.ticket AS about, toDecimal64(r.score_milli, 2) / 10 AS score_percent,
  toUInt64(1) AS events, r.event_id AS event_ids
FROM (
  SELECT client, ticket, rated.1 AS at, rated.2 AS event_id, rated.3 AS score_milli, answered_at
  FROM noticed_ticket(from_day = {as_of:Date32} - 59, to_day = {as_of:Date32})
  WHERE rated.2 != '' AND toDate32(rated.1) > {as_of:Date32} - 60
) AS r
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = r.client
LEFT JOIN (SELECT client, max(day) AS last_day FROM noticed_contact(as_of = {as_of:Date32}) WHERE ours GROUP BY client) AS c ON c.client = r.client
WHERE r.score_milli <= term['signal.rating.share'] AND r.answered_at <= r.at AND c.last_day <= toDate32(r.at);

CREATE OR REPLACE VIEW signal_feedback ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, score_percent Decimal(18, 2), events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_feedback_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Clients who have gone quiet, in their open days: `pause`, longer than any of theirs in 65 weeks and
-- `signal.silence.days`; `fading`, much less than in the year before and than in the same weeks a year ago.
CREATE OR REPLACE VIEW signal_silence_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  if(q.pauses, toDateTime64(q.days[-1], 3, 'UTC'), toDateTime64({as_of:Date32} - 90, 3, 'UTC')) AS since,
  if(q.pauses, 'pause', 'fading') AS about,
  q.quiet_days AS quiet_days, q.longest_days AS longest_days,
  q.recent AS contact_days, if(q.whole_year, intDiv(q.before + 2, 4), NULL) AS usual_contact_days,
  if(q.whole_year, q.year_ago, NULL) AS year_ago_contact_days,
  length(q.last_events) AS events, arrayStringConcat(q.last_events, ' ') AS event_ids
FROM (
  SELECT
    *,
    whole_year AND before >= 24 AND recent * 4000 <= before * term['signal.silence.share']
      AND recent * 1000 <= year_ago * term['signal.silence.share'] AND pow(before - 4 * recent, 2) >= 16 * before AS fades,
    length(gaps) >= 6 AND quiet_days * 1000 > longest_days * term['signal.silence.factor'] AND quiet_days * 1000 >= term['signal.silence.days'] AS pauses
  FROM (
    SELECT
      client, days, last_events,
      arrayMap(d -> c.open_before[toInt32(d) - toInt32(c.base)], days) AS marks,
      arrayMap((a, b) -> toInt64(b - a), arrayPopBack(marks), arrayPopFront(marks)) AS gaps,
      toInt64(c.open_before[-1] - marks[-1]) AS quiet_days,
      toInt64(arrayMax(arrayPushFront(gaps, 0))) AS longest_days,
      toInt64(arrayCount(d -> d > {as_of:Date32} - 91, days)) AS recent,
      toInt64(arrayCount(d -> d <= {as_of:Date32} - 91, days)) AS before,
      toInt64(arrayCount(d -> d <= {as_of:Date32} - 364, days)) AS year_ago,
      days[1] <= {as_of:Date32} - 425 AS whole_year
    FROM (
      SELECT
        client, arraySort(groupArray(day)) AS days,
        arraySlice(arrayFlatten(arrayMap(e -> e.2, arrayReverseSort(groupArray((day, their_events))))), 1, 5) AS last_events
      FROM noticed_contact(as_of = {as_of:Date32})
      WHERE theirs
      GROUP BY client
    ) AS d
    INNER JOIN noticed_calendar(as_of = {as_of:Date32}) AS c ON c.client = d.client
  )
) AS q
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = q.client
LEFT JOIN noticed_past(as_of = {as_of:Date32}) AS o ON o.client = q.client
WHERE (q.pauses OR q.fades) AND NOT k.under_notice AND o.client = '';

CREATE OR REPLACE VIEW signal_silence ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, quiet_days Int64, longest_days Int64, contact_days Int64, usual_contact_days Nullable(Int64),
  year_ago_contact_days Nullable(Int64), events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_silence_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Check-ins of ours that are overdue, in the client's open days: by what was agreed, else longer than we ever left it alone
-- in 65 weeks and `signal.silence.days`.
CREATE OR REPLACE VIEW signal_check_in_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  toDateTime64(q.days[-1], 3, 'UTC') AS since, '' AS about,
  q.quiet_days AS quiet_days,
  ifNull(q.agreed_days, intDiv(q.longest_days * term['signal.silence.factor'], 1000)) AS due_days,
  if(isNull(q.agreed_days), 'usual', 'agreed') AS basis,
  length(q.last_events) AS events, arrayStringConcat(q.last_events, ' ') AS event_ids
FROM (
  SELECT
    d.client AS client, d.days AS days, d.last_events AS last_events,
    arrayMap(x -> c.open_before[toInt32(x) - toInt32(c.base)], d.days) AS marks,
    arrayMap((a, b) -> toInt64(b - a), arrayPopBack(marks), arrayPopFront(marks)) AS gaps,
    toInt64(c.open_before[-1] - marks[-1]) AS quiet_days,
    toInt64(arrayMax(arrayPushFront(gaps, 0))) AS longest_days,
    -- Days as the calendar counts them become open ones: the open among the agreed days from the last one on.
    if(isNull(a.check_in_days), NULL,
      if(assumeNotNull(a.check_in_days) > toInt32({as_of:Date32}) - toInt32(d.days[-1]), quiet_days,
        toInt64(c.open_before[toInt32(d.days[-1]) - toInt32(c.base) + assumeNotNull(a.check_in_days)] - marks[-1]))) AS agreed_days
  FROM (
    SELECT
      client, arraySort(groupArray(day)) AS days,
      arraySlice(arrayFlatten(arrayMap(e -> e.2, arrayReverseSort(groupArray((day, our_events))))), 1, 5) AS last_events
    FROM noticed_contact(as_of = {as_of:Date32})
    WHERE ours
    GROUP BY client
  ) AS d
  INNER JOIN noticed_calendar(as_of = {as_of:Date32}) AS c ON c.client = d.client
  LEFT JOIN noticed_agreement(as_of = {as_of:Date32}) AS a ON a.client = d.client
) AS q
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = q.client
LEFT JOIN noticed_past(as_of = {as_of:Date32}) AS o ON o.client = q.client
WHERE o.client = '' AND if(isNotNull(q.agreed_days), q.quiet_days > q.agreed_days,
  length(q.gaps) >= 6 AND q.quiet_days * 1000 > q.longest_days * term['signal.silence.factor'] AND q.quiet_days * 1000 >= term['signal.silence.days']);

CREATE OR REPLACE VIEW signal_check_in ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, quiet_days Int64, due_days Int64, basis String, events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_check_in_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Champions who have gone: whoever wrote `signal.champion.share` of a client's messages of the 26 weeks up to their last one
-- (of directors and executives half of that), six or more, silent for three weeks of open days, whose link to the client has
-- ended, or to whom a message bounced since; then they must be silent for longer than 95 of 100 of their own gaps, or eight
-- weeks.
CREATE OR REPLACE VIEW signal_champion_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  p.last_at AS since, p.address AS about,
  p.quiet_days AS quiet_days, p.usual_days AS usual_days,
  p.written AS messages_in, toDecimal64(intDiv(20000 * p.written + p.of_all, 2 * p.of_all), 2) / 100 AS share_percent,
  toInt64(b.bounces) AS bounces, toDate32(l.ended_at) AS link_ended_on,
  toUInt64(b.bounces + 1) AS events,
  arrayStringConcat(arraySlice(arrayPushFront(arrayMap(e -> e.2, arrayReverseSort(b.ids)), p.last_event), 1, 20), ' ') AS event_ids
FROM (
  SELECT
    *,
    toInt64(c.open_before[-1] - marks[-1]) AS quiet_days,
    toInt64(arrayReduce('quantileExact(0.95)', arrayMap((x, y) -> y - x, arrayPopBack(marks), arrayPopFront(marks)))) AS usual_days
  FROM (
    SELECT
      a.client AS client, a.address AS address, a.last_at AS last_at, a.last_event AS last_event, a.days AS days,
      toInt64(arrayCount(d -> d > toDate32(a.last_at) - 182, a.all_days)) AS written,
      toInt64(arrayCount(d -> d > toDate32(a.last_at) - 182 AND d <= toDate32(a.last_at), t.all_days)) AS of_all
    FROM (
      SELECT client, from_address AS address, max(at) AS last_at, argMax(event_id, (at, event_id)) AS last_event, arraySort(groupUniqArray(day)) AS days, groupArray(day) AS all_days
      FROM noticed_message(from_day = {as_of:Date32} - 454, to_day = {as_of:Date32})
      WHERE side = 'them'
      GROUP BY client, from_address
    ) AS a
    INNER JOIN (
      SELECT client, groupArray(day) AS all_days
      FROM noticed_message(from_day = {as_of:Date32} - 454, to_day = {as_of:Date32})
      WHERE side = 'them'
      GROUP BY client
    ) AS t ON t.client = a.client
    WHERE a.last_at >= toDateTime64({as_of:Date32} - 181, 3, 'UTC')
  ) AS w
  INNER JOIN (
    SELECT client AS of_client, base, open_before FROM noticed_calendar(as_of = {as_of:Date32})
  ) AS c ON c.of_client = w.client
  ARRAY JOIN [arrayMap(d -> c.open_before[toInt32(d) - toInt32(c.base)], w.days)] AS marks
) AS p
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = p.client
LEFT JOIN (
  -- A bounce names nobody: it comes within the hour after our message, from the same organisation, to whom of us wrote it.
  SELECT s.address AS address, uniqExact(n.event_id) AS bounces, max(n.at) AS last_at, groupUniqArray((n.at, n.event_id)) AS ids
  FROM (
    SELECT toString(event_id) AS event_id, occurred_at AS at, from_organisation AS organisation, arrayJoin(recipient_address) AS bounced_to
    FROM facts_interaction FINAL
    WHERE channel = 'email' AND automatic = 'bounce' AND day BETWEEN toDate({as_of:Date32} - 181) AND toDate({as_of:Date32})
  ) AS n
  INNER JOIN (
    SELECT at, our_writer, arrayJoin(their_addresses) AS address
    FROM noticed_message(from_day = {as_of:Date32} - 181, to_day = {as_of:Date32})
    WHERE side = 'us'
  ) AS s ON s.our_writer = n.bounced_to
  WHERE n.at >= s.at AND n.at <= s.at + INTERVAL 1 HOUR
    AND (n.organisation = '' OR n.organisation = substring(s.address, position(s.address, '@') + 1) OR endsWith(s.address, concat('.', n.organisation)))
  GROUP BY s.address
) AS b ON b.address = p.address
LEFT JOIN (
  SELECT substring(party, 7) AS address, client_id, toNullable(max(valid_to)) AS ended_at
  FROM directory_party
  WHERE startsWith(party, 'email:')
  GROUP BY party, client_id
  HAVING ended_at < toDateTime64({as_of:Date32} + 1, 3, 'UTC')
) AS l ON l.address = p.address AND l.client_id = p.client
LEFT JOIN (SELECT substring(party, 7) AS address, any(seniority) AS seniority FROM directory_contact WHERE startsWith(party, 'email:') GROUP BY party) AS s ON s.address = p.address
WHERE p.written >= 6 AND p.written * 1000 * if(s.seniority IN ('executive', 'director'), 2, 1) >= p.of_all * term['signal.champion.share']
  AND p.quiet_days >= 15 AND (isNotNull(l.ended_at) OR (b.last_at > p.last_at AND p.quiet_days > least(p.usual_days, 40)));

CREATE OR REPLACE VIEW signal_champion ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, quiet_days Int64, usual_days Int64, messages_in Int64, share_percent Decimal(18, 2), bounces Int64,
  link_ended_on Nullable(Date32), events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_champion_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Hand-overs of the 26 weeks up to a day: another of us has the account. `warm`: no longer than `signal.hand_over.days` ago;
-- `former owner`: they keep writing to whom they had before, the present owner left out; `taken badly`: their tone has
-- fallen by more than chance (its standard error taken 1.645 times), with three toned messages or more on either side.
CREATE OR REPLACE VIEW signal_hand_over_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH
  (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term,
  intDiv(term['signal.hand_over.days'], 1000) AS warm_days
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  toDateTime64(h.changed_on, 3, 'UTC') AS since,
  multiIf(h.to_former >= 3 AND h.to_former * 1000 >= h.messages * term['signal.hand_over.share'], 'former owner', h.tone_fell, 'taken badly', 'warm') AS about,
  h.former_name AS former_owner_name,
  h.messages AS messages_in, h.to_former AS to_former_owner,
  toDecimal64(h.tone_after, 3) / 1000 AS tone, toDecimal64(h.tone_before, 3) / 1000 AS tone_before,
  toUInt64(multiIf(about = 'former owner', h.to_former, about = 'taken badly', h.toned_after, 0)) AS events,
  arrayStringConcat(arraySlice(multiIf(about = 'former owner', h.former_ids, about = 'taken badly', h.toned_ids, []::Array(String)), 1, 20), ' ') AS event_ids
FROM (
  SELECT
    c.client AS client, any(c.changed_on) AS changed_on, any(c.former_name) AS former_name,
    toInt64(countIf(m.at >= toDateTime64(c.changed_on + warm_days, 3, 'UTC'))) AS messages,
    toInt64(countIf(m.at >= toDateTime64(c.changed_on + warm_days, 3, 'UTC') AND hasAny(m.own_addresses, c.former_addresses) AND NOT hasAny(m.own_addresses, c.owner_addresses))) AS to_former,
    arrayMap(e -> e.2, arrayReverseSort(groupArrayIf((m.at, m.event_id),
      m.at >= toDateTime64(c.changed_on + warm_days, 3, 'UTC') AND hasAny(m.own_addresses, c.former_addresses) AND NOT hasAny(m.own_addresses, c.owner_addresses)))) AS former_ids,
    countIf(m.after AND isNotNull(m.tone_milli)) AS toned_after, countIf(NOT m.after AND isNotNull(m.tone_milli)) AS toned_before,
    sumIf(toInt64(ifNull(m.tone_milli, 0)), m.after) AS sum_after, sumIf(toInt64(ifNull(m.tone_milli, 0)), NOT m.after) AS sum_before,
    sumIf(toInt64(ifNull(m.tone_milli, 0)) * toInt64(ifNull(m.tone_milli, 0)), m.after) AS square_after,
    sumIf(toInt64(ifNull(m.tone_milli, 0)) * toInt64(ifNull(m.tone_milli, 0)), NOT m.after) AS square_before,
    if(toned_after = 0, NULL, intDiv(sum_after, toInt64(toned_after))) AS tone_after,
    if(toned_before = 0, NULL, intDiv(sum_before, toInt64(toned_before))) AS tone_before,
    -- The least tone first.
    arrayMap(e -> e.3, arraySort(groupArrayIf((assumeNotNull(m.tone_milli), m.at, m.event_id), m.after AND isNotNull(m.tone_milli)))) AS toned_ids,
    -- Integers throughout but for one division and one root at the end, so that the order of rows changes nothing.
    toned_after >= 3 AND toned_before >= 3 AND sum_before / toned_before - sum_after / toned_after > 1.645 * sqrt(
      (square_after - sum_after * sum_after / toned_after) / (toned_after - 1) / toned_after
      + (square_before - sum_before * sum_before / toned_before) / (toned_before - 1) / toned_before) AS tone_fell
  FROM (
    SELECT
      o.client AS client, o.changed_on AS changed_on, if(n.name = '', o.former, n.name) AS former_name,
      a.addresses AS owner_addresses, f.addresses AS former_addresses
    FROM (
      SELECT p.client_id AS client, toDate32(p.valid_from) AS changed_on, p.member_id AS owner, argMax(b.member_id, (b.valid_to, b.member_id)) AS former
      FROM directory_owner AS p
      GLOBAL INNER JOIN directory_owner AS b ON b.client_id = p.client_id AND b.role = p.role
      WHERE p.valid_from < toDateTime64({as_of:Date32} + 1, 3, 'UTC') AND p.valid_to >= toDateTime64({as_of:Date32} + 1, 3, 'UTC')
        AND toDate32(p.valid_from) > {as_of:Date32} - 182 AND b.valid_to <= p.valid_from AND b.member_id != p.member_id
      GROUP BY p.client_id, p.valid_from, p.member_id
    ) AS o
    LEFT JOIN (SELECT member_id, groupArray(substring(party, 7)) AS addresses FROM directory_member_party WHERE startsWith(party, 'email:') GROUP BY member_id) AS a ON a.member_id = o.owner
    LEFT JOIN (SELECT member_id, groupArray(substring(party, 7)) AS addresses FROM directory_member_party WHERE startsWith(party, 'email:') GROUP BY member_id) AS f ON f.member_id = o.former
    LEFT JOIN (SELECT member_id, any(name) AS name FROM directory_member GROUP BY member_id) AS n ON n.member_id = o.former
  ) AS c
  LEFT JOIN (
    SELECT client, at, day, event_id, own_addresses, tone_milli, day >= o.changed_on AS after
    FROM noticed_message(from_day = {as_of:Date32} - 364, to_day = {as_of:Date32}) AS x
    INNER JOIN (
      SELECT client_id, max(toDate32(valid_from)) AS changed_on FROM directory_owner
      WHERE valid_from < toDateTime64({as_of:Date32} + 1, 3, 'UTC') AND valid_to >= toDateTime64({as_of:Date32} + 1, 3, 'UTC') GROUP BY client_id
    ) AS o ON o.client_id = x.client
    WHERE side = 'them' AND day >= o.changed_on - 182
  ) AS m ON m.client = c.client
  GROUP BY c.client
) AS h
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = h.client
WHERE about != 'warm' OR h.changed_on > {as_of:Date32} - warm_days;

CREATE OR REPLACE VIEW signal_hand_over ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, former_owner_name String, messages_in Int64, to_former_owner Int64, tone Nullable(Decimal(18, 3)),
  tone_before Nullable(Decimal(18, 3)), events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_hand_over_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Relationships that hang on one person of theirs: nearly all of their messages of 26 weeks, ten or more, are one's.
CREATE OR REPLACE VIEW signal_single_thread_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  m.first_at AS since, m.people[1].2 AS about,
  m.messages AS messages_in, m.people[1].1 AS of_one, toDecimal64(intDiv(20000 * m.people[1].1 + m.messages, 2 * m.messages), 2) / 100 AS of_one_percent,
  toInt64(length(m.people)) AS people, toInt64(length(m.ours)) AS our_people,
  toUInt64(m.people[1].1) AS events, arrayStringConcat(arraySlice(m.people[1].3, 1, 20), ' ') AS event_ids
FROM (
  SELECT
    client, toInt64(sum(written)) AS messages, min(first_at) AS first_at, groupUniqArrayArray(met) AS ours,
    arrayMap(p -> (-p.1, p.2, p.3), arraySort(groupArray((-toInt64(written), from_address, ids)))) AS people
  FROM (
    SELECT
      client, from_address, count() AS written, min(at) AS first_at, groupUniqArrayArray(own_addresses) AS met,
      arraySlice(arrayMap(e -> e.2, arrayReverseSort(groupArray((at, event_id)))), 1, 20) AS ids
    FROM noticed_message(from_day = {as_of:Date32} - 181, to_day = {as_of:Date32})
    WHERE side = 'them'
    GROUP BY client, from_address
  )
  GROUP BY client
) AS m
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = m.client
WHERE m.messages >= 10 AND m.people[1].1 * 1000 >= m.messages * term['signal.contact.share'];

CREATE OR REPLACE VIEW signal_single_thread ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, messages_in Int64, of_one Int64, of_one_percent Decimal(18, 2), people Int64, our_people Int64,
  events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_single_thread_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Answers that take us much longer than they did, or than other clients wait: medians of working time over the first
-- answers of 13 weeks, beside those of the year before and the median of the other clients' medians. A quarter of the answers may be
-- as quick as those, no more: a median of few answers is chance.
CREATE OR REPLACE VIEW signal_slow_answers_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  toDateTime64({as_of:Date32} - 90, 3, 'UTC') AS since, '' AS about,
  r.replies AS replies, intDiv(r.median_ms, 1000) AS median_seconds, intDiv(r.p90_ms, 1000) AS p90_seconds,
  if(r.past_replies >= 15, intDiv(r.past_ms, 1000), NULL) AS past_median_seconds,
  if(r.others >= 5, intDiv(r.peer_ms, 1000), NULL) AS peers_median_seconds,
  r.replies AS events, r.event_ids AS event_ids
FROM (
  SELECT
    *,
    arrayFilter((m, c) -> c != client, medians, clients) AS other_medians,
    length(other_medians) AS others,
    toInt64(arrayReduce('quantileExact(0.5)', other_medians)) AS peer_ms
  FROM (
    SELECT
      *,
      groupArrayIf(median_ms, replies >= 8) OVER () AS medians, groupArrayIf(client, replies >= 8) OVER () AS clients
    FROM (
      SELECT
        r.party AS client,
        countIf(r.recent) AS replies,
        quantileExactIf(0.5)(r.working_ms, r.recent) AS median_ms, quantileExactIf(0.25)(r.working_ms, r.recent) AS quick_ms, quantileExactIf(0.9)(r.working_ms, r.recent) AS p90_ms,
        countIf(NOT r.recent) AS past_replies, quantileExactIf(0.5)(r.working_ms, NOT r.recent) AS past_ms,
        arrayStringConcat(arrayMap(e -> e.2, arraySlice(arraySort(groupArrayIf((-r.working_ms, toString(r.asked_event_id)), r.recent)), 1, 20)), ' ') AS event_ids
      FROM (
        SELECT party, asked_event_id, working_ms, answered_ms >= toUnixTimestamp64Milli(toDateTime64({as_of:Date32} - 90, 3, 'UTC')) AS recent
        FROM held_reply
        WHERE responder = 'us' AND answered_ms < toUnixTimestamp64Milli(toDateTime64({as_of:Date32} + 1, 3, 'UTC'))
          AND answered_ms >= toUnixTimestamp64Milli(toDateTime64({as_of:Date32} - 454, 3, 'UTC'))
          AND shown_from < toDateTime64({as_of:Date32} + 1, 3, 'UTC')
          AND party GLOBAL IN (SELECT c.client FROM noticed_client(as_of = {as_of:Date32}) AS c)
      ) AS r
      GROUP BY r.party
    )
  )
) AS r
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = r.client
WHERE r.replies >= 8 AND r.median_ms > 0 AND (
  -- Slower than before, but not quicker than others are served.
  (r.past_replies >= 15 AND r.median_ms * 1000 >= r.past_ms * term['signal.response.factor'] AND r.quick_ms >= r.past_ms AND (r.others < 5 OR r.median_ms >= r.peer_ms))
  OR (r.others >= 5 AND r.median_ms * 1000 >= r.peer_ms * term['signal.response.factor'] AND r.quick_ms >= r.peer_ms));

CREATE OR REPLACE VIEW signal_slow_answers ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, replies UInt64, median_seconds Int64, p90_seconds Int64, past_median_seconds Nullable(Int64),
  peers_median_seconds Nullable(Int64), events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_slow_answers_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Clients who write outside working hours, by the sender's own clock: a good part of 13 weeks, or any of it where only
-- working hours were agreed.
CREATE OR REPLACE VIEW signal_after_hours_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  m.first_at AS since, '' AS about,
  m.messages AS messages, m.late AS after_hours,
  toDecimal64(intDiv(20000 * m.late + m.messages, 2 * m.messages), 2) / 100 AS after_hours_percent,
  if(m.past_messages < 10, NULL, toDecimal64(intDiv(20000 * m.past_late + m.past_messages, 2 * m.past_messages), 2) / 100) AS past_percent,
  if(a.working_hours_only, 'agreed', 'usual') AS basis,
  m.late AS events, arrayStringConcat(arraySlice(m.ids, 1, 20), ' ') AS event_ids
FROM (
  SELECT
    party AS client,
    toInt64(countIf(recent)) AS messages, toInt64(countIf(recent AND after_hours)) AS late,
    toInt64(countIf(NOT recent)) AS past_messages, toInt64(countIf(NOT recent AND after_hours)) AS past_late,
    minIf(effective_at, recent AND after_hours) AS first_at,
    arrayMap(e -> e.2, arrayReverseSort(groupArrayIf((effective_at, toString(event_id)), recent AND after_hours))) AS ids
  FROM (
    SELECT *, effective_at >= toDateTime64({as_of:Date32} - 90, 3, 'UTC') AS recent
    FROM held_message
    WHERE state = 'client' AND side = 'them' AND time_plausible AND isNotNull(utc_offset_minutes)
      AND effective_at >= toDateTime64({as_of:Date32} - 181, 3, 'UTC') AND effective_at < toDateTime64({as_of:Date32} + 1, 3, 'UTC')
      AND shown_from < toDateTime64({as_of:Date32} + 1, 3, 'UTC') AND shown_to >= toDateTime64({as_of:Date32} + 1, 3, 'UTC')
  )
  GROUP BY party
) AS m
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = m.client
LEFT JOIN noticed_agreement(as_of = {as_of:Date32}) AS a ON a.client = m.client
WHERE (m.late >= 5 AND m.late * 1000 >= m.messages * term['signal.after_hours.share']) OR (a.working_hours_only AND m.late >= 1);

CREATE OR REPLACE VIEW signal_after_hours ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, messages Int64, after_hours Int64, after_hours_percent Decimal(18, 2),
  past_percent Nullable(Decimal(18, 2)), basis String, events Int64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_after_hours_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- More than was agreed: requests beyond the scope, hours of 13 weeks that nobody is billed for, with what they cost, and
-- hours beyond the cap that was agreed. What a contract's fee is for is no cap: hours beyond it may well be billed.
CREATE OR REPLACE VIEW signal_scope_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  least(if(r.requests = 0, t.first_at, r.first_at), if(t.unbilled = 0, r.first_at, t.first_at)) AS since, '' AS about,
  toInt64(r.requests) AS requests, toInt64(r.messages) AS messages,
  t.unbilled AS unbilled_seconds, t.logged AS logged_seconds, if(t.peers < 5, NULL, toDecimal64(intDiv(t.peer_milli + 5, 10), 2) / 100) AS peers_percent,
  if(isNull(a.cap_minutes), NULL, greatest(0, t.logged - assumeNotNull(a.cap_minutes) * 180)) AS beyond_cap_seconds,
  ifNull((SELECT c.currency FROM reporting_currency AS c), '') AS currency, t.cost_minor AS unbilled_cost_minor,
  toUInt64(r.requests) + t.entries AS events,
  arrayStringConcat(arraySlice(arrayConcat(arraySlice(r.ids, 1, 10), t.ids), 1, 20), ' ') AS event_ids
FROM noticed_client(as_of = {as_of:Date32}) AS k
LEFT JOIN (
  SELECT
    client, countIf(scope_request) AS requests, count() AS messages, minIf(at, scope_request) AS first_at,
    arrayMap(e -> e.2, arrayReverseSort(groupArrayIf((at, event_id), scope_request))) AS ids
  FROM (
    SELECT client, at, event_id, scope_request FROM noticed_message(from_day = {as_of:Date32} - 90, to_day = {as_of:Date32}) WHERE side = 'them'
    UNION ALL
    SELECT client, at, event_id, scope_request FROM noticed_ticket_word(from_day = {as_of:Date32} - 90, to_day = {as_of:Date32}) WHERE side = 'them'
  )
  GROUP BY client
) AS r ON r.client = k.client
LEFT JOIN (
  SELECT
    *,
    count() OVER () AS peers,
    toInt64(quantileExact(0.5)(unbilled_milli) OVER ()) AS peer_milli
  FROM (
    SELECT
      e.party AS client, sum(e.duration_seconds) AS logged, sumIf(e.duration_seconds, e.unpaid) AS unbilled,
      intDiv(toInt64(100000) * unbilled, greatest(logged, 1)) AS unbilled_milli,
      countIf(e.unpaid) AS entries, minIf(e.effective_at, e.unpaid) AS first_at,
      arrayMap(x -> x.2, arraySlice(arraySort(groupArrayIf((-e.duration_seconds, toString(e.event_id)), e.unpaid)), 1, 20)) AS ids,
      sumIf(c.cost_minor, e.unpaid) AS cost_minor
    FROM (
      SELECT party, event_id, effective_at, duration_seconds, NOT ifNull(billable, true) AS unpaid
      FROM time_entry
      WHERE status = 'posted' AND state = 'client' AND effective_at < toDateTime64({as_of:Date32} + 1, 3, 'UTC')
        AND effective_at >= toDateTime64({as_of:Date32} - 90, 3, 'UTC')
    ) AS e
    LEFT JOIN (
      SELECT event_id, sum(cost_minor) AS cost_minor FROM contribution_current
      WHERE category = 'time' AND day BETWEEN {as_of:Date32} - 90 AND {as_of:Date32} GROUP BY event_id
    ) AS c ON c.event_id = e.event_id
    GROUP BY e.party
  )
) AS t ON t.client = k.client
LEFT JOIN noticed_agreement(as_of = {as_of:Date32}) AS a ON a.client = k.client
WHERE (t.unbilled * 1000 >= 60 * term['signal.scope.minutes'] AND t.unbilled * 1000 >= t.logged * term['signal.scope.share'] AND (t.peers < 5 OR t.unbilled_milli >= 2 * t.peer_milli))
  OR ifNull(t.logged > a.cap_minutes * 180, false)
  OR (r.requests >= 4 AND r.requests * 1000 >= r.messages * term['signal.scope.share']);

CREATE OR REPLACE VIEW signal_scope ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, requests Int64, messages Int64, unbilled_seconds Int64, logged_seconds Int64,
  peers_percent Nullable(Decimal(18, 2)), beyond_cap_seconds Nullable(Int64), currency String,
  unbilled_cost_minor Int64, events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_scope_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Work without anything in writing: hours logged in eight weeks for a client no contract of which is in force.
CREATE OR REPLACE VIEW signal_no_contract_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  e.first_at AS since, if(isNull(c.ended_on), 'none', 'ended') AS about,
  e.logged_seconds AS logged_seconds, c.ended_on AS ended_on,
  e.entries AS events, arrayStringConcat(e.ids, ' ') AS event_ids
FROM (
  SELECT
    party AS client, sum(duration_seconds) AS logged_seconds, count() AS entries, min(effective_at) AS first_at,
    arrayMap(x -> x.2, arraySlice(arraySort(groupArray((-duration_seconds, toString(event_id)))), 1, 20)) AS ids
  FROM time_entry
  WHERE status = 'posted' AND state = 'client' AND effective_at < toDateTime64({as_of:Date32} + 1, 3, 'UTC')
    AND effective_at >= toDateTime64({as_of:Date32} - 55, 3, 'UTC')
  GROUP BY party
) AS e
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = e.client
LEFT JOIN (
  SELECT client, countIf(starts_on <= {as_of:Date32} AND ifNull(ends_on >= {as_of:Date32}, true)) AS in_force, max(ends_on) AS ended_on
  FROM noticed_contract(as_of = {as_of:Date32})
  GROUP BY client
) AS c ON c.client = e.client
WHERE c.in_force = 0 AND e.logged_seconds * 1000 >= 60 * term['signal.unwritten.minutes'];

CREATE OR REPLACE VIEW signal_no_contract ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, logged_seconds Int64, ended_on Nullable(Date32), events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_no_contract_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Clients that take far more of our time for what they bring than others do: effort of 26 weeks per thousand of revenue in
-- the reporting currency, beside the median of the others. Never of people: of whole clients, with five others or more.
CREATE OR REPLACE VIEW signal_load_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  toDateTime64({as_of:Date32} - 181, 3, 'UTC') AS since, '' AS about,
  e.effort_seconds AS effort_seconds, e.revenue_minor AS revenue_minor, e.seconds_per_thousand AS per_thousand_seconds,
  e.peer_seconds AS peers_per_thousand_seconds, ifNull((SELECT c.currency FROM reporting_currency AS c), '') AS currency,
  toUInt64(i.events) AS events, arrayStringConcat(i.ids, ' ') AS event_ids
FROM (
  SELECT
    *,
    arrayFilter((s, c) -> c != client, rates, clients) AS others,
    length(others) AS peers, toInt64(arrayReduce('quantileExact(0.5)', others)) AS peer_seconds
  FROM (
    SELECT *, groupArray(seconds_per_thousand) OVER () AS rates, groupArray(client) OVER () AS clients
    FROM (
      SELECT
        party AS client, sumIf(seconds, category IN ('mail_written', 'mail_read', 'interruption', 'time') OR startsWith(category, 'meeting') OR startsWith(category, 'ticket')) AS effort_seconds,
        sum(d.revenue_minor) AS revenue_minor,
        toInt64(intDiv(toInt128(effort_seconds) * 100000, greatest(toInt64(revenue_minor), 1))) AS seconds_per_thousand
      FROM contribution_day_current AS d
      WHERE state = 'client' AND day BETWEEN {as_of:Date32} - 181 AND {as_of:Date32}
        AND party GLOBAL IN (SELECT c.client FROM noticed_client(as_of = {as_of:Date32}) AS c)
      GROUP BY party
      HAVING revenue_minor > 0
    )
  )
) AS e
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = e.client
LEFT JOIN (
  SELECT party, uniqExact(event_id) AS events, arrayMap(x -> x.2, arraySlice(arraySort(groupArray((-s, id))), 1, 20)) AS ids
  FROM (
    SELECT party, event_id, toString(event_id) AS id, sum(seconds) AS s
    FROM contribution_current
    WHERE state = 'client' AND day BETWEEN {as_of:Date32} - 181 AND {as_of:Date32} AND seconds != 0
    GROUP BY party, event_id
  )
  GROUP BY party
) AS i ON i.party = e.client
WHERE e.peers >= 5 AND e.effort_seconds >= 36000 AND e.seconds_per_thousand * 1000 >= e.peer_seconds * term['signal.load.factor'];

CREATE OR REPLACE VIEW signal_load ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, effort_seconds Int64, revenue_minor Int64, per_thousand_seconds Int64,
  peers_per_thousand_seconds Int64, currency String, events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_load_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Clients who pay late: of the bills settled in 26 weeks half or more came `signal.payment.days` after they were due, or
-- something has been overdue for thirty days. Amounts are of the client's own currencies and not added up.
CREATE OR REPLACE VIEW signal_late_payment_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT t.term FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS term
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  toDateTime64(if(i.overdue > 0, i.overdue_since, i.settled_since), 3, 'UTC') AS since, '' AS about,
  i.settled AS settled, i.late AS late, if(i.settled = 0, NULL, i.median_days) AS median_late_days,
  if(i.past_settled < 3, NULL, i.past_median_days) AS past_median_late_days,
  i.overdue AS overdue, if(i.overdue = 0, NULL, i.overdue_days) AS longest_overdue_days,
  toUInt64(length(i.ids)) AS events, arrayStringConcat(arraySlice(i.ids, 1, 20), ' ') AS event_ids
FROM (
  SELECT
    client,
    toInt64(countIf(isNotNull(paid_on) AND paid_on > {as_of:Date32} - 182)) AS settled,
    toInt64(countIf(isNotNull(paid_on) AND paid_on > {as_of:Date32} - 182 AND late_days >= intDiv(term['signal.payment.days'], 1000))) AS late,
    quantileExactIf(0.5)(late_days, isNotNull(paid_on) AND paid_on > {as_of:Date32} - 182) AS median_days,
    countIf(isNotNull(paid_on) AND paid_on <= {as_of:Date32} - 182) AS past_settled,
    quantileExactIf(0.5)(late_days, isNotNull(paid_on) AND paid_on <= {as_of:Date32} - 182) AS past_median_days,
    minIf(due_on, isNotNull(paid_on) AND paid_on > {as_of:Date32} - 182) AS settled_since,
    toInt64(countIf(isNull(paid_on) AND late_days >= 30)) AS overdue, maxIf(late_days, isNull(paid_on)) AS overdue_days,
    minIf(due_on, isNull(paid_on) AND late_days >= 30) AS overdue_since,
    arrayMap(x -> x.3, arraySort(groupArrayIf((isNotNull(paid_on), -late_days, event_id),
      if(isNull(paid_on), late_days >= 30, paid_on > {as_of:Date32} - 182 AND late_days >= intDiv(term['signal.payment.days'], 1000))))) AS ids
  FROM (
    SELECT
      b.client AS client, b.event_id AS event_id, b.due_on AS due_on,
      if(b.total_minor > 0 AND p.paid_minor >= b.total_minor, toNullable(p.last_on), NULL) AS paid_on,
      toInt64(toInt32(ifNull(paid_on, {as_of:Date32})) - toInt32(b.due_on)) AS late_days
    FROM (
      SELECT party AS client, toString(event_id) AS event_id, connector, account, number, currency, assumeNotNull(due_on) AS due_on, total_minor
      FROM money
      WHERE kind = 'invoice' AND status = 'posted' AND state = 'client' AND number != '' AND isNotNull(due_on) AND NOT disputed
        AND effective_at < toDateTime64({as_of:Date32} + 1, 3, 'UTC')
    ) AS b
    LEFT JOIN (
      -- A credit note settles as a payment does.
      SELECT connector, account, invoice_number, currency, sum(total_minor) AS paid_minor, max(booked_on) AS last_on
      FROM (
        SELECT connector, account, invoice_number, currency, booked_on, if(kind = 'payment', amount_minor, total_minor) AS total_minor
        FROM money
        WHERE kind IN ('payment', 'credit_note') AND status = 'posted' AND invoice_number != '' AND effective_at < toDateTime64({as_of:Date32} + 1, 3, 'UTC')
      )
      GROUP BY connector, account, invoice_number, currency
    ) AS p ON p.connector = b.connector AND p.account = b.account AND p.invoice_number = b.number AND p.currency = b.currency
    WHERE b.due_on <= {as_of:Date32} OR paid_on IS NOT NULL
  )
  GROUP BY client
) AS i
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = i.client
WHERE (i.settled >= 3 AND 2 * i.late >= i.settled) OR i.overdue > 0;

CREATE OR REPLACE VIEW signal_late_payment ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, settled Int64, late Int64, median_late_days Nullable(Int64), past_median_late_days Nullable(Int64),
  overdue Int64, longest_overdue_days Nullable(Int64), events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_late_payment_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));

-- Coming days worth a word: anniversaries of the first contract, renewals, and days marked for the client in our calendars.
CREATE OR REPLACE VIEW signal_milestone_at ${on_cluster} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
WITH (SELECT intDiv(t.term['signal.milestone.days'], 1000) FROM noticed_terms(as_of = {as_of:Date32}) AS t) AS ahead
SELECT
  k.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
  toDateTime64(m.on_day, 3, 'UTC') AS since, m.about AS about, m.years AS years,
  toInt64(toInt32(m.on_day) - toInt32({as_of:Date32})) AS in_days,
  toUInt64(1) AS events, m.event_id AS event_ids
FROM (
  SELECT client, 'anniversary' AS about, arrayJoin([year_now, year_now + 1]) AS year, toInt64(year - toYear(first_on)) AS years,
    toDate32(addYears(first_on, toInt32(years))) AS on_day, event_id
  FROM (
    SELECT client, min(starts_on) AS first_on, argMin(event_id, (starts_on, event_id)) AS event_id, toYear({as_of:Date32}) AS year_now
    FROM noticed_contract(as_of = {as_of:Date32})
    GROUP BY client
  )
  WHERE years > 0
  UNION ALL
  SELECT client, 'renewal', 0, 0, assumeNotNull(renews_on), event_id
  FROM noticed_contract(as_of = {as_of:Date32})
  WHERE isNotNull(renews_on)
  UNION ALL
  SELECT a.party, 'marked day', 0, 0, toDate32(o.start_at), toString(o.event_id)
  FROM noticed_occurrence AS o
  ASOF LEFT JOIN attribution AS a ON o.parties = a.parties AND o.effective_at >= a.valid_from
  WHERE o.all_day AND a.state = 'client'
) AS m
INNER JOIN noticed_client(as_of = {as_of:Date32}) AS k ON k.client = m.client
WHERE m.on_day > {as_of:Date32} AND m.on_day <= {as_of:Date32} + ahead AND NOT k.under_notice;

CREATE OR REPLACE VIEW signal_milestone ${on_cluster} (
  client String, name String, owner String, owner_name String, segment String, since DateTime64(3, 'UTC'),
  about String, years Int64, in_days Int64, events UInt64, event_ids String
) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM signal_milestone_at(as_of = (SELECT toDate32(n.at) FROM read_moment AS n));
