import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";

/** What the log has of events, whatever their kind; one row each. */
export const recordedEvents = query({
  name: "client-recorded-events",
  sql: `
    SELECT toString(event_id) AS event_id, any(type) AS type, toUnixTimestamp64Milli(min(recorded_at)) AS recorded_ms
    FROM log_record
    WHERE event_id IN (SELECT arrayJoin({ids:Array(String)}))
    GROUP BY event_id`,
  params: z.object({ ids: z.array(z.string()) }),
  row: z.object({ event_id: z.string(), type: z.string(), recorded_ms: integer }),
});

/** When events were and what their sources call them; no row for what only people said, or without a believable time. */
export const namedEvents = query({
  name: "client-named-events",
  sql: `
    SELECT toString(event_id) AS event_id, any(at_ms) AS at_ms, any(named) AS text
    FROM (
      SELECT event_id, toUnixTimestamp64Milli(occurred_at) AS at_ms, message_id AS named
      FROM facts_interaction
      WHERE event_id IN (SELECT arrayJoin({ids:Array(String)})) AND month > 0
      UNION ALL
      SELECT event_id, toUnixTimestamp64Milli(occurred_at), ticket
      FROM facts_ticket WHERE event_id IN (SELECT arrayJoin({ids:Array(String)})) AND month > 0
      UNION ALL
      SELECT event_id, toUnixTimestamp64Milli(start_at), document
      FROM facts_meeting WHERE event_id IN (SELECT arrayJoin({ids:Array(String)}))
      UNION ALL
      SELECT event_id, toUnixTimestamp64Milli(occurred_at), multiIf(number != '', number, invoice_number != '', invoice_number, document)
      FROM facts_money WHERE event_id IN (SELECT arrayJoin({ids:Array(String)}))
      UNION ALL
      SELECT event_id, toUnixTimestamp64Milli(occurred_at), document
      FROM facts_time WHERE event_id IN (SELECT arrayJoin({ids:Array(String)}))
      UNION ALL
      SELECT event_id, toUnixTimestamp64Milli(occurred_at), contract
      FROM facts_contract WHERE event_id IN (SELECT arrayJoin({ids:Array(String)}))
    )
    GROUP BY event_id`,
  params: z.object({ ids: z.array(z.string()) }),
  row: z.object({ event_id: z.string(), at_ms: integer, text: z.string() }),
});
