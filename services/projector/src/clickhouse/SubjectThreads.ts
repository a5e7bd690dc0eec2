import { Effect, Stream } from "effect";
import { z } from "zod";
import { subjectThreads, type UnreferencedMessage } from "@rapport/domain/ThreadComponents";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { uint32, uint64 } from "@rapport/warehouse/native/numbers";
import { fixedString, lowCardinality } from "@rapport/warehouse/native/strings";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { freshNameOf, onTables, type TableSet } from "../Tables.ts";
import { memberTable } from "./ReferenceThreads.ts";
import { blockRows, final, hash64 } from "./sql.ts";

/** Messages that people wrote, that no reference places, and that share their subject and people with others. */
const unreferenced = (tables: TableSet) =>
  query({
    name: "unreferenced-messages",
    sql: onTables(
      tables,
      `
SELECT
  event_id AS eventId,
  if(message_hash = 0, reinterpretAsUInt64(reverse(unhex(substring(event_id, 1, 16)))), message_hash) AS node,
  conversation_key AS conversationKey,
  toUnixTimestamp64Milli(occurred_at) AS occurredAt
FROM (
  SELECT event_id, message_hash, conversation_key, occurred_at, count() OVER (PARTITION BY conversation_key) AS alike
  FROM {{facts_interaction}} FINAL
  WHERE in_reply_to = '' AND empty(references) AND conversation_key != '' AND automatic = 'none' AND time_plausible
    AND message_hash NOT IN (SELECT message_hash FROM ${memberTable(tables)})
)
WHERE alike > 1
ORDER BY conversation_key
${final}`,
    ),
    params: z.object({}),
    row: z.object({
      eventId: z.string(),
      node: hash64,
      conversationKey: z.string(),
      occurredAt: z.coerce.number(),
    }),
  });

type Unreferenced = UnreferencedMessage & { readonly eventId: string };

/** The block of `conversation` for whole groups of one conversation key each; null when nothing links. */
const blockOf = (messages: ReadonlyArray<Unreferenced>): Uint8Array | null => {
  const columns = {
    event_id: fixedString(32),
    thread_id: uint64(),
    thread_size: uint32(),
    linked_by: lowCardinality(),
  };
  const threads = subjectThreads(messages);
  for (const message of messages) {
    const thread = threads.get(message.node);
    if (thread === undefined) continue;
    columns.event_id.push(message.eventId);
    columns.thread_id.push(thread.threadId);
    columns.thread_size.push(thread.size);
    columns.linked_by.push("subject");
  }
  return columns.event_id.rows === 0 ? null : encodeNativeBlock(columns);
};

/** Where the last group begins: it may go on in the next chunk. */
const lastGroupStart = (messages: ReadonlyArray<Unreferenced>): number => {
  const key = messages.at(-1)?.conversationKey;
  return messages.findLastIndex((message) => message.conversationKey !== key) + 1;
};

/** Adds the threads that only subjects and people suggest to the fresh `conversation`, group by group. */
export const writeSubjectThreads = (
  tables: TableSet,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const writer = yield* WarehouseWriter;
    const write = (messages: ReadonlyArray<Unreferenced>) => {
      const block = blockOf(messages);
      return block === null ? Effect.void : writer.insertNative(freshNameOf(tables, "conversation"), block);
    };
    let pending: ReadonlyArray<Unreferenced> = [];
    yield* Stream.runForEach(reader.stream(unreferenced(tables), {}), (rows) =>
      Effect.suspend(() => {
        pending = [...pending, ...rows];
        if (pending.length < blockRows) return Effect.void;
        const cut = lastGroupStart(pending);
        const whole = pending.slice(0, cut);
        pending = pending.slice(cut);
        return write(whole);
      }),
    );
    yield* write(pending);
  });
