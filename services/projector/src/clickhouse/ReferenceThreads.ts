import { Effect, Stream } from "effect";
import { z } from "zod";
import { ThreadComponents } from "@rapport/domain/ThreadComponents";
import { createNewTable, dropTables } from "@rapport/warehouse/DerivedTables";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { uint32, uint64 } from "@rapport/warehouse/native/numbers";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { nameOf, onTables, type TableSet } from "../Tables.ts";
import { blockRows, final, finalSettings, hash64 } from "./sql.ts";

/** Every link between two messages of the set: the first id of In-Reply-To and all of References. */
const links = (tables: TableSet) =>
  query({
    name: "thread-links",
    sql: onTables(
      tables,
      `
SELECT message_hash AS child, other
FROM (
  SELECT message_hash, arrayJoin(arrayMap(id -> cityHash64(id), arrayDistinct(arrayPushFront(references, in_reply_to)))) AS other
  FROM {{facts_interaction}} FINAL
  WHERE message_hash != 0 AND (in_reply_to != '' OR notEmpty(references))
)
WHERE other != message_hash AND other IN (SELECT message_hash FROM {{facts_interaction}} FINAL WHERE message_hash != 0)
${final}`,
    ),
    params: z.object({}),
    row: z.object({ child: hash64, other: hash64 }),
  });

/** The members of threads by Message-ID, while conversations are being derived. */
export const memberTable = (tables: TableSet): string =>
  `${nameOf(tables, "conversation")}__member_${tables.run}`;

const newMemberColumns = () => ({ message_hash: uint64(), thread_id: uint64(), thread_size: uint32() });

/** Finds the threads that references make; only links pass through memory, never messages. */
const writeMembers = Effect.fnUntraced(function* (tables: TableSet) {
  const reader = yield* WarehouseReader;
  const writer = yield* WarehouseWriter;
  const components = new ThreadComponents();
  yield* Stream.runForEach(reader.stream(links(tables), {}), (rows) =>
    Effect.sync(() => {
      for (const row of rows) components.link(row.child, row.other);
    }),
  );
  let columns = newMemberColumns();
  const flush = Effect.suspend(() => {
    const full = columns;
    columns = newMemberColumns();
    return full.thread_id.rows === 0
      ? Effect.void
      : writer.insertNative(memberTable(tables), encodeNativeBlock(full));
  });
  for (const [node, thread] of components.members()) {
    columns.message_hash.push(node);
    columns.thread_id.push(thread.threadId);
    columns.thread_size.push(thread.size);
    if (columns.thread_id.rows >= blockRows) yield* flush;
  }
  yield* flush;
});

const insertReferenced = (tables: TableSet): string =>
  onTables(
    tables,
    `
INSERT INTO {{conversation:fresh}}
SELECT event_id, thread_id, thread_size, 'references'
FROM {{facts_interaction}} AS fact FINAL INNER JOIN ${memberTable(tables)} AS member USING message_hash
WHERE fact.message_hash != 0`,
  );

const createMembers = (tables: TableSet) =>
  createNewTable(tables.mode, {
    name: memberTable(tables),
    columns: "message_hash UInt64, thread_id UInt64, thread_size UInt32",
    orderBy: "message_hash",
    shardingKey: "message_hash",
    beside: nameOf(tables, "conversation"),
  });

/**
 * Writes the threads that references make into the fresh `conversation`, and runs `then` while their members
 * can still be looked up.
 */
export const writeReferenceThreads = <E, R>(
  tables: TableSet,
  then: Effect.Effect<void, E, R>,
): Effect.Effect<void, E | WarehouseError, R | WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const drop = dropTables(tables.mode, [memberTable(tables)]);
    yield* drop;
    yield* createMembers(tables);
    yield* writeMembers(tables);
    yield* writer.command(insertReferenced(tables), {}, finalSettings);
    yield* then;
    yield* drop;
  });
