import type { Checkpoint, GroupOffset } from "../EventLog.ts";
import { maxReadBytes } from "../limits.ts";
import type { StoredBatch } from "../recordCodec.ts";
import { checksumOf } from "./checksum.ts";
import { LogFailure } from "./LogFailure.ts";
import type { LogDatabase } from "./openDatabase.ts";
import type { FetchAnswer, FetchRequest, ReadRequest } from "./protocol.ts";
import { topicOf } from "./topicOf.ts";

export interface BatchReader {
  /** The batches that hold the asked records; the first may begin before, the last end after them. */
  readonly read: (request: ReadRequest) => StoredBatch[];
  readonly fetch: (request: FetchRequest) => FetchAnswer;
  readonly endOffsets: (topic: string) => number[];
  readonly committed: (group: string, topic: string) => GroupOffset[];
  readonly checkpoints: (names: ReadonlyArray<string>) => Checkpoint[];
  readonly checkpointsAfter: (after: string, max: number) => Checkpoint[];
}

interface BatchRow {
  readonly first_offset: number;
  readonly count: number;
  readonly appended_at: number;
  readonly crc: number;
  readonly data: Uint8Array;
}

const statementsOf = ({ db }: LogDatabase) => ({
  selectStart: db.prepare(
    "SELECT first_offset FROM batch WHERE topic_id = ? AND partition = ? AND first_offset <= ? ORDER BY first_offset DESC LIMIT 1",
  ),
  selectFrom: db.prepare(
    "SELECT first_offset, count, appended_at, crc, data FROM batch WHERE topic_id = ? AND partition = ? AND first_offset >= ? ORDER BY first_offset",
  ),
  selectEnd: db.prepare(
    "SELECT first_offset + count AS next FROM batch WHERE topic_id = ? AND partition = ? ORDER BY first_offset DESC LIMIT 1",
  ),
  selectPosition: db.prepare(
    "SELECT next_offset AS offset, metadata FROM group_offset WHERE group_name = ? AND topic_id = ? AND partition = ?",
  ),
  selectCheckpoint: db.prepare("SELECT value FROM checkpoint WHERE name = ?"),
  selectCheckpoints: db.prepare("SELECT name, value FROM checkpoint WHERE name > ? ORDER BY name LIMIT ?"),
});

type Statements = ReturnType<typeof statementsOf>;

const partitionOf = (log: LogDatabase, { topic: name, partition }: { topic: string; partition: number }) => {
  const topic = topicOf(log, name);
  if (Number.isInteger(partition) && partition >= 0 && partition < topic.partitions) return topic;
  throw new LogFailure(`topic ${name} has partitions 0 to ${topic.partitions - 1}, not ${partition}`);
};

const damaged = ({ topic, partition }: ReadRequest, row: BatchRow, what: string): LogFailure => {
  const last = row.first_offset + row.count - 1;
  return new LogFailure(
    `topic ${topic}, partition ${partition}, offsets ${row.first_offset} to ${last}: ${what}. The log is damaged ` +
      "here: restore the file from a backup, or ingest the sources again into a fresh data folder",
  );
};

const readBatches = (sql: Statements, topicId: number, request: ReadRequest): StoredBatch[] => {
  const { topic, partition, offset } = request;
  const start = sql.selectStart.get(topicId, partition, offset) as { first_offset: number } | undefined;
  const found: StoredBatch[] = [];
  let next = start?.first_offset ?? 0;
  let wanted = request.maxRecords;
  let bytes = 0;
  const rows: Iterable<unknown> = sql.selectFrom.iterate(topicId, partition, start?.first_offset ?? 0);
  for (const row of rows as Iterable<BatchRow>) {
    const { first_offset: firstOffset, count, appended_at: appendedAt, data } = row;
    if (firstOffset !== next) throw damaged(request, row, `offset ${next} should be next`);
    next = firstOffset + count;
    if (next <= offset) continue;
    if (found.length > 0 && bytes + data.length > maxReadBytes) break;
    if (checksumOf({ topic, partition, firstOffset, count, appendedAt }, data) !== row.crc) {
      throw damaged(request, row, "the checksum does not match");
    }
    found.push({ firstOffset, count, appendedAt, data });
    bytes += data.length;
    wanted -= next - Math.max(firstOffset, offset);
    if (wanted <= 0) break;
  }
  return found;
};

/** Everything that only reads. Every batch's checksum and the seams between batches are checked. */
export const makeBatchReader = (log: LogDatabase): BatchReader => {
  const sql = statementsOf(log);
  const endOf = (topicId: number, partition: number): number =>
    (sql.selectEnd.get(topicId, partition) as { next: number } | undefined)?.next ?? 0;
  const positionOf = (group: string, topicId: number, partition: number): GroupOffset => {
    const row = sql.selectPosition.get(group, topicId, partition) as
      | { offset: number; metadata: string }
      | undefined;
    return { partition, offset: row?.offset ?? 0, metadata: row?.metadata ?? "" };
  };
  const each = <A>(name: string, of: (topicId: number, partition: number) => A): A[] => {
    const topic = topicOf(log, name);
    return Array.from({ length: topic.partitions }, (_, partition) => of(topic.id, partition));
  };

  return {
    read: (request) => readBatches(sql, partitionOf(log, request).id, request),
    fetch: (request) => {
      const topic = partitionOf(log, request);
      log.db.exec("BEGIN");
      try {
        const committed = positionOf(request.group, topic.id, request.partition);
        const fromOffset = request.offset ?? committed.offset;
        const endOffset = endOf(topic.id, request.partition);
        const batches =
          fromOffset < endOffset ? readBatches(sql, topic.id, { ...request, offset: fromOffset }) : [];
        return { fromOffset, batches, committed, endOffset };
      } finally {
        log.db.exec("COMMIT");
      }
    },
    endOffsets: (name) => each(name, endOf),
    committed: (group, name) => each(name, (topicId, partition) => positionOf(group, topicId, partition)),
    checkpoints: (names) =>
      names.flatMap((name) => {
        const row = sql.selectCheckpoint.get(name) as { value: string } | undefined;
        return row === undefined ? [] : [{ name, value: row.value }];
      }),
    checkpointsAfter: (after, max) =>
      (sql.selectCheckpoints.all(after, max) as unknown as Checkpoint[]).map(({ name, value }) => ({
        name,
        value,
      })),
  };
};
