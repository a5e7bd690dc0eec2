import { conversing, type HeldSource } from "./conversing.ts";

const none = "toDateTime64(0, 3, 'UTC')";

/** Adds each message's place in its thread. In a thread: by time, and of one moment by id. */
export const addThreadedMessages = (held: HeldSource): string => `
INSERT INTO {{threaded_message:fresh}}
SELECT
  toDate32(m.3), party, m.4, m.3, m.5, m.6, m.7, m.8, m.2 = first, m.2 = first_by_subject,
  if(m.7, if(m.6 = 'us', they_next, we_next), ${none})
FROM (
  SELECT
    party,
    arraySort(messages) AS in_order,
    arraySort(m -> (m.3, m.2), messages)[1].2 AS first,
    arraySort(m -> (m.3, m.2), arrayFilter(m -> m.9, messages))[1].2 AS first_by_subject,
    arrayReverseFill(t -> t != ${none}, arrayMap(m -> if(m.7 AND m.6 = 'us', m.1, ${none}), in_order)) AS we,
    arrayReverseFill(t -> t != ${none}, arrayMap(m -> if(m.7 AND m.6 = 'them', m.1, ${none}), in_order)) AS they
  FROM (
    SELECT
      party,
      groupArray((occurred_at, event_id, effective_at, state, shown_from, side, time_plausible, asks, by_subject)) AS messages
    FROM (
      SELECT
        m.* EXCEPT (event_id), m.event_id AS event_id,
        c.thread_size > 1 AND c.linked_by = 'subject' AS by_subject,
        if(c.thread_size > 1, toUInt128(c.thread_id), reinterpretAsUInt128(unhex(m.event_id))) AS thread
      -- A subquery, so that one node of a cluster joins: each would add the messages that it finds no thread for.
      FROM (SELECT event_id, thread_id, thread_size, linked_by FROM {{conversation}}) AS c
      RIGHT JOIN ${conversing(held)} AS m ON c.event_id = m.event_id
    )
    GROUP BY party, thread
  )
)
ARRAY JOIN in_order AS m, we AS we_next, they AS they_next`;

/** Adds the people of both sides, with the first time they met. */
export const addPersons = (held: HeldSource): string => `
INSERT INTO {{held_person:fresh}}
SELECT party, person.1, person.2, min(effective_at), any(shown_from)
FROM ${conversing(held)}
ARRAY JOIN arrayConcat(
  arrayMap(a -> (false, a), their_addresses),
  arrayMap(a -> (true, a), own_addresses)) AS person
GROUP BY party, person`;
