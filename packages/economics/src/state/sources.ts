import { Effect } from "effect";
import { z } from "zod";
import { topics } from "@rapport/contracts/Topics";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { mailSource } from "../facts/readMails.ts";
import { meetingSource } from "../facts/readMeetings.ts";
import { ticketSource } from "../facts/readTickets.ts";
import { timeSource } from "../facts/readTimes.ts";
import { momentOf } from "../facts/moments.ts";
import { wholeSpan } from "../facts/Source.ts";
import { monthOfNumber } from "../editions/tables.ts";
import type { Positions, SourceName } from "./BooksState.ts";

const sources = { mail: mailSource, meeting: meetingSource, ticket: ticketSource, time: timeSource };

const anyOf = (table: string) =>
  query({
    name: `any-${table}`,
    sql: `SELECT 1 AS row FROM ${table} LIMIT 1`,
    params: z.object({}),
    row: z.object({ row: z.number() }),
  });
/** Whether there is anything at all: planning what a large view says of nothing takes a while. */
const any = {
  mail: anyOf("held_message"),
  meeting: anyOf("facts_meeting"),
  ticket: anyOf("facts_ticket"),
  time: anyOf("facts_time"),
};
export const sourceNames: ReadonlyArray<SourceName> = ["mail", "meeting", "ticket", "time"];

/** The fingerprint of each month of a source, as its facts are now; `at`: the moment by which meetings were held. */
export const fingerprintsOf = (
  name: SourceName,
  at: number,
): Effect.Effect<Readonly<Record<string, string>>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    if ((yield* reader.query(any[name], {})).length === 0) return {};
    const rows = yield* reader.query(sources[name].fingerprints, wholeSpan(momentOf(at)));
    return Object.fromEntries(rows.map(({ month, fingerprint }) => [monthOfNumber(month), fingerprint]));
  });

const signQuery = query({
  name: "who-is-who",
  sql: `
SELECT arrayStringConcat(arraySort(groupArray(h)), ' ') AS sign FROM (
  SELECT concat('p', toString(count()), '.', toString(sum(sipHash64(party, client_id, valid_from, valid_to)))) AS h FROM directory_party
  UNION ALL
  SELECT concat('f', toString(count()), '.', toString(sum(sipHash64(own_domains, own_addresses)))) FROM directory_firm
  UNION ALL
  SELECT concat('m', toString(count()), '.', toString(sum(sipHash64(party, member_id)))) FROM directory_member_party
)`,
  params: z.object({}),
  row: z.object({ sign: z.string() }),
});

/** Changes when the directory says something else about who a fact belongs to. */
export const whoIsWho: Effect.Effect<string, WarehouseError, WarehouseReader> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const [row] = yield* reader.query(signQuery, {});
  return row?.sign ?? "";
});

const movedQuery = (ranges: ReadonlyArray<Range>) =>
  query({
    name: "moved-sources",
    sql: `SELECT DISTINCT type FROM log_record WHERE ${
      ranges.length === 0
        ? "false"
        : ranges
            .map(
              (_, i) =>
                `(topic = {topic${i}:String} AND _p = {p${i}:UInt16} AND _off >= {lo${i}:UInt64} AND _off < {hi${i}:UInt64})`,
            )
            .join(" OR ")
    }`,
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    row: z.object({ type: z.string() }),
  });

interface Range {
  readonly topic: string;
  readonly partition: number;
  readonly lo: number;
  readonly hi: number;
}

const rangesOf = (from: Positions, to: Positions): ReadonlyArray<Range> =>
  [topics.interactions.name, topics.ledger.name].flatMap((topic) =>
    (to[topic] ?? []).flatMap((hi, partition) => {
      const lo = from[topic]?.[partition] ?? 0;
      // A log that is shorter than before is another one.
      return hi === lo ? [] : [{ topic, partition, lo: hi < lo ? 0 : lo, hi }];
    }),
  );

const sourceOfType = (type: string): SourceName | "books" | null => {
  if (type.startsWith("email.")) return "mail";
  if (type.startsWith("meeting.")) return "meeting";
  if (type.startsWith("ticket.")) return "ticket";
  if (type === "time.logged") return "time";
  return type.startsWith("dead_letter.") ? null : "books";
};

/** Of which sources the log says something new between two positions. `books`: invoices, rates and the like. */
export const movedSources = (
  from: Positions,
  to: Positions,
): Effect.Effect<ReadonlySet<SourceName | "books">, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const ranges = rangesOf(from, to);
    if (ranges.length === 0) return new Set();
    const reader = yield* WarehouseReader;
    const params = Object.fromEntries(
      ranges.flatMap(({ topic, partition, lo, hi }, i) => [
        [`topic${i}`, topic],
        [`p${i}`, partition],
        [`lo${i}`, lo],
        [`hi${i}`, hi],
      ]),
    );
    const rows = yield* reader.query(movedQuery(ranges), params);
    return new Set(rows.flatMap(({ type }) => sourceOfType(type) ?? []));
  });

const endedQuery = query({
  name: "meetings-ended",
  sql: `
SELECT count() AS meetings FROM facts_meeting
WHERE end_at > {from:DateTime64(3, 'UTC')} AND end_at <= {to:DateTime64(3, 'UTC')}`,
  params: z.object({ from: z.string(), to: z.string() }),
  row: z.object({ meetings: z.coerce.number() }),
});

/** Whether a meeting may have ended between two moments (UTC ms). */
export const meetingsEnded = (
  from: number,
  to: number,
): Effect.Effect<boolean, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    if (from >= to) return false;
    const reader = yield* WarehouseReader;
    const [row] = yield* reader.query(endedQuery, { from: momentOf(from), to: momentOf(to) });
    return (row?.meetings ?? 0) > 0;
  });
