import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer, untilParam } from "../queries/columns.ts";

const row = z.object({
  about: z.string(),
  awaiting: z.enum(["us", "them"]),
  since_ms: integer,
  status: z.string(),
  theirs: z.array(z.string()),
  ours: z.array(z.string()),
  event_ids: z.array(z.string()),
});
export type OpenThreadRow = z.infer<typeof row>;

/** Questions of 60 days that the other side has not answered, by thread; both sides may wait in one. */
export const openMail = query({
  name: "client-open-mail",
  sql: `
    WITH page AS (
      SELECT event_id, effective_at, side, asks, their_addresses, own_addresses
      FROM held_message
      WHERE party = {party:String} AND state IN ('client', 'organisation') AND time_plausible
        AND effective_at < {until:DateTime64(3, 'UTC')}
        AND effective_at >= toDateTime64(toDate32({until:DateTime64(3, 'UTC')}) - 60, 3, 'UTC')
        AND shown_from < {until:DateTime64(3, 'UTC')} AND shown_to >= {until:DateTime64(3, 'UTC')}
    )
    SELECT about, side.1 AS awaiting, toUnixTimestamp64Milli(arrayMin(w -> w.1, side.2)) AS since_ms, '' AS status,
      theirs, ours, arrayMap(w -> w.2, arraySlice(arraySort(side.2), 1, 20)) AS event_ids
    FROM (
      SELECT
        if(c.thread_size > 1, toString(c.thread_id), concat('message:', toString(p.event_id))) AS about,
        maxIf(p.effective_at, p.side = 'us') AS our_last, maxIf(p.effective_at, p.side = 'them') AS their_last,
        arraySlice(arraySort(groupUniqArrayArray(p.their_addresses)), 1, 5) AS theirs,
        arraySlice(arraySort(groupUniqArrayArray(p.own_addresses)), 1, 5) AS ours,
        [
          ('us', arrayFilter(w -> w.1 > our_last, groupArrayIf((p.effective_at, toString(p.event_id)), p.side = 'them' AND p.asks))),
          ('them', arrayFilter(w -> w.1 > their_last, groupArrayIf((p.effective_at, toString(p.event_id)), p.side = 'us' AND p.asks)))
        ] AS sides
      FROM page AS p
      LEFT JOIN (SELECT * FROM conversation WHERE event_id IN (SELECT event_id FROM page)) AS c ON c.event_id = p.event_id
      GROUP BY about
    )
    ARRAY JOIN sides AS side
    WHERE notEmpty(side.2)
    ORDER BY since_ms, about, awaiting`,
  params: z.object({ ...untilParam, party: z.string() }),
  row,
});

/** Tickets that are neither solved nor closed: they wait for whoever did not write last in them. */
export const openTickets = query({
  name: "client-open-tickets",
  sql: `
    SELECT about, if(our_word.1 > their_word.1, 'them', 'us') AS awaiting,
      toUnixTimestamp64Milli(if(our_word.1 > their_word.1, our_word, their_word).1) AS since_ms, status,
      []::Array(String) AS theirs, []::Array(String) AS ours, [if(our_word.1 > their_word.1, our_word, their_word).2] AS event_ids
    FROM (
      SELECT
        e.ticket AS about, argMin((e.state, e.party), (e.ms, e.rank)) AS whose,
        argMaxIf(toString(e.status), (e.ms, e.rank), e.status != '') AS status,
        maxIf((e.effective_at, toString(e.event_id)), e.type IN ('ticket.opened', 'ticket.replied') AND e.actor_side != 'us') AS their_word,
        maxIf((e.effective_at, toString(e.event_id)), e.type IN ('ticket.opened', 'ticket.replied') AND e.actor_side = 'us') AS our_word
      FROM ticket_event(until = {until:DateTime64(3, 'UTC')}) AS e
      WHERE e.type != 'ticket.replied' OR e.public
      GROUP BY e.ticket
    )
    WHERE whose.2 = {party:String} AND status NOT IN ('solved', 'closed')
    ORDER BY since_ms, about`,
  params: z.object({ ...untilParam, party: z.string() }),
  row,
});
