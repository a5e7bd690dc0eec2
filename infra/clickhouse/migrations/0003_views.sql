-- What analysts, the API, the page and the exports all read: one definition of each figure (docs/metrics.md).
-- Views with parameters are called as `SELECT * FROM client_activity(until = '2026-01-01 00:00:00', at = now64(3))`:
-- `until` (exclusive) is the end of the as-of day, `at` the moment ages are counted from.

-- The firm, always one row: UTC, Monday to Friday from 9:00 to 17:00 while it has not said otherwise.
CREATE OR REPLACE VIEW firm ${on_cluster} AS
SELECT
  count() > 0 AS configured,
  any(own_domains) AS own_domains,
  any(own_addresses) AS own_addresses,
  if(count() = 0, 'UTC', any(time_zone)) AS time_zone,
  if(count() = 0, [1, 2, 3, 4, 5], any(working_days)) AS working_days,
  if(count() = 0, 540, any(work_start_minute)) AS work_start_minute,
  if(count() = 0, 1020, any(work_end_minute)) AS work_end_minute,
  any(holidays) AS holidays
FROM directory_firm;

-- The firm's working time as UTC intervals, with the working time before each: the working time between two
-- moments is a difference of two look-ups, daylight saving and holidays included. A local time that the clock
-- skips counts as that much later, one that comes twice as its first. UTC ms throughout. Holds the days that
-- messages with a plausible time span.
CREATE OR REPLACE VIEW working_interval ${on_cluster} AS
WITH
  -- One look at each table: every scalar subquery costs milliseconds of planning.
  assumeNotNull((SELECT (time_zone, work_start_minute, work_end_minute, working_days, holidays) FROM firm)) AS f,
  assumeNotNull((SELECT (toUInt16(min(day)), toUInt16(max(day))) FROM facts_interaction WHERE time_plausible)) AS span,
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
    -- Whether the clock, set by the offset of the day before or of the day after, really shows that time then.
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
          toDate(span.1 - 1 + number) AS date,
          toInt64(span.1 - 1 + number) * 86400 + 60 * f.2 AS start_wall_s,
          toInt64(span.1 - 1 + number) * 86400 + 60 * f.3 AS end_wall_s
        FROM numbers(span.2 - span.1 + 3)
        WHERE has(f.4, toDayOfWeek(date)) AND NOT has(f.5, date)
      )
    )
  )
);

-- Unique messages. `effective_at` places a message in time: its own time, or that of its recording when its own
-- cannot be true.
CREATE OR REPLACE VIEW message ${on_cluster} AS
SELECT
  event_id, type, connector, account, message_id, occurred_at, recorded_at, time_plausible, time_source,
  if(time_plausible, occurred_at, recorded_at) AS effective_at,
  utc_offset_minutes, automatic, words, questions, tone_milli, tone_error_milli, asks, complaint, urgency,
  scope_request, escalation, thanks, attachments, size_bytes,
  in_reply_to != '' OR notEmpty(references) AS answers,
  from_address, from_organisation, from_kind,
  recipient_role, recipient_address, recipient_organisation, recipient_kind
FROM facts_interaction FINAL
WHERE channel = 'email';

-- One row per message and mention of an address; one with an empty address where nobody is named. `own`: one of
-- the firm's, by today's directory.
CREATE OR REPLACE VIEW message_participant ${on_cluster} AS
WITH
  (SELECT (own_domains, own_addresses) FROM firm) AS f
SELECT
  event_id, effective_at, automatic, answers, role, address, organisation, kind,
  from_address != '' AND (has(f.2, from_address) OR has(f.1, from_organisation)
    OR arrayExists(d -> endsWith(from_address, concat('@', d)) OR endsWith(from_address, concat('.', d)), f.1)) AS from_own,
  address != '' AND (has(f.2, address) OR has(f.1, organisation)
    OR arrayExists(d -> endsWith(address, concat('@', d)) OR endsWith(address, concat('.', d)), f.1)) AS own
FROM (
  SELECT
    event_id, effective_at, automatic, answers, from_address, from_organisation,
    person.1 AS role, person.2 AS address, person.3 AS organisation, person.4 AS kind
  FROM message
  ARRAY JOIN arrayConcat(
    if(from_address = '' AND notEmpty(recipient_address), [],
      [('from', from_address, from_organisation, toString(from_kind))]),
    arrayZip(recipient_role::Array(String), recipient_address, recipient_organisation, recipient_kind::Array(String))) AS person
);

-- Organisations with which a conversation exists: we wrote to it, or one of its people's messages answers
-- something. Automatic mail and no-reply addresses prove nothing.
CREATE OR REPLACE VIEW conversing_organisation ${on_cluster} AS
SELECT organisation
FROM message_participant
WHERE effective_at < {until:DateTime64(3, 'UTC')} AND NOT own AND organisation != '' AND kind != 'no_reply' AND automatic = 'none'
GROUP BY organisation
HAVING max(if(role = 'from', answers, from_own));

-- Addresses outside the firm, and the firm's own, as mentioned in messages, with the client the directory gives
-- each at that time: by the address itself, else by its organisation. `state` and `party` as in message_holder.
CREATE OR REPLACE VIEW message_head ${on_cluster} AS
SELECT
  event_id, automatic, from_own, role, address, kind, own, state,
  multiIf(
    state = 'client', client_id,
    state IN ('organisation', 'one_way'), concat('domain:', organisation),
    state = 'free_mail', concat('email:', address),
    '') AS party
FROM (
  SELECT
    event_id, automatic, from_own, role, address, organisation, kind, own, client_id,
    multiIf(
      own, 'own',
      client_id != '', 'client',
      address = '', 'no_address',
      kind = 'no_reply', 'no_reply_or_role',
      organisation IN (SELECT organisation FROM conversing_organisation(until = {until:DateTime64(3, 'UTC')})), 'organisation',
      kind = 'role', 'no_reply_or_role',
      organisation != '', 'one_way',
      'free_mail') AS state
  FROM (
    SELECT
      p.event_id AS event_id, p.automatic AS automatic, p.from_own AS from_own, p.role AS role,
      p.address AS address, p.organisation AS organisation, p.kind AS kind, p.own AS own,
      multiIf(
        a.client_id != '' AND p.effective_at < a.valid_to, a.client_id,
        o.client_id != '' AND p.effective_at < o.valid_to, o.client_id,
        '') AS client_id
    FROM (
      SELECT
        event_id, effective_at, automatic, from_own, role, address, organisation, kind, own,
        concat('email:', address) AS address_party, concat('domain:', organisation) AS organisation_party
      FROM message_participant
      WHERE effective_at < {until:DateTime64(3, 'UTC')}
    ) AS p
    ASOF LEFT JOIN directory_party AS a ON p.address_party = a.party AND p.effective_at >= a.valid_from
    ASOF LEFT JOIN directory_party AS o ON p.organisation_party = o.party AND p.effective_at >= o.valid_from
  )
);

-- How each message is shared out: one row per message and holder, the shares (millionths) of a message add to
-- exactly 1,000,000. Holders are clients and unlinked organisations by their heads; where there are none, the
-- message goes to the state that says why. `party` is the client's id, `domain:…`, `email:…` for free mail, or "".
-- `side`: who wrote it as this holder sees it. Step by step, because a name used twice is worked out twice.
CREATE OR REPLACE VIEW message_holder ${on_cluster} AS
SELECT
  event_id, holder.1 AS state, holder.2 AS party, holder.3 AS share_micro, holder.4 AS their_addresses, own_addresses,
  multiIf(party != '' AND sender_party = party, 'them', from_own, 'us', 'other') AS side
FROM (
  SELECT
    *,
    multiIf(
      automatic != 'none', [(concat('automatic_', automatic), '', toUInt64(1000000), []::Array(String))],
      empty(keys), [('internal', '', toUInt64(1000000), []::Array(String))],
      arrayMap((k, f, a, i) -> (k.2, k.1, f + if(i <= rest, 1, 0), a), keys, floors, addresses, arrayEnumerate(keys))) AS holders
  FROM (
    SELECT *, 1000000 - arraySum(floors) AS rest
    FROM (
      SELECT
        event_id, automatic, from_own, sender_party, own_addresses, keys,
        arrayMap(k -> intDiv(toUInt64(1000000) * arrayCount(h -> h.1 = k, heads), length(heads)), keys) AS floors,
        arrayMap(k -> arrayFilter(x -> x != '', arrayMap(h -> if(h.1 = k AND h.3, h.2, ''), heads)), keys) AS addresses
      FROM (
        SELECT
          event_id, automatic, from_own, sender_party, own_addresses,
          if(empty(first), other, first) AS heads,
          arraySort(arrayDistinct(heads.1)) AS keys
        FROM (
          SELECT
            event_id,
            any(automatic) AS automatic,
            any(from_own) AS from_own,
            anyIf(party, role = 'from') AS sender_party,
            arraySort(groupUniqArrayIf(((party, state), address, kind != 'no_reply'), state IN ('client', 'organisation', 'one_way'))) AS first,
            arraySort(groupUniqArrayIf(((party, state), address, kind != 'no_reply'), state NOT IN ('client', 'organisation', 'one_way', 'own'))) AS other,
            arraySort(groupUniqArrayIf(address, own)) AS own_addresses
          FROM message_head(until = {until:DateTime64(3, 'UTC')})
          GROUP BY event_id
        )
      )
    )
  )
)
ARRAY JOIN holders AS holder;

-- The messages of clients and of unlinked organisations in conversation: one row per message and holder.
-- `thread`: the message's thread, itself where it is alone.
CREATE OR REPLACE VIEW client_message ${on_cluster} AS
SELECT
  h.party AS party, h.state AS state, h.side AS side, h.share_micro AS share_micro,
  h.their_addresses AS their_addresses, h.own_addresses AS own_addresses,
  h.event_id AS event_id, m.type AS type, m.message_id AS message_id,
  m.occurred_at AS occurred_at, m.effective_at AS effective_at, m.time_plausible AS time_plausible,
  m.utc_offset_minutes AS utc_offset_minutes, m.words AS words, m.questions AS questions,
  m.tone_milli AS tone_milli, m.tone_error_milli AS tone_error_milli, m.asks AS asks,
  m.complaint AS complaint, m.urgency AS urgency, m.scope_request AS scope_request,
  m.escalation AS escalation, m.thanks AS thanks,
  m.from_address AS from_address, m.from_organisation AS from_organisation, m.from_kind AS from_kind,
  m.recipient_role AS recipient_role, m.recipient_address AS recipient_address,
  m.recipient_organisation AS recipient_organisation, m.recipient_kind AS recipient_kind,
  if(c.thread_size > 1, toString(c.thread_id), concat('message:', h.event_id)) AS thread,
  c.thread_size > 1 AND c.linked_by = 'subject' AS thread_by_subject
FROM message_holder(until = {until:DateTime64(3, 'UTC')}) AS h
INNER JOIN message AS m ON m.event_id = h.event_id
LEFT JOIN conversation AS c ON c.event_id = h.event_id
WHERE h.state IN ('client', 'organisation');

-- What passed between us and each party. Counts and integer sums only, so that the order of rows and the number
-- of threads cannot change a figure. `due`: old enough (14 days at `at`) to have been answered, the others say
-- nothing yet, nor does any while the firm has not said who it is; `answered`: the other side wrote in the same
-- thread within 14 days.
CREATE OR REPLACE VIEW client_activity ${on_cluster} AS
WITH
  (SELECT (configured, time_zone, work_start_minute, work_end_minute, working_days, holidays) FROM firm) AS f,
  toTimeZone(occurred_at, f.2) AS our_time,
  toHour(our_time) * 60 + toMinute(our_time) AS our_minute,
  NOT has(f.5, toDayOfWeek(our_time)) OR has(f.6, toDate(our_time)) OR our_minute < f.3 OR our_minute >= f.4 AS after_our_hours,
  toDateTime64(occurred_at, 0, 'UTC') + toIntervalMinute(ifNull(utc_offset_minutes, 0)) AS their_time,
  toHour(their_time) < 8 OR toHour(their_time) >= 18 OR toDayOfWeek(their_time) >= 6 AS after_their_hours,
  time_plausible AND occurred_at <= {at:DateTime64(3, 'UTC')} - INTERVAL 14 DAY AS due,
  ifNull(if(side = 'us', next_them_at, next_us_at) <= occurred_at + INTERVAL 14 DAY, 0) AS answered
SELECT
  party,
  any(state) AS state,
  count() AS messages,
  sum(share_micro) AS share_micro,
  countIf(side = 'them') AS messages_in,
  countIf(side = 'us') AS messages_out,
  uniqExact(thread) AS threads,
  uniqExactIf(thread, thread_by_subject) AS threads_by_subject,
  uniqExactArray(their_addresses) AS their_people,
  uniqExactArray(own_addresses) AS our_people,
  countIf(side = 'them' AND f.1 AND due) AS in_due,
  countIf(side = 'them' AND due AND answered) AS in_answered,
  countIf(side = 'them' AND f.1 AND due AND asks) AS in_asking_due,
  countIf(side = 'them' AND due AND asks AND answered) AS in_asking_answered,
  countIf(side = 'us' AND due) AS out_due,
  countIf(side = 'us' AND due AND answered) AS out_answered,
  countIf(side = 'us' AND due AND asks) AS out_asking_due,
  countIf(side = 'us' AND due AND asks AND answered) AS out_asking_answered,
  countIf(side = 'them' AND time_plausible AND isNotNull(utc_offset_minutes)) AS in_clocked,
  countIf(side = 'them' AND time_plausible AND isNotNull(utc_offset_minutes) AND after_their_hours) AS in_after_hours,
  countIf(side = 'us' AND time_plausible) AS out_clocked,
  countIf(side = 'us' AND time_plausible AND after_our_hours) AS out_after_hours,
  countIf(side = 'them' AND isNotNull(tone_milli)) AS tone_messages,
  sumIf(toInt64(ifNull(tone_milli, 0)), side = 'them') AS tone_sum,
  sumIf(toInt64(ifNull(tone_milli, 0)) * toInt64(ifNull(tone_milli, 0)), side = 'them') AS tone_square_sum,
  sumIf(toInt64(ifNull(tone_error_milli, 0)) * toInt64(ifNull(tone_error_milli, 0)), side = 'them' AND isNotNull(tone_milli)) AS tone_error_square_sum,
  maxOrNullIf(occurred_at, side = 'them' AND time_plausible) AS last_in_at,
  maxOrNullIf(occurred_at, side = 'us' AND time_plausible) AS last_out_at
FROM (
  SELECT
    *,
    -- The first later message of either side in the same thread.
    min(if(side = 'us' AND time_plausible, occurred_at, NULL)) OVER later AS next_us_at,
    min(if(side = 'them' AND time_plausible, occurred_at, NULL)) OVER later AS next_them_at
  FROM client_message(until = {until:DateTime64(3, 'UTC')})
  WINDOW later AS (PARTITION BY party, thread ORDER BY occurred_at DESC, event_id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
GROUP BY party;

-- Each message's first answer from the other side, by reply header: `responder` wrote it. Implausible times and
-- answers dated before the question are left out.
CREATE OR REPLACE VIEW client_reply ${on_cluster} AS
SELECT
  r.party AS party, r.responder AS responder, r.asked_event_id AS asked_event_id,
  r.asked_ms AS asked_ms, r.answered_ms AS answered_ms,
  r.answered_ms - r.asked_ms AS elapsed_ms,
  (w2.before_ms + greatest(0, least(r.answered_ms, w2.end_ms) - w2.start_ms)) - (w1.before_ms + greatest(0, least(r.asked_ms, w1.end_ms) - w1.start_ms)) AS working_ms
FROM (
  SELECT
    party,
    if(asked_side = 'us', 'them', 'us') AS responder,
    asked_event_id,
    asked_ms,
    arrayMin(arrayFilter(t -> t >= asked_ms, if(asked_side = 'us', their_answers_ms, our_answers_ms))) AS answered_ms,
    1 AS one
  FROM (
    -- Each message as a question under its own id, and as an answer under that of the message it replies to.
    SELECT
      party,
      link.1 AS asked_event_id,
      countIf(NOT link.2) AS asked,
      anyIf(side, NOT link.2) AS asked_side,
      anyIf(ms, NOT link.2) AS asked_ms,
      groupArrayIf(ms, link.2 AND side = 'us') AS our_answers_ms,
      groupArrayIf(ms, link.2 AND side = 'them') AS their_answers_ms
    FROM (
      SELECT m.party AS party, m.side AS side, m.event_id AS event_id, toUnixTimestamp64Milli(m.occurred_at) AS ms,
        if(e.event_id = m.event_id, [(m.event_id, false), (e.parent_event_id, true)], [(m.event_id, false)]) AS links
      FROM client_message(until = {until:DateTime64(3, 'UTC')}) AS m
      LEFT JOIN reply_edge AS e ON e.event_id = m.event_id
      WHERE m.time_plausible AND m.side IN ('us', 'them')
    )
    ARRAY JOIN links AS link
    GROUP BY party, asked_event_id
  )
  WHERE asked = 1 AND arrayExists(t -> t >= asked_ms, if(asked_side = 'us', their_answers_ms, our_answers_ms))
) AS r
ASOF LEFT JOIN working_interval AS w1 ON r.one = w1.one AND r.asked_ms >= w1.start_ms
ASOF LEFT JOIN working_interval AS w2 ON r.one = w2.one AND r.answered_ms >= w2.start_ms;

-- How long an answer took, both ways: exact quantiles over first answers; zeros where `replies` is 0.
CREATE OR REPLACE VIEW client_responsiveness ${on_cluster} AS
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

-- The days (UTC) on which a party's own people wrote, and the gaps between them: their rhythm.
CREATE OR REPLACE VIEW client_rhythm ${on_cluster} AS
WITH
  (SELECT (own_domains, own_addresses) FROM firm) AS f,
  substring(r.party, 7) AS address,
  multiIf(
    a.client_id != '' AND r.at < a.valid_to, a.client_id,
    o.client_id != '' AND r.at < o.valid_to, o.client_id,
    r.organisation != '', concat('domain:', r.organisation),
    '') AS holder
SELECT
  holder AS party,
  arraySort(groupUniqArray(day)) AS days,
  length(days) AS active_days,
  arrayMap((d, previous) -> toUInt32(d - previous), arraySlice(days, 2), arraySlice(days, 1, -1)) AS gaps,
  arrayReduce('quantileExact(0.5)', gaps) AS gap_median_days,
  arrayReduce('quantileExact(0.9)', gaps) AS gap_p90_days,
  days[-1] AS last_day
FROM (
  SELECT party, organisation, day, toDateTime64(day, 3, 'UTC') AS at, concat('domain:', organisation) AS organisation_party
  FROM rollup_party_day FINAL
  -- Messages without a plausible time stand on 1970-01-01.
  WHERE day >= '1990-01-01' AND toDateTime64(day, 3, 'UTC') < {until:DateTime64(3, 'UTC')}
  GROUP BY party, organisation, day
  HAVING sum(sent) > sum(sent_automatic)
) AS r
ASOF LEFT JOIN directory_party AS a ON r.party = a.party AND r.at >= a.valid_from
ASOF LEFT JOIN directory_party AS o ON r.organisation_party = o.party AND r.at >= o.valid_from
WHERE holder != '' AND NOT (has(f.2, address) OR has(f.1, r.organisation)
  OR arrayExists(d -> endsWith(address, concat('@', d)) OR endsWith(address, concat('.', d)), f.1))
GROUP BY holder;

-- Where all messages went: the shares of all states add to the number of messages and unreadable items.
CREATE OR REPLACE VIEW coverage ${on_cluster} AS
SELECT state, party, sum(share_micro) AS share_micro, count() AS messages
FROM message_holder(until = {until:DateTime64(3, 'UTC')})
GROUP BY state, party
UNION ALL
SELECT 'unreadable' AS state, '' AS party, count() * 1000000 AS share_micro, count() AS messages
FROM dead_letter FINAL
WHERE stage = 'ingest' AND NOT resolved AND recorded_at < {until:DateTime64(3, 'UTC')};

-- How far each source has been read. Records are the log's, copies included.
CREATE OR REPLACE VIEW freshness ${on_cluster} AS
SELECT
  l.connector AS connector, l.account AS account,
  count() AS records,
  maxOrNullIf(m.occurred_at, m.time_plausible) AS last_event_at,
  max(l.recorded_at) AS last_recorded_at
FROM (SELECT * FROM log_record FINAL WHERE type LIKE 'email.%') AS l
LEFT JOIN message AS m ON m.event_id = l.event_id
GROUP BY l.connector, l.account;
