import type { AppendReceipt, Checkpoint } from "../EventLog.ts";
import { maxBatchBytes } from "../limits.ts";
import type { Chunk } from "../recordCodec.ts";
import { checksumOf } from "./checksum.ts";
import type { LogDatabase } from "./openDatabase.ts";
import type { Operations } from "./protocol.ts";
import { topicOf } from "./topicOf.ts";

type AppendRequest = Operations["append"]["request"];

/** After so many bytes the mark moves; what is younger than the mark is checked at the next start. */
const markEveryBytes = 32 * 1024 * 1024;

/** Writes the appends of one transaction: `append` as often as needed, then `flush` once, before COMMIT. */
export interface BatchWriter {
  readonly append: (request: AppendRequest) => AppendReceipt;
  readonly flush: () => void;
}

/** The statements, and what must survive from one transaction to the next. */
interface Writing {
  readonly log: LogDatabase;
  readonly sql: ReturnType<typeof statementsOf>;
  bytesSinceMark: number;
}

/** The row of a partition that is being gathered. */
interface Row {
  readonly topic: string;
  readonly topicId: number;
  readonly partition: number;
  firstOffset: number;
  count: number;
  bytes: number;
  parts: Uint8Array[];
}

const statementsOf = ({ db }: LogDatabase) => ({
  selectEnd: db.prepare(
    "SELECT first_offset + count AS next FROM batch WHERE topic_id = ? AND partition = ? ORDER BY first_offset DESC LIMIT 1",
  ),
  insertBatch: db.prepare(
    "INSERT INTO batch (topic_id, partition, first_offset, count, appended_at, crc, data) VALUES (?, ?, ?, ?, ?, ?, ?)",
  ),
  upsertCheckpoint: db.prepare(
    "INSERT INTO checkpoint (name, value, seq) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value, seq = excluded.seq",
  ),
  selectLastSeq: db.prepare("SELECT coalesce(max(seq), 0) AS seq FROM batch"),
  updateMark: db.prepare("UPDATE mark SET verified_seq = max(verified_seq, ?)"),
});

const writeRow = (writing: Writing, row: Row, appendedAt: number): void => {
  const { topic, topicId, partition, firstOffset, count } = row;
  const data = row.parts.length === 1 ? row.parts[0]! : Buffer.concat(row.parts, row.bytes);
  const crc = checksumOf({ topic, partition, firstOffset, count, appendedAt }, data);
  writing.sql.insertBatch.run(topicId, partition, firstOffset, count, appendedAt, crc, data);
  writing.bytesSinceMark += data.length;
  row.firstOffset += count;
  row.count = 0;
  row.bytes = 0;
  row.parts = [];
};

const gather = (row: Row, { count, start, end }: Chunk, buffer: SharedArrayBuffer): void => {
  row.parts.push(new Uint8Array(buffer, start, end - start));
  row.count += count;
  row.bytes += end - start;
};

const startTransaction = (writing: Writing): BatchWriter => {
  const { log, sql } = writing;
  const appendedAt = Date.now();
  const rows = new Map<string, Row>();
  const checkpoints: Checkpoint[] = [];
  const lastSeq = () => (sql.selectLastSeq.get() as { seq: number }).seq;

  const rowOf = (topic: string, topicId: number, partition: number): Row => {
    const key = `${topicId}/${partition}`;
    let row = rows.get(key);
    if (row === undefined) {
      const end = sql.selectEnd.get(topicId, partition) as { next: number } | undefined;
      row = { topic, topicId, partition, firstOffset: end?.next ?? 0, count: 0, bytes: 0, parts: [] };
      rows.set(key, row);
    }
    return row;
  };

  return {
    append: (request) => {
      const topic = topicOf(log, request.topic);
      const receipt = new Map<number, { partition: number; firstOffset: number; count: number }>();
      for (const chunk of request.chunks) {
        const { partition, count } = chunk;
        const row = rowOf(request.topic, topic.id, partition);
        if (row.count > 0 && row.bytes + chunk.end - chunk.start > maxBatchBytes)
          writeRow(writing, row, appendedAt);
        const entry = receipt.get(partition);
        if (entry === undefined)
          receipt.set(partition, { partition, firstOffset: row.firstOffset + row.count, count });
        else entry.count += count;
        gather(row, chunk, request.buffer);
      }
      checkpoints.push(...request.checkpoints);
      return { partitions: [...receipt.values()].toSorted((a, b) => a.partition - b.partition) };
    },
    flush: () => {
      // What stood before this transaction has been synced by an earlier COMMIT.
      if (writing.bytesSinceMark > markEveryBytes) {
        sql.updateMark.run(lastSeq());
        writing.bytesSinceMark = 0;
      }
      for (const row of rows.values()) if (row.count > 0) writeRow(writing, row, appendedAt);
      if (checkpoints.length === 0) return;
      const seq = lastSeq();
      for (const { name, value } of checkpoints) sql.upsertCheckpoint.run(name, value, seq);
    },
  };
};

/**
 * Makes the function that starts a writer for one transaction. Offsets are read from the database in that very
 * transaction, never remembered: other processes append to the same file.
 */
export const makeBatchWriter = (log: LogDatabase): (() => BatchWriter) => {
  const writing: Writing = { log, sql: statementsOf(log), bytesSinceMark: 0 };
  return () => startTransaction(writing);
};
