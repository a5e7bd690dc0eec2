import { type EvidenceMetric, evidenceMetrics } from "@rapport/contracts/http/economics/Evidence";
import { type Query, query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { flag, integer } from "../queries/columns.ts";
import { metricSums } from "./evidenceMetrics.ts";

const holder = {
  state: z.string(),
  party: z.string(),
  from: z.iso.date(),
  last: z.iso.date(),
};

/** What events add on each day; persons of ours and their bands are summed up. */
const items = (metric: EvidenceMetric): string => {
  const { amount, where } = metricSums[metric];
  return `
      SELECT c.day AS day, toString(c.event_id) AS event, c.category::String AS category, c.measured AS measured,
        c.currency::String AS own_currency, sum(${amount}) AS amount, sum(c.own_minor) AS own_minor
      FROM contribution_current AS c
      WHERE c.state = {state:String} AND c.party = {party:String}
        AND c.day BETWEEN {from:Date32} AND {last:Date32} AND ${where}
      GROUP BY day, event, category, measured, own_currency
      HAVING amount != 0`;
};

const byMetric = <P extends Record<string, unknown>, Row>(
  make: (metric: EvidenceMetric) => Query<P, Row>,
): Readonly<Record<EvidenceMetric, Query<P, Row>>> =>
  Object.fromEntries(evidenceMetrics.map((metric) => [metric, make(metric)])) as Record<
    EvidenceMetric,
    Query<P, Row>
  >;

/** How many there are of each kind, and what they add to, the largest first; no row where there is nothing. */
export const evidenceSums = byMetric((metric) =>
  query({
    name: `evidence-sums-${metric}`,
    sql: `
    SELECT i.category AS category, i.measured AS measured, count() AS items, sum(i.amount) AS amount
    FROM (${items(metric)}) AS i
    GROUP BY i.category, i.measured
    ORDER BY abs(sum(i.amount)) DESC, category, measured`,
    params: z.object(holder),
    row: z.object({ category: z.string(), measured: flag, items: integer, amount: integer }),
  }),
);

/** A page of them, by day, event, category and the rest, after a place in that order. */
export const evidenceItems = byMetric((metric) =>
  query({
    name: `evidence-${metric}`,
    sql: `
    SELECT toString(day) AS day_text, event, category, measured, own_currency, amount, own_minor
    FROM (${items(metric)})
    WHERE (day, event, category, toUInt8(measured), own_currency)
      > (toDate32({afterDay:String}), {afterEvent:String}, {afterCategory:String}, {afterMeasured:UInt8}, {afterCurrency:String})
    ORDER BY day, event, category, measured, own_currency
    LIMIT {limit:UInt32}`,
    params: z.object({
      ...holder,
      afterDay: z.iso.date(),
      afterEvent: z.string(),
      afterCategory: z.string(),
      afterMeasured: z.number().int(),
      afterCurrency: z.string(),
      limit: z.number().int(),
    }),
    row: z.object({
      day_text: z.iso.date(),
      event: z.string(),
      category: z.string(),
      measured: flag,
      own_currency: z.string(),
      amount: integer,
      own_minor: integer,
    }),
  }),
);
const itemRow = evidenceItems.contribution.row;
export type EvidenceRow = z.infer<typeof itemRow>;

/**
 * What the events are: one row of the facts each. Messages are asked for by the days around their contributions, which
 * is how they are sorted; those without a believable time stand on 1970-01-01.
 */
export const evidenceEvents = query({
  name: "evidence-events",
  sql: `
    SELECT toString(event_id) AS event, any(of_type) AS type, any(at_ms) AS occurred_ms,
      any(of_message) AS message_id, any(of_ticket) AS ticket, any(of_number) AS number, any(of_document) AS document
    FROM (
      SELECT event_id, type::String AS of_type, toUnixTimestamp64Milli(occurred_at) AS at_ms,
        message_id AS of_message, '' AS of_ticket, '' AS of_number, '' AS of_document
      FROM facts_interaction
      WHERE (day BETWEEN addDays(toDate({firstDay:String}), -2) AND addDays(toDate({lastDay:String}), 2) OR day = '1970-01-01')
        AND event_id IN (SELECT arrayJoin({ids:Array(String)}))
      UNION ALL
      SELECT event_id, type::String, toUnixTimestamp64Milli(occurred_at), '', ticket, '', document
      FROM facts_ticket WHERE event_id IN (SELECT arrayJoin({ids:Array(String)}))
      UNION ALL
      SELECT event_id, type::String, toUnixTimestamp64Milli(start_at), '', '', '', document
      FROM facts_meeting WHERE event_id IN (SELECT arrayJoin({ids:Array(String)}))
      UNION ALL
      SELECT event_id, type::String, toUnixTimestamp64Milli(occurred_at), '', '', if(number = '', invoice_number, number), document
      FROM facts_money WHERE event_id IN (SELECT arrayJoin({ids:Array(String)}))
      UNION ALL
      SELECT event_id, 'time.logged', toUnixTimestamp64Milli(occurred_at), '', ticket, '', document
      FROM facts_time WHERE event_id IN (SELECT arrayJoin({ids:Array(String)}))
    )
    GROUP BY event_id`,
  params: z.object({ ids: z.array(z.string()), firstDay: z.iso.date(), lastDay: z.iso.date() }),
  row: z.object({
    event: z.string(),
    type: z.string(),
    occurred_ms: integer,
    message_id: z.string(),
    ticket: z.string(),
    number: z.string(),
    document: z.string(),
  }),
});
export type EvidenceEventRow = z.infer<typeof evidenceEvents.row>;
