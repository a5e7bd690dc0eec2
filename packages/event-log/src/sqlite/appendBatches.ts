import type { Checkpoint } from "../EventLog.ts";
import { maxBatchBytes } from "../limits.ts";
import { checksumOf } from "./checksum.ts";
import type { LogDatabase } from "./openDatabase.ts";
import type { Operations } from "./protocol.ts";
import { topicOf } from "./topicOf.ts";

type AppendRequest = Operations["append"]["request"];
type Receipt = Operations["append"]["answer"];

/** Rows of one partition that are being gathered in this transaction. */
interface Gathered {
  readonly topic: string;
  readonly topicId: number;
  readonly partition: number;
  firstOffset: number;
  count: number;
  bytes: number;
  parts: Uint8Array[];
}

/** Batches between two marks; what is younger is checked at the next start. */
const markEveryBytes = 32 * 1024 * 1024;

/** Writes the appends of one transaction. `append` may be called many times, then `flush` once, before COMMIT. */
export interface BatchWriter {
  readonly append: (request: AppendRequest) => Receipt;
  readonly flush: () => void;
}

const joined = (gathered: Gathered): Uint8Array =>
  gathered.parts.length === 1 ? gathered.parts[0]! : Buffer.concat(gathered.parts, gathered.bytes);

/**
 * Makes the function that starts a writer for one transaction. Offsets are read from the database in that very
 * transaction, never remembered: other processes append to the same file.
 */
export const makeBatchWriter = (log: LogDatabase): (() => BatchWriter) => {
  const { db } = log;
  const selectEnd = db.prepare(
    "SELECT first_offset + count AS next FROM batch WHERE topic_id = ? AND partition = ? ORDER BY first_offset DESC LIMIT 1",
  );
  const insertBatch = db.prepare(
    "INSERT INTO batch (topic_id, partition, first_offset, count, appended_at, crc, data) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const upsertCheckpoint = db.prepare(
    "INSERT INTO checkpoint (name, value, seq) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value, seq = excluded.seq",
  );
  const selectLastSeq = db.prepare("SELECT coalesce(max(seq), 0) AS seq FROM batch");
  const updateMark = db.prepare("UPDATE mark SET verified_seq = max(verified_seq, ?)");
  const lastSeq = () => (selectLastSeq.get() as { seq: number }).seq;
  let bytesSinceMark = 0;

  return () => {
    const appendedAt = Date.now();
    const open = new Map<string, Gathered>();
    const checkpoints: Checkpoint[] = [];

    const writeRow = (gathered: Gathered) => {
      const { topic, topicId, partition, firstOffset, count } = gathered;
      const data = joined(gathered);
      const crc = checksumOf({ topic, partition, firstOffset, count, appendedAt }, data);
      insertBatch.run(topicId, partition, firstOffset, count, appendedAt, crc, data);
      bytesSinceMark += data.length;
      gathered.firstOffset += count;
      gathered.count = 0;
      gathered.bytes = 0;
      gathered.parts = [];
    };

    const gatheredOf = (topic: string, topicId: number, partition: number): Gathered => {
      const key = `${topicId}/${partition}`;
      let gathered = open.get(key);
      if (gathered === undefined) {
        const row = selectEnd.get(topicId, partition) as { next: number } | undefined;
        gathered = { topic, topicId, partition, firstOffset: row?.next ?? 0, count: 0, bytes: 0, parts: [] };
        open.set(key, gathered);
      }
      return gathered;
    };

    return {
      append: (request) => {
        const topic = topicOf(log, request.topic);
        const receipt = new Map<number, { partition: number; firstOffset: number; count: number }>();
        for (const { partition, count, start, end } of request.chunks) {
          const gathered = gatheredOf(request.topic, topic.id, partition);
          if (gathered.count > 0 && gathered.bytes + (end - start) > maxBatchBytes) writeRow(gathered);
          const entry = receipt.get(partition);
          if (entry === undefined)
            receipt.set(partition, { partition, firstOffset: gathered.firstOffset + gathered.count, count });
          else entry.count += count;
          gathered.parts.push(new Uint8Array(request.buffer, start, end - start));
          gathered.count += count;
          gathered.bytes += end - start;
        }
        checkpoints.push(...request.checkpoints);
        return { partitions: [...receipt.values()].toSorted((a, b) => a.partition - b.partition) };
      },
      flush: () => {
        // What stood before this transaction has been synced by an earlier COMMIT.
        if (bytesSinceMark > markEveryBytes) {
          updateMark.run(lastSeq());
          bytesSinceMark = 0;
        }
        for (const gathered of open.values()) if (gathered.count > 0) writeRow(gathered);
        if (checkpoints.length === 0) return;
        const seq = lastSeq();
        for (const { name, value } of checkpoints) upsertCheckpoint.run(name, value, seq);
      },
    };
  };
};
