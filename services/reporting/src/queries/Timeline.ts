import { AddressKind, Participant } from "@rapport/contracts/EmailMessage";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { flag, integer, signalColumns, untilParam } from "./columns.ts";

/**
 * Messages of one party before a place in the list (`effective_ms`, `event_id`), newest first: the rows of
 * `client_message`. The page is found first, and then what its messages say, so that a long list costs no more.
 */
export const timelineMessages = query({
  name: "timeline-messages",
  sql: `
    WITH page AS (
      SELECT event_id, side, month, occurred_at, effective_at
      FROM held_message
      WHERE party = {party:String} AND state IN ('client', 'organisation') AND effective_at < {until:DateTime64(3, 'UTC')}
        AND shown_from < {until:DateTime64(3, 'UTC')} AND shown_to >= {until:DateTime64(3, 'UTC')}
        AND (toUnixTimestamp64Milli(effective_at), toString(event_id)) < ({beforeMs:Int64}, {beforeId:String})
      ORDER BY effective_at DESC, event_id DESC
      LIMIT {limit:UInt32}
    )
    SELECT
      toString(p.event_id) AS event_id, m.type AS type, toString(p.side) AS side, m.message_id AS message_id,
      if(c.thread_size > 1, toString(c.thread_id), concat('message:', p.event_id)) AS thread,
      m.time_plausible AS time_plausible,
      m.from_address AS from_address, m.from_organisation AS from_organisation, m.from_kind AS from_kind,
      m.recipient_role AS recipient_role, m.recipient_address AS recipient_address,
      m.recipient_organisation AS recipient_organisation, m.recipient_kind AS recipient_kind,
      toUnixTimestamp64Milli(p.occurred_at) AS occurred_ms,
      toUnixTimestamp64Milli(p.effective_at) AS effective_ms,
      m.words AS words, m.questions AS questions, m.tone_milli AS tone_milli, m.tone_error_milli AS tone_error_milli,
      m.asks AS asks, m.complaint AS complaint, m.urgency AS urgency, m.scope_request AS scope_request,
      m.escalation AS escalation, m.thanks AS thanks
    FROM page AS p
    INNER JOIN (
      SELECT *
      FROM facts_interaction FINAL
      WHERE (day, event_id) IN (SELECT if(month = 0, toDate(0), toDate(occurred_at, 'UTC')), event_id FROM page)
    ) AS m ON m.event_id = p.event_id
    LEFT JOIN (
      SELECT * FROM conversation WHERE event_id IN (SELECT event_id FROM page)
    ) AS c ON c.event_id = p.event_id
    ORDER BY effective_ms DESC, event_id DESC`,
  params: z.object({
    ...untilParam,
    party: z.string(),
    beforeMs: z.number().int(),
    beforeId: z.string(),
    limit: z.number().int(),
  }),
  row: z.object({
    event_id: z.string(),
    type: z.string(),
    side: z.enum(["them", "us", "other"]),
    message_id: z.string(),
    thread: z.string(),
    from_address: z.string(),
    from_organisation: z.string(),
    from_kind: z.union([AddressKind, z.literal("")]),
    recipient_role: z.array(Participant.shape.role),
    recipient_address: z.array(z.string()),
    recipient_organisation: z.array(z.string()),
    recipient_kind: z.array(AddressKind),
    time_plausible: flag,
    occurred_ms: integer,
    effective_ms: integer,
    ...signalColumns,
  }),
});
export type TimelineRow = z.infer<typeof timelineMessages.row>;

/** Where events were seen: one row per event and place in a source. Copies of a record say the same, so none is merged. */
export const sightings = query({
  name: "sightings",
  sql: `
    SELECT DISTINCT toString(event_id) AS event_id, connector, account, file, position
    FROM log_record
    WHERE event_id IN (SELECT arrayJoin({ids:Array(String)}))
    ORDER BY event_id, connector, account, file, position`,
  params: z.object({ ids: z.array(z.string()) }),
  row: z.object({
    event_id: z.string(),
    connector: z.string(),
    account: z.string(),
    file: z.string(),
    position: z.string(),
  }),
});
export type SightingRow = z.infer<typeof sightings.row>;
