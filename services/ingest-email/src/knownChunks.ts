import { createHash } from "node:crypto";
import type { MailItem, MessageItem, ProblemItem } from "@rapport/connectors/mail/MailItem";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { Effect, Stream } from "effect";
import { accountCheckpoint } from "./FileCheckpoint.ts";

/** Everything before it belongs to chunks that are in the log once this is: `name` is the last one's. */
export interface ChunkEnd {
  readonly kind: "chunkEnd";
  readonly name: string;
}

type Item = MessageItem | ProblemItem;

/** Where a chunk ends depends on its items alone, so that the same input is cut alike every time. */
const chunkItems = 256;
const chunkBytes = 8 * 1024 * 1024;

const hashOf = (items: ReadonlyArray<Item>): string => {
  const hash = createHash("sha256");
  for (const item of items) {
    hash.update(JSON.stringify([item.kind, item.position, item.endPosition]));
    if (item.kind === "message") hash.update(item.bytes);
    else hash.update(JSON.stringify([item.code, item.reason, item.sizeBytes]));
  }
  return hash.digest("hex");
};

interface Held {
  readonly items: ReadonlyArray<Item>;
  readonly bytes: number;
}
const nothing: Held = { items: [], bytes: 0 };

/** Cuts the items between a file's start and end into chunks; start and end come alone. */
const cut = (held: Held, item: MailItem): readonly [Held, ReadonlyArray<ReadonlyArray<MailItem>>] => {
  if (item.kind === "fileStart") return [held, [[item]]];
  if (item.kind === "fileEnd") return [nothing, held.items.length === 0 ? [[item]] : [held.items, [item]]];
  const items = [...held.items, item];
  const bytes = held.bytes + (item.kind === "message" ? item.bytes.byteLength : 0);
  return items.length >= chunkItems || bytes >= chunkBytes ? [nothing, [items]] : [{ items, bytes }, []];
};

/**
 * Leaves out of a source what the account got by standard input before. A pipe has no name, size or time to
 * remember it by, so its chunks of messages are remembered by their content.
 */
export const withoutKnownChunks = <E, R>(
  source: Stream.Stream<MailItem, E, R>,
  account: string,
): Stream.Stream<MailItem | ChunkEnd, E | EventLogError, R | EventLog> =>
  source.pipe(
    Stream.mapAccum(() => nothing, cut),
    Stream.mapEffect((chunk) =>
      Effect.gen(function* () {
        const items = chunk.filter((item) => item.kind === "message" || item.kind === "problem");
        if (items.length === 0) return chunk;
        const name = `${accountCheckpoint(account)}:-:${hashOf(items)}`;
        const known = (yield* (yield* EventLog).checkpoints([name])).has(name);
        const end: ChunkEnd = { kind: "chunkEnd", name };
        return known ? [] : [...chunk, end];
      }),
    ),
    Stream.flattenIterable,
  );
