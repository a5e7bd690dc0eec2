import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";
import { heldIn } from "./fragments.ts";
import type { MessageTableSet } from "./MessageTables.ts";

/** Raised whenever something else is made of the same facts and directory, so that all of it is made anew. */
const derivation = 1;

const kinds = ["basis", "threads", "facts", "held"] as const;

/**
 * Hashes of who is who, of threads and answers, of the messages of each month, and of what the tables were made of: of
 * each month, and, as month 0, of the threads.
 */
const hashesQuery = (tables: MessageTableSet) =>
  query({
    name: "message-months",
    sql: tables.render(`
SELECT 'basis' AS kind, 0 AS month, 0 AS messages, '' AS facts, toString(cityHash64(${derivation},
  (SELECT sum(sipHash64(party, client_id, valid_from, valid_to)) FROM {{directory_party}}),
  (SELECT sum(sipHash64(own_domains, own_addresses, time_zone, working_days, work_start_minute, work_end_minute, holidays)) FROM {{directory_firm}}))) AS basis
UNION ALL
SELECT 'threads', 0, 0, toString(cityHash64(
  (SELECT (count(), sum(sipHash64(event_id, thread_id, thread_size, linked_by))) FROM {{conversation}}),
  (SELECT (count(), sum(sipHash64(event_id, parent_event_id))) FROM {{reply_edge}}))), ''
UNION ALL
SELECT 'facts', ${heldIn} AS held_in, count(), toString(sum(cityHash64(event_id, _ver, recorded_at))), ''
FROM {{facts_interaction}} FINAL
WHERE channel = 'email'
GROUP BY held_in
UNION ALL
SELECT 'held', month, 0, toString(fingerprint), toString(basis) FROM {{held_month}}
SETTINGS do_not_merge_across_partitions_select_final = 1`),
    params: z.object({}),
    row: z.object({
      kind: z.enum(kinds),
      month: z.coerce.number(),
      messages: z.coerce.number(),
      facts: z.string(),
      basis: z.string(),
    }),
  });

/** A month (202610) with its number of messages and their hash. */
export interface MessageMonth {
  readonly month: number;
  readonly messages: number;
  readonly facts: string;
}

/** What of the messages is to be made anew. */
export interface MessageMonths {
  readonly basis: string;
  readonly threads: string;
  /** True when threads or answers are not what the tables were made of. */
  readonly threadsMoved: boolean;
  /** Every month that holds messages, in order. */
  readonly all: ReadonlyArray<MessageMonth>;
  /** Those whose messages, or who is who, are not what the tables were made of. */
  readonly touched: ReadonlySet<number>;
  /** Months that the tables hold and that have no messages any more. */
  readonly gone: ReadonlySet<number>;
}

/** Compares the facts and the directory with what the tables were made of. */
export const findMessageMonths = (
  tables: MessageTableSet,
): Effect.Effect<MessageMonths, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const rows = yield* reader.query(hashesQuery(tables), {});
    const basis = rows.find((row) => row.kind === "basis")?.basis ?? "";
    const threads = rows.find((row) => row.kind === "threads")?.facts ?? "";
    const held = new Map(rows.filter((row) => row.kind === "held").map((row) => [row.month, row]));
    const all = rows
      .filter((row) => row.kind === "facts")
      .map(({ month, messages, facts }) => ({ month, messages, facts }))
      .toSorted((a, b) => a.month - b.month);
    const touched = all.filter(({ month, facts }) => {
      const was = held.get(month);
      return was === undefined || was.facts !== facts || was.basis !== basis;
    });
    const threadsMoved = held.get(0)?.facts !== threads;
    held.delete(0);
    for (const { month } of all) held.delete(month);
    return {
      basis,
      threads,
      threadsMoved,
      all,
      touched: new Set(touched.map(({ month }) => month)),
      gone: new Set(held.keys()),
    };
  });

/** Messages in one statement, unless one month alone has more: what bounds its memory. */
const messagesAtOnce = 300_000;

/** The months in stretches, in order, each of a bounded number of messages. */
export const stretches = (months: ReadonlyArray<MessageMonth>): ReadonlyArray<ReadonlyArray<number>> => {
  const found: Array<Array<number>> = [];
  let messages = Infinity;
  for (const month of months) {
    messages += month.messages;
    if (messages > messagesAtOnce) {
      found.push([]);
      messages = month.messages;
    }
    found.at(-1)!.push(month.month);
  }
  return found;
};

const dayMs = 86_400_000;
const clamped = (day: number): number => Math.max(0, Math.min(65_535, day));

/** The first and last day of a span of months, as numbers since 1970. */
export const daysOf = (months: ReadonlyArray<number>): { firstDay: number; lastDay: number } => {
  const first = Math.min(...months);
  const last = Math.max(...months);
  return {
    firstDay: clamped(Date.UTC(Math.floor(first / 100), (first % 100) - 1, 1) / dayMs),
    lastDay: clamped(Date.UTC(Math.floor(last / 100), last % 100, 1) / dayMs - 1),
  };
};
