import type { FeatureGroup } from "@rapport/domain/risk/features/FeatureDefinition";
import { type Query, query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";

const params = z.object({
  parties: z.array(z.string()),
  /** Days, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** The moment after the last of them. */
  until: z.string(),
  /** Of each client, at most so many. */
  most: z.number().int(),
});
export type EvidenceParams = z.infer<typeof params>;
const row = z.object({
  party: z.string(),
  event_id: z.string(),
  type: z.string(),
  at_ms: integer,
  /** What it is there for, in the group's own terms: a number, or what names it in its source. */
  said: z.string(),
});
export type EvidenceOfRow = z.infer<typeof row>;

/** `source` gives party, event_id, type, at (a moment), said, and `weight`: what counts most first. */
const evidence = (group: string, source: string): Query<EvidenceParams, EvidenceOfRow> =>
  query({
    name: `risk-evidence-${group}`,
    sql: `
    SELECT party, toString(event_id) AS event_id, type, toUnixTimestamp64Milli(at) AS at_ms, said
    FROM (${source})
    ORDER BY party, weight DESC, at_ms DESC, event_id
    LIMIT {most:UInt32} BY party`,
    params,
    row,
  });

const ofClients = "party IN {parties:Array(String)}";
const inDays = (moment: string) =>
  `${moment} >= toDateTime64({from:Date32}, 3, 'UTC') AND ${moment} < {until:DateTime64(3, 'UTC')}`;
const shown = "shown_from < {until:DateTime64(3, 'UTC')} AND shown_to >= {until:DateTime64(3, 'UTC')}";
const theirs = `
      SELECT party, event_id, 'email.received' AS type, effective_at AS at, $said AS said, $weight AS weight
      FROM held_message
      WHERE ${ofClients} AND side = 'them' AND time_plausible AND effective_at < {until:DateTime64(3, 'UTC')} AND ${shown}`;
const theirMessages = (said: string, weight: string, where = ""): string =>
  theirs.replace("$said", said).replace("$weight", weight) + where;

const contracts = `
      SELECT party, event_id, type::String AS type, occurred_at AS at,
        multiIf(isNotNull(ends_on), concat('ends ', toString(ends_on)), isNotNull(renews_on), concat('renews ', toString(renews_on)), 'open') AS said,
        toInt64(starts_on) AS weight
      FROM contract
      WHERE ${ofClients} AND state = 'client' AND status = 'posted' AND starts_on <= {to:Date32}`;

/**
 * The events behind the reasons of a group, by the days its features look at: of each client those that count most. Their
 * last messages stand for silence, and for people what each of theirs wrote last, whoever has been silent longest first.
 */
export const evidenceOfReasons: Readonly<Record<FeatureGroup, Query<EvidenceParams, EvidenceOfRow>>> = {
  contract: evidence("contract", contracts),
  silence: evidence("silence", theirMessages("''", "toUnixTimestamp64Milli(effective_at)")),
  people: evidence(
    "people",
    `
      SELECT * FROM (${theirMessages("arrayStringConcat(their_addresses, ', ')", "-toUnixTimestamp64Milli(effective_at)", " AND effective_at >= toDateTime64({from:Date32}, 3, 'UTC')")})
      ORDER BY party, said, at DESC, event_id
      LIMIT 1 BY party, said`,
  ),
  money: evidence(
    "money",
    `
      SELECT party, event_id, type::String AS type, occurred_at AS at,
        concat(if(number = '', invoice_number, number), if(disputed, ' disputed', '')) AS said,
        4 * toInt64(disputed) + 2 * toInt64(kind = 'credit_note') + toInt64(kind = 'invoice') AS weight
      FROM money
      WHERE ${ofClients} AND state = 'client' AND status = 'posted' AND kind IN ('invoice', 'credit_note', 'payment') AND ${inDays("effective_at")}`,
  ),
  tickets: evidence(
    "tickets",
    `
      SELECT party, event_id, type::String AS type, effective_at AS at, ticket AS said,
        indexOf(['ticket.opened', 'ticket.assigned', 'ticket.reopened', 'ticket.escalated'], type::String) AS weight
      FROM ticket_event(until = {until:DateTime64(3, 'UTC')})
      WHERE ${ofClients} AND state = 'client' AND type IN ('ticket.opened', 'ticket.assigned', 'ticket.reopened', 'ticket.escalated')
        AND ${inDays("effective_at")}`,
  ),
  meetings: evidence(
    "meetings",
    `
      SELECT party, event_id, concat('meeting.', outcome) AS type, start_at AS at, if(moved, 'moved', outcome) AS said,
        2 * toInt64(outcome = 'cancelled') + toInt64(moved) + toInt64(no_show) AS weight
      FROM meeting_holder(at = {until:DateTime64(3, 'UTC')})
      WHERE ${ofClients} AND state = 'client' AND outcome != 'withdrawn' AND ${inDays("effective_at")}`,
  ),
  answers: evidence(
    "answers",
    `
      SELECT party, asked_event_id AS event_id, 'email.received' AS type, fromUnixTimestamp64Milli(asked_ms, 'UTC') AS at,
        toString(intDiv(working_ms, 60000)) AS said, working_ms AS weight
      FROM held_reply
      WHERE ${ofClients} AND responder = 'us' AND shown_from < {until:DateTime64(3, 'UTC')}
        AND answered_ms < toUnixTimestamp64Milli({until:DateTime64(3, 'UTC')}) AND answered_ms >= toUnixTimestamp64Milli(toDateTime64({from:Date32}, 3, 'UTC'))`,
  ),
  tone: evidence(
    "tone",
    theirMessages(
      "toString(tone_milli)",
      "-toInt64(ifNull(tone_milli, 0))",
      " AND isNotNull(tone_milli) AND effective_at >= toDateTime64({from:Date32}, 3, 'UTC')",
    ),
  ),
  tenure: evidence("tenure", theirMessages("''", "-toUnixTimestamp64Milli(effective_at)")),
};
