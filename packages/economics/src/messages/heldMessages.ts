import { firmWeek, isOwn, messagesOfMonths, never, people, sinceEver } from "./fragments.ts";

/**
 * Everybody named, with the client that the directory gives them at that time: by the address itself, else by its
 * organisation. `head`: state, party, address, whether it is a person of theirs to be counted, whether it is a role
 * that only a conversation makes one of an organisation, and since when there is one. The state `organisation` is
 * decided by that later.
 */
const heads = `
    SELECT
      p.*,
      multiIf(
        a.client_id != '' AND p.effective_at < a.valid_to, a.client_id,
        o.client_id != '' AND p.effective_at < o.valid_to, o.client_id,
        '') AS client_id,
      multiIf(
        p.own, ('own', '', '', false, false, ${never}),
        client_id != '', ('client', client_id, p.address, p.kind != 'no_reply', false, ${never}),
        p.address = '', ('no_address', '', '', p.kind != 'no_reply', false, ${never}),
        p.kind = 'no_reply', ('no_reply_or_role', '', p.address, false, false, ${never}),
        p.organisation != '', ('organisation', p.organisation_party, p.address, true, p.kind = 'role',
          if(s.organisation = '', ${never}, s.since)),
        p.kind = 'role', ('no_reply_or_role', '', p.address, true, false, ${never}),
        ('free_mail', p.address_party, p.address, true, false, ${never})) AS head
    FROM (
      SELECT
        event_id, held_in, effective_at, automatic, is_own(from_address, from_organisation) AS from_own,
        (month, occurred_at, time_plausible, utc_offset_minutes, words, tone_milli, tone_error_milli, asks) AS said,
        person.1 AS role, person.2 AS address, person.3 AS organisation, person.4 AS kind, is_own(address, organisation) AS own,
        concat('email:', address) AS address_party, concat('domain:', organisation) AS organisation_party
      FROM ${messagesOfMonths}
      ARRAY JOIN ${people} AS person
    ) AS p
    ASOF LEFT JOIN {{directory_party}} AS a ON p.address_party = a.party AND p.effective_at >= a.valid_from
    ASOF LEFT JOIN {{directory_party}} AS o ON p.organisation_party = o.party AND p.effective_at >= o.valid_from
    LEFT JOIN (
      SELECT organisation, min(conversing_at) AS since FROM {{held_organisation:fresh}} GROUP BY organisation
    ) AS s ON s.organisation = p.organisation`;

/** Of each message all its heads, once as it is shown over each stretch of `until`. */
const messages = `
  SELECT
    *,
    -- A conversation that begins after the message changes what it is, from then on.
    if(automatic != 'none', [],
      arraySort(arrayDistinct(arrayFilter(t -> t > effective_at AND t < ${never}, arrayPushBack(all_heads, sender).6)))) AS turns,
    arrayPushFront(turns, ${sinceEver}) AS starts,
    arrayPushBack(turns, ${never}) AS ends
  FROM (
    SELECT
      g.event_id AS event_id, g.held_in AS held_in, any(g.effective_at) AS effective_at, any(g.automatic) AS automatic,
      any(g.said) AS said, any(g.from_own) AS from_own,
      anyIf(g.address, g.own AND g.role = 'from' AND g.kind != 'no_reply') AS our_writer,
      anyIf(g.head, g.role = 'from') AS sender,
      groupUniqArrayIf(g.head, NOT g.own) AS all_heads,
      arraySort(groupUniqArrayIf(g.address, g.own)) AS own_addresses,
      arraySort(groupUniqArrayIf(g.address, g.own AND g.role = 'to' AND g.kind != 'no_reply')) AS our_readers,
      arrayFilter(x -> NOT has(our_readers, x),
        arraySort(groupUniqArrayIf(g.address, g.own AND g.role IN ('cc', 'bcc') AND g.kind != 'no_reply'))) AS our_copied
    FROM (${heads}
    ) AS g
    -- By month too: until copies of one message are settled it may stand in several, and each month is made, and
    -- remembered, of its own facts alone.
    GROUP BY g.event_id, g.held_in
  )`;

/** The holders of each, as the view `message_holder` of 0003 had them. */
const holders = `
  SELECT
    *,
    multiIf(
      automatic != 'none', [(concat('automatic_', automatic), '', toUInt64(1000000), []::Array(String))],
      empty(keys), [('internal', '', toUInt64(1000000), []::Array(String))],
      arrayMap((k, share, a, i) -> (k.2, k.1, share + if(i <= rest, 1, 0), a), keys, floors, addresses, arrayEnumerate(keys))) AS all_holders
  FROM (
    SELECT *, 1000000 - arraySum(floors) AS rest
    FROM (
      SELECT
        * EXCEPT (all_heads, placed, first),
        if(empty(first), placed, first) AS heads,
        arraySort(arrayDistinct(heads.1)) AS keys,
        arrayMap(k -> intDiv(toUInt64(1000000) * arrayCount(h -> h.1 = k, heads), length(heads)), keys) AS floors,
        arrayMap(k -> arraySort(arrayFilter(x -> x != '', arrayMap(h -> if(h.1 = k AND h.3, h.2, ''), heads))), keys) AS addresses
      FROM (
        SELECT
          *,
          -- Party and state, address, whether counted.
          arrayMap(h -> (multiIf(
              h.1 != 'organisation', (h.2, h.1),
              h.6 <= known_from, (h.2, 'organisation'),
              h.5, ('', 'no_reply_or_role'),
              (h.2, 'one_way')), h.3, h.4), all_heads) AS placed,
          arrayFilter(h -> h.1.2 IN ('client', 'organisation', 'one_way'), placed) AS first,
          multiIf(sender.1 != 'organisation' OR sender.6 <= known_from OR NOT sender.5, sender.2, '') AS sender_party
        FROM (
          SELECT *, shown_from, shown_to, greatest(shown_from, effective_at) AS known_from
          FROM (${messages}
          )
          ARRAY JOIN starts AS shown_from, ends AS shown_to
        )
      )
    )
  )`;

/** Adds the messages of a stretch of months to the fresh `held_message`; after their organisations. */
export const addMessages = `
INSERT INTO {{held_message:fresh}}
WITH ${isOwn}, ${firmWeek},
  toTimeZone(said.2, firm_zone) AS our_time,
  toHour(our_time) * 60 + toMinute(our_time) AS our_minute,
  NOT has(firm_days, toDayOfWeek(our_time)) OR has(firm_holidays, toDate(our_time)) OR our_minute < firm_start OR our_minute >= firm_end AS after_our_hours,
  toDateTime64(said.2, 0, 'UTC') + toIntervalMinute(ifNull(said.4, 0)) AS their_time,
  toHour(their_time) < 8 OR toHour(their_time) >= 18 OR toDayOfWeek(their_time) >= 6 AS after_their_hours
SELECT
  held_in, holder.2 AS party, holder.1 AS state, effective_at, event_id,
  multiIf(party != '' AND sender_party = party, 'them', from_own, 'us', 'other') AS side,
  holder.3 AS share_micro, shown_from, shown_to,
  said.1, said.2, said.3, said.4, said.5, said.6, said.7, said.8,
  said.3 AND multiIf(side = 'us', after_our_hours, side = 'them' AND isNotNull(said.4), after_their_hours, false) AS after_hours,
  holder.4 AS their_addresses, own_addresses, our_writer, our_readers, our_copied
FROM (${holders}
)
ARRAY JOIN all_holders AS holder`;

/** Adds the days on which a party's own people wrote, as `client_rhythm` reads the directory: at the day's beginning. */
export const addActiveDays = `
INSERT INTO {{active_day:fresh}}
WITH ${isOwn}
SELECT held_in, holder, day
FROM (
  SELECT
    r.held_in AS held_in, r.day AS day,
    multiIf(
      a.client_id != '' AND r.at < a.valid_to, a.client_id,
      o.client_id != '' AND r.at < o.valid_to, o.client_id,
      r.organisation != '', concat('domain:', r.organisation),
      '') AS holder
  FROM (
    SELECT
      held_in, day, toDateTime64(day, 3, 'UTC') AS at, max(from_organisation) AS organisation,
      concat('email:', from_address) AS address_party, concat('domain:', organisation) AS organisation_party
    FROM ${messagesOfMonths}
    WHERE automatic = 'none' AND day >= '1990-01-01' AND NOT is_own(from_address, from_organisation)
    GROUP BY held_in, day, from_address
  ) AS r
  ASOF LEFT JOIN {{directory_party}} AS a ON r.address_party = a.party AND r.at >= a.valid_from
  ASOF LEFT JOIN {{directory_party}} AS o ON r.organisation_party = o.party AND r.at >= o.valid_from
)
WHERE holder != ''
GROUP BY held_in, holder, day`;

/**
 * What `held_month` says of the fresh tables: of the months made anew by parameters (months, hashes of their facts),
 * with a hash of what came of each; of the others what it said; as month 0 the threads.
 */
export const addMonths = (held: string): string => `
INSERT INTO {{held_month:fresh}}
SELECT m.1, {basis:UInt64}, toUInt64(m.2), c.content
FROM (SELECT arrayJoin(arrayZip({months:Array(UInt32)}, {hashes:Array(String)})) AS m) AS f
LEFT JOIN (
  SELECT held_in, sum(sipHash64(event_id, effective_at, state, party, share_micro, words, our_writer, our_readers, our_copied)) AS content
  FROM ${held}
  WHERE held_in IN {months:Array(UInt32)} AND shown_to = ${never}
  GROUP BY held_in
) AS c ON c.held_in = m.1
UNION ALL
SELECT month, basis, fingerprint, content FROM {{held_month}} WHERE month IN {kept:Array(UInt32)}
UNION ALL
SELECT 0, 0, {threads:UInt64}, 0`;
