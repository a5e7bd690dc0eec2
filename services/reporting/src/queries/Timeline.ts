import { AddressKind, Participant } from "@rapport/contracts/EmailMessage";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { flag, integer, signalColumns, untilParam } from "./columns.ts";

/** Messages of one party before a place in the list (`effective_ms`, `event_id`), newest first. */
export const timelineMessages = query({
  name: "timeline-messages",
  sql: `
    SELECT event_id, type, side, message_id, thread, time_plausible,
      from_address, from_organisation, from_kind,
      recipient_role, recipient_address, recipient_organisation, recipient_kind,
      toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
      toUnixTimestamp64Milli(effective_at) AS effective_ms,
      words, questions, tone_milli, tone_error_milli, asks, complaint, urgency, scope_request, escalation, thanks
    FROM client_message(until = {until:DateTime64(3, 'UTC')})
    WHERE party = {party:String}
      AND (toUnixTimestamp64Milli(effective_at), toString(event_id)) < ({beforeMs:Int64}, {beforeId:String})
    ORDER BY effective_at DESC, event_id DESC
    LIMIT {limit:UInt32}`,
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

/** Where events were seen: one row per event and place in a source. */
export const sightings = query({
  name: "sightings",
  sql: `
    SELECT DISTINCT toString(event_id) AS event_id, connector, account, file, position
    FROM log_record FINAL
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
