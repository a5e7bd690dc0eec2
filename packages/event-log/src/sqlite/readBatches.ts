import type { Checkpoint, GroupOffset } from "../EventLog.ts";
import { maxReadBytes } from "../limits.ts";
import type { StoredBatch } from "../recordCodec.ts";
import { checksumOf } from "./checksum.ts";
import { LogFailure } from "./LogFailure.ts";
import type { LogDatabase } from "./openDatabase.ts";
import type { FetchAnswer, FetchRequest, ReadRequest } from "./protocol.ts";
import { topicOf } from "./topicOf.ts";

interface BatchRow {
  readonly first_offset: number;
  readonly count: number;
  readonly appended_at: number;
  readonly crc: number;
  readonly data: Uint8Array;
}

export interface BatchReader {
  /** The batches that hold the asked records; the first may begin before, the last end after them. */
  readonly read: (request: ReadRequest) => StoredBatch[];
  readonly fetch: (request: FetchRequest) => FetchAnswer;
  readonly endOffsets: (topic: string) => number[];
  readonly committed: (group: string, topic: string) => GroupOffset[];
  readonly checkpoints: (names: ReadonlyArray<string>) => Checkpoint[];
}

const partitionIn = (partitions: number, partition: number, topic: string): void => {
  if (Number.isInteger(partition) && partition >= 0 && partition < partitions) return;
  throw new LogFailure(`topic ${topic} has partitions 0 to ${partitions - 1}, not ${partition}`);
};

const damaged = (
  request: Pick<ReadRequest, "topic" | "partition">,
  row: BatchRow,
  what: string,
): LogFailure => {
  const last = row.first_offset + row.count - 1;
  return new LogFailure(
    `topic ${request.topic}, partition ${request.partition}, offsets ${row.first_offset} to ${last}: ${what}. ` +
      "The log is damaged here: restore the file from a backup, or ingest the sources again into a fresh data folder",
  );
};

/** Everything that only reads. Every batch's checksum and the seams between batches are checked. */
export const makeBatchReader = (log: LogDatabase): BatchReader => {
  const { db } = log;
  const columns = "first_offset, count, appended_at, crc, data";
  const selectStart = db.prepare(
    "SELECT first_offset FROM batch WHERE topic_id = ? AND partition = ? AND first_offset <= ? ORDER BY first_offset DESC LIMIT 1",
  );
  const selectFrom = db.prepare(
    `SELECT ${columns} FROM batch WHERE topic_id = ? AND partition = ? AND first_offset >= ? ORDER BY first_offset`,
  );
  const selectEnd = db.prepare(
    "SELECT first_offset + count AS next FROM batch WHERE topic_id = ? AND partition = ? ORDER BY first_offset DESC LIMIT 1",
  );
  const selectPosition = db.prepare(
    "SELECT next_offset AS offset, metadata FROM group_offset WHERE group_name = ? AND topic_id = ? AND partition = ?",
  );
  const selectCheckpoint = db.prepare("SELECT value FROM checkpoint WHERE name = ?");

  const endOf = (topicId: number, partition: number): number =>
    (selectEnd.get(topicId, partition) as { next: number } | undefined)?.next ?? 0;
  const positionOf = (group: string, topicId: number, partition: number): GroupOffset => {
    const row = selectPosition.get(group, topicId, partition) as
      | { offset: number; metadata: string }
      | undefined;
    return { partition, offset: row?.offset ?? 0, metadata: row?.metadata ?? "" };
  };

  const read = (request: ReadRequest): StoredBatch[] => {
    const topic = topicOf(log, request.topic);
    partitionIn(topic.partitions, request.partition, request.topic);
    const start = selectStart.get(topic.id, request.partition, request.offset) as
      | { first_offset: number }
      | undefined;
    const found: StoredBatch[] = [];
    let next: number | null = null;
    let wanted = request.maxRecords;
    let bytes = 0;
    const rows = selectFrom.iterate(
      topic.id,
      request.partition,
      start?.first_offset ?? 0,
    ) as Iterable<unknown>;
    for (const row of rows as Iterable<BatchRow>) {
      const { first_offset: firstOffset, count, appended_at: appendedAt, data } = row;
      if (next !== null && firstOffset !== next)
        throw damaged(request, row, `the batch before ends at offset ${next - 1}`);
      next = firstOffset + count;
      if (next <= request.offset) continue;
      if (found.length > 0 && bytes + data.length > maxReadBytes) break;
      const position = { topic: request.topic, partition: request.partition, firstOffset, count, appendedAt };
      if (checksumOf(position, data) !== row.crc) throw damaged(request, row, "the checksum does not match");
      found.push({ firstOffset, count, appendedAt, data });
      bytes += data.length;
      wanted -= next - Math.max(firstOffset, request.offset);
      if (wanted <= 0) break;
    }
    return found;
  };

  return {
    read,
    fetch: (request) => {
      const topic = topicOf(log, request.topic);
      partitionIn(topic.partitions, request.partition, request.topic);
      db.exec("BEGIN");
      try {
        const committed = positionOf(request.group, topic.id, request.partition);
        const fromOffset = request.offset ?? committed.offset;
        const endOffset = endOf(topic.id, request.partition);
        const batches = fromOffset < endOffset ? read({ ...request, offset: fromOffset }) : [];
        return { fromOffset, batches, committed, endOffset };
      } finally {
        db.exec("COMMIT");
      }
    },
    endOffsets: (name) => {
      const topic = topicOf(log, name);
      return Array.from({ length: topic.partitions }, (_, partition) => endOf(topic.id, partition));
    },
    committed: (group, name) => {
      const topic = topicOf(log, name);
      return Array.from({ length: topic.partitions }, (_, partition) =>
        positionOf(group, topic.id, partition),
      );
    },
    checkpoints: (names) =>
      names.flatMap((name) => {
        const row = selectCheckpoint.get(name) as { value: string } | undefined;
        return row === undefined ? [] : [{ name, value: row.value }];
      }),
  };
};
