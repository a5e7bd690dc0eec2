import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer, untilParam } from "../queries/columns.ts";

/** Whether an address counts by the link of a party: its own, or its organisation's where it has none. */
const counts = `(a) -> {party:String} = concat('email:', a)
      OR (startsWith({party:String}, 'domain:') AND NOT has({emails:Array(String)}, a)
        AND (endsWith(a, concat('@', substring({party:String}, 8))) OR endsWith(a, concat('.', substring({party:String}, 8)))))`;

/**
 * What counts for a client by the link of one party, in the measures of the view `coverage_of`. Of messages and meetings
 * the client's share is divided by its own addresses, each as much as the other.
 */
export const linkedParty = query({
  name: "linked-party",
  sql: `
    WITH ${counts} AS counts
    SELECT measure, currency, sum(amount) AS amount, sum(facts) AS facts
    FROM (
      SELECT 'messages' AS measure, '' AS currency, intDiv(toInt64(share_micro) * by, of) AS amount, toUInt64(1) AS facts
      FROM (
        SELECT share_micro, toInt64(arrayCount(counts, their_addresses)) AS by, length(their_addresses) AS of
        FROM message_holder(until = {until:DateTime64(3, 'UTC')})
        WHERE party = {client:String} AND state = 'client'
      )
      WHERE by > 0
      UNION ALL
      SELECT 'tickets', '', toInt64(1), toUInt64(1)
      FROM ticket(until = {until:DateTime64(3, 'UTC')})
      WHERE party = {client:String} AND state = 'client' AND via = {party:String}
      UNION ALL
      SELECT line.1, '', line.2, toUInt64(1)
      FROM (
        SELECT [('meetings', share), ('meeting_minutes', share * our_heads * minutes)] AS lines
        FROM (
          SELECT
            our_heads, minutes, toInt64(arrayCount(counts, addresses)) AS by,
            if(empty(addresses), toInt64(share_micro), intDiv(toInt64(share_micro) * by, length(addresses))) AS share
          FROM meeting_holder(at = {at:DateTime64(3, 'UTC')})
          WHERE party = {client:String} AND state = 'client' AND outcome = 'held'
            AND effective_at < {until:DateTime64(3, 'UTC')}
            AND (by > 0 OR (empty(addresses) AND has(parties, {party:String})))
        )
      )
      ARRAY JOIN lines AS line
      UNION ALL
      SELECT 'logged_seconds', '', toInt64(duration_seconds), toUInt64(1)
      FROM time_entry
      WHERE party = {client:String} AND state = 'client' AND via = {party:String} AND status = 'posted'
        AND effective_at < {until:DateTime64(3, 'UTC')}
      UNION ALL
      SELECT
        transform(toString(kind), ['invoice', 'credit_note', 'payment', 'expense'],
          ['invoiced_net', 'credited_net', 'paid', 'expenses'], 'overhead'),
        toString(currency), toInt64(amount_minor), toUInt64(1)
      FROM money
      WHERE party = {client:String} AND state = 'client' AND via = {party:String} AND status = 'posted'
        AND effective_at < {until:DateTime64(3, 'UTC')}
    )
    GROUP BY measure, currency`,
  params: z.object({
    ...untilParam,
    at: z.string(),
    client: z.string(),
    party: z.string(),
    emails: z.array(z.string()),
  }),
  row: z.object({ measure: z.string(), currency: z.string(), amount: integer, facts: integer }),
});
