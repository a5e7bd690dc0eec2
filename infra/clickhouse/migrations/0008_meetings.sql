-- Occurrences of meetings as they stand now: of each, over all accounts, the highest revision. One is withdrawn when
-- a newer version of its series does not have it any more; held when it was neither cancelled nor withdrawn and its
-- end is not after `at`. `moved`: its versions, or its series, had it at another time. All-day and transparent ones
-- take no minutes. `our_heads` are the invited and the organiser of ours, rooms and those who declined left out;
-- `theirs` are the others invited, with `declined`. `no_show`: held, and of theirs somebody declined and nobody said
-- they would come. A person's answer is the latest that any copy of the same version (SEQUENCE and time) knows, for
-- one calendar often does not know how the others answered. `cancelled_by` is the organiser's side: only the organiser
-- can cancel for all.
CREATE OR REPLACE VIEW meeting_occurrence ${on_cluster} AS
WITH
  (SELECT (own_domains, own_addresses) FROM firm) AS f,
  (address, organisation) -> has(f.2, address) OR has(f.1, organisation)
    OR arrayExists(d -> endsWith(address, concat('@', d)) OR endsWith(address, concat('.', d)), f.1) AS is_own
SELECT
  * EXCEPT (people, invited),
  multiIf(cancelled, 'cancelled', withdrawn, 'withdrawn', end_at <= {at:DateTime64(3, 'UTC')}, 'held', 'scheduled') AS outcome,
  if(all_day OR transparent, 0, greatest(0, intDiv(toUnixTimestamp64Milli(end_at) - toUnixTimestamp64Milli(start_at), 60000))) AS minutes,
  if(cancelled, toUnixTimestamp64Milli(start_at) - toUnixTimestamp64Milli(changed_at), NULL) AS notice_ms,
  multiIf(NOT cancelled, '', organiser = '', 'unknown', organiser_own, 'us', 'them') AS cancelled_by,
  toUInt32(arrayCount(a -> a.5 AND NOT a.4, people) + (organiser_own AND NOT has(people.1, organiser))) AS our_heads,
  arrayFilter(a -> NOT a.5, people) AS theirs,
  toUInt32(arrayCount(a -> NOT a.4, theirs)) AS their_heads,
  outcome = 'held' AND arrayExists(a -> a.4, theirs)
    AND NOT arrayExists(a -> a.6 IN ('accepted', 'tentative'), theirs) AS no_show
FROM (
  SELECT
    m.event_id AS event_id, m.document AS document, m.revision AS revision, m.connector AS connector, m.account AS account,
    m.parties AS parties, m.series AS series, m.recurring AS recurring,
    m.start_at AS start_at, m.end_at AS end_at, m.month AS month, m.effective_at AS effective_at,
    m.all_day AS all_day, m.transparent AS transparent, m.floating AS floating, m.time_zone AS time_zone,
    m.status AS status, m.changed_at AS changed_at, m.organiser AS organiser, m.sequence AS sequence,
    m.status = 'cancelled' AS cancelled,
    m.own_series_revision > 0 AND m.own_series_revision < m.newest AS withdrawn,
    length(arrayDistinct(arrayConcat(m.starts, if(isNull(m.original_start_at), [], [assumeNotNull(m.original_start_at)])))) > 1 AS moved,
    m.organiser != '' AND is_own(m.organiser, '') AS organiser_own,
    arrayFilter(a -> NOT a.4, arrayZip(m.attendee_address, m.attendee_organisation, m.attendee_kind::Array(String), m.attendee_resource)) AS invited,
    -- Address, organisation, kind, declined, own, attendance; rooms left out.
    arrayMap((a, attendance) -> (a.1, a.2, a.3, attendance = 'declined', is_own(a.1, a.2), attendance), invited,
      arrayMap(a -> arrayLast(k -> k.4 = a.1, m.answers).5, invited)) AS people
  FROM (
    SELECT
      *,
      if(month = 0, recorded_at, occurred_at) AS effective_at,
      groupUniqArray(start_at) OVER (PARTITION BY document) AS starts,
      -- The answers of everybody that any copy of this version knows, the best of each last: whether it is one, how
      -- new, how much it says.
      arraySort(groupArrayArray(arrayMap((address, said) -> (
          said IN ('declined', 'accepted', 'tentative', 'delegated'),
          if(said IN ('declined', 'accepted', 'tentative', 'delegated'), revision, 0),
          indexOf(['unknown', 'needs_action', 'delegated', 'tentative', 'accepted', 'declined'], said),
          address, said), attendee_address, attendee_attendance::Array(String)))
        OVER (PARTITION BY document, sequence, start_at, end_at)) AS answers,
      max(series_revision) OVER (PARTITION BY document) AS own_series_revision,
      max(series_revision) OVER (PARTITION BY series) AS newest
    FROM facts_meeting
    ORDER BY document, revision DESC, _ver DESC
    LIMIT 1 BY document
  ) AS m
);

-- How each occurrence is shared out, as messages are: one row per occurrence and holder, the shares (millionths) of
-- one add to exactly 1,000,000. Holders are clients and unlinked organisations by the heads invited; where no head
-- is a client's, the client that the title names has it whole (`named`: nobody outside was invited, a meeting about
-- a client among ourselves). `heads` are the holder's own, those who declined left out; `addresses` are all of
-- its own who were invited, `coming` those who did not decline.
CREATE OR REPLACE VIEW meeting_holder ${on_cluster} AS
SELECT
  * EXCEPT (keys, people, floors, rest, list_state, list_party, holders, theirs),
  holder.1 AS state, holder.2 AS party, holder.3 AS share_micro, holder.4 AS heads, holder.5 AS addresses, holder.6 AS coming,
  empty(keys) AND state = 'client' AND (organiser = '' OR organiser_own) AS named
FROM (
  SELECT
    *,
    multiIf(
      list_state = 'client' AND NOT arrayExists(k -> k.2 = 'client', keys),
        [('client', list_party, toUInt64(1000000), their_heads, theirs.1, arrayMap(a -> a.1, arrayFilter(a -> NOT a.4, theirs)))],
      empty(keys),
        [(if(list_state IN ('none', 'internal'), 'internal', list_state), list_party, toUInt64(1000000), toUInt32(0), []::Array(String), []::Array(String))],
      arrayMap((k, share, i) -> (k.2, k.1, share + if(i <= rest, 1, 0),
          toUInt32(arrayCount(h -> h.1 = k AND NOT h.3, people)),
          arrayMap(h -> h.2, arrayFilter(h -> h.1 = k, people)),
          arrayMap(h -> h.2, arrayFilter(h -> h.1 = k AND NOT h.3, people))),
        keys, floors, arrayEnumerate(keys))) AS holders
  FROM (
    SELECT
      *,
      arrayMap(k -> intDiv(toUInt64(1000000) * arrayCount(h -> h.1 = k, people), length(people)), keys) AS floors,
      1000000 - arraySum(floors) AS rest
    FROM (
      SELECT o.* EXCEPT (parties), o.parties AS parties, a.state AS list_state, a.party AS list_party, h.people AS people, arraySort(arrayDistinct(h.people.1)) AS keys
      FROM meeting_occurrence(at = {at:DateTime64(3, 'UTC')}) AS o
      LEFT JOIN (
        -- Of heads of firms and heads of free mail, the firms' where there are any.
        SELECT of_document, if(empty(firms), others, firms) AS people
        FROM (
          SELECT
            of_document,
            arraySort(groupArrayIf(((party, state), address, declined), state != 'unattributed')) AS firms,
            arraySort(groupArrayIf(((party, state), address, declined), state = 'unattributed')) AS others
          FROM (
            SELECT
              p.document AS of_document, p.address AS address, p.declined AS declined,
              multiIf(
                a.client_id != '' AND p.effective_at < a.valid_to, a.client_id,
                o.client_id != '' AND p.effective_at < o.valid_to, o.client_id,
                '') AS client_id,
              multiIf(client_id != '', 'client', p.organisation != '', 'organisation', 'unattributed') AS state,
              multiIf(client_id != '', client_id, p.organisation != '', concat('domain:', p.organisation), concat('email:', p.address)) AS party
            FROM (
              SELECT
                document, effective_at, person.1 AS address, person.2 AS organisation, person.4 AS declined,
                concat('email:', address) AS address_party, concat('domain:', organisation) AS organisation_party
              FROM meeting_occurrence(at = {at:DateTime64(3, 'UTC')})
              ARRAY JOIN theirs AS person
              WHERE person.3 != 'no_reply'
            ) AS p
            ASOF LEFT JOIN directory_party AS a ON p.address_party = a.party AND p.effective_at >= a.valid_from
            ASOF LEFT JOIN directory_party AS o ON p.organisation_party = o.party AND p.effective_at >= o.valid_from
          )
          GROUP BY of_document
        )
      ) AS h ON h.of_document = o.document
      ASOF LEFT JOIN attribution AS a ON o.parties = a.parties AND o.effective_at >= a.valid_from
    )
  )
)
ARRAY JOIN holders AS holder;
