-- Which client a fact of a source belongs to: one definition for tickets, money, time, contracts and the meetings
-- that nobody outside attends. As in 0003, the directory is joined at read and everything is an integer.

-- Periods over which a list of parties, as facts carry it, belongs to one client: from `valid_from` to the next
-- row of the same list. The firm's own parties and its members' keys are left out; of the others, in their order, the first that the
-- directory links at that time decides. `state`: `client`; else `organisation`, the first `domain:…`; else
-- `unattributed`, the first party; `internal` when only our own are named, `none` when nobody is. `via` is the
-- party that decided. Read it by ASOF JOIN on the list and the fact's time.
CREATE OR REPLACE VIEW attribution ${on_cluster} AS
WITH
  (SELECT (own_domains, own_addresses) FROM firm) AS f,
  (SELECT groupArray(party) FROM directory_member_party) AS member_keys,
  (p) -> has(member_keys, p) OR (startsWith(p, 'email:') AND (has(f.2, substring(p, 7))
      OR arrayExists(d -> endsWith(p, concat('@', d)) OR endsWith(p, concat('.', d)), f.1)))
    OR (startsWith(p, 'domain:') AND (has(f.1, substring(p, 8))
      OR arrayExists(d -> endsWith(p, concat('.', d)), f.1))) AS is_own
SELECT
  parties, valid_from, outside,
  multiIf(
    link.4 != '', 'client',
    organisation != '', 'organisation',
    notEmpty(outside), 'unattributed',
    notEmpty(parties), 'internal',
    'none') AS state,
  multiIf(
    link.4 != '', link.4,
    organisation != '', organisation,
    notEmpty(outside), outside[1],
    '') AS party,
  if(link.4 != '', link.5, party) AS via
FROM (
  SELECT
    parties, outside, valid_from,
    arrayFirst(p -> startsWith(p, 'domain:'), outside) AS organisation,
    arrayFirst(p -> p.2 <= valid_from AND valid_from < p.3, links) AS link
  FROM (
    SELECT
      l.parties AS parties, any(l.outside) AS outside,
      arraySort(groupArrayIf((l.rank, d.valid_from, d.valid_to, d.client_id, l.party), d.client_id != '')) AS links
    FROM (
      SELECT parties, outside, party, rank
      FROM (
        SELECT parties, arrayFilter(p -> NOT is_own(p), parties) AS outside
        FROM (
          SELECT DISTINCT parties
          FROM (
            SELECT parties FROM facts_ticket
            UNION ALL SELECT parties FROM facts_meeting
            UNION ALL SELECT parties FROM facts_money
            UNION ALL SELECT parties FROM facts_time
            UNION ALL SELECT parties FROM facts_contract
          )
        )
      )
      ARRAY JOIN if(empty(outside), [''], outside) AS party, arrayEnumerate(if(empty(outside), [''], outside)) AS rank
    ) AS l
    LEFT JOIN directory_party AS d ON d.party = l.party
    GROUP BY l.parties
  )
  ARRAY JOIN arrayDistinct(arrayConcat([toDateTime64('1900-01-01 00:00:00', 3, 'UTC')], links.2, links.3)) AS valid_from
);

-- The firm's working time as UTC intervals, with the working time before each, as in 0003, over the days that the
-- facts of all sources span.
CREATE OR REPLACE VIEW working_interval ${on_cluster} AS
WITH
  assumeNotNull((SELECT (time_zone, work_start_minute, work_end_minute, working_days, holidays) FROM firm)) AS f,
  assumeNotNull((
    SELECT (toUInt16(min(first_day)), toUInt16(max(last_day)))
    FROM (
      SELECT min(day) AS first_day, max(day) AS last_day FROM facts_interaction WHERE time_plausible HAVING count() > 0
      UNION ALL
      SELECT toDate(min(occurred_at)), toDate(max(occurred_at)) FROM facts_ticket WHERE month BETWEEN 197001 AND 214812 HAVING count() > 0
      UNION ALL
      SELECT toDate(min(occurred_at)), toDate(max(occurred_at)) FROM facts_meeting WHERE month BETWEEN 197001 AND 214812 HAVING count() > 0
    ))) AS span,
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
