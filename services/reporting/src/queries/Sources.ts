import { Automatic, TimeSource } from "@rapport/contracts/EmailMessage";
import { topics } from "@rapport/contracts/Topics";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "./columns.ts";

/** Files, messages read and open dead letters per source; a place that was read twice counts once. */
export const sourceTotals = query({
  name: "source-totals",
  sql: `
    SELECT connector, account,
      uniqExact(file) AS files,
      uniqExactIf((file, position), readable) AS messages,
      countIf(unreadable) AS unreadable
    FROM (
      SELECT connector, account, file, position, true AS readable, false AS unreadable
      FROM log_record FINAL
      WHERE topic = {topic:String} AND type LIKE 'email.%'
      UNION ALL
      SELECT connector, account, file, position, false AS readable, NOT resolved AS unreadable
      FROM dead_letter FINAL
      WHERE stage = 'ingest' AND connector = 'email'
    )
    GROUP BY connector, account
    ORDER BY connector, account`,
  params: z.object({ topic: z.literal(topics.interactions.name) }),
  row: z.object({
    connector: z.string(),
    account: z.string(),
    files: integer,
    messages: integer,
    unreadable: integer,
  }),
});

const factColumns = `
  message_id, lower(from_address) AS from_address, in_reply_to, references,
  toUnixTimestamp64Milli(occurred_at) AS occurred_ms, time_source, utc_offset_minutes, automatic`;
const factRow = z.object({
  message_id: z.string(),
  from_address: z.string(),
  in_reply_to: z.string(),
  references: z.array(z.string()),
  occurred_ms: integer,
  time_source: TimeSource,
  utc_offset_minutes: integer.nullable(),
  automatic: Automatic,
});
export type SourceFactRow = z.infer<typeof factRow>;

/** Every unique message, as the source figures need it. */
export const allFacts = query({
  name: "source-facts",
  sql: `SELECT ${factColumns} FROM facts_interaction FINAL WHERE channel = 'email'`,
  params: z.object({}),
  row: factRow,
});

/** The unique messages seen in one source. */
export const factsOfSource = query({
  name: "source-facts-of-one",
  sql: `
    SELECT ${factColumns}
    FROM facts_interaction FINAL
    WHERE channel = 'email' AND event_id IN (
      SELECT event_id FROM log_record WHERE connector = {connector:String} AND account = {account:String})`,
  params: z.object({ connector: z.string(), account: z.string() }),
  row: factRow,
});
