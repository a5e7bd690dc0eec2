import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { checksumOf } from "./checksum.ts";
import { LogFailure } from "./LogFailure.ts";
import { checkKind, explainOpenError } from "./openDatabase.ts";

/** Offsets `firstOffset` to `lastOffset`, both included, that cannot be read, and why. */
export interface DamagedRange {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly reason: string;
}

/** What a partition holds. `bytes` are those of keys, values and their lengths. */
export interface PartitionReport {
  readonly topic: string;
  readonly partition: number;
  readonly records: number;
  readonly batches: number;
  readonly bytes: number;
  readonly endOffset: number;
  readonly damaged: ReadonlyArray<DamagedRange>;
}

interface BatchRow {
  readonly first_offset: number;
  readonly count: number;
  readonly appended_at: number;
  readonly crc: number;
  readonly data: Uint8Array;
}

const verifyPartition = (
  db: DatabaseSync,
  topicId: number,
  topic: string,
  partition: number,
): PartitionReport => {
  const rows: Iterable<unknown> = db
    .prepare(
      "SELECT first_offset, count, appended_at, crc, data FROM batch WHERE topic_id = ? AND partition = ? ORDER BY first_offset",
    )
    .iterate(topicId, partition);
  const damaged: DamagedRange[] = [];
  let [records, batches, bytes, next] = [0, 0, 0, 0];
  for (const row of rows as Iterable<BatchRow>) {
    const { first_offset: firstOffset, count, appended_at: appendedAt, data } = row;
    if (firstOffset > next)
      damaged.push({ firstOffset: next, lastOffset: firstOffset - 1, reason: "missing" });
    if (firstOffset < next) damaged.push({ firstOffset, lastOffset: next - 1, reason: "stored twice" });
    if (checksumOf({ topic, partition, firstOffset, count, appendedAt }, data) !== row.crc) {
      damaged.push({
        firstOffset,
        lastOffset: firstOffset + count - 1,
        reason: "the checksum does not match",
      });
    }
    batches++;
    records += count;
    bytes += data.length;
    next = firstOffset + count;
  }
  return { topic, partition, records, batches, bytes, endOffset: next, damaged };
};

/** Reads the whole log without changing it, also while others write. Throws `LogFailure` when it is no event log. */
export const verifyFile = (file: string): PartitionReport[] => {
  if (!existsSync(file)) throw new LogFailure(`there is no event log at ${file}`);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
    if (checkKind(db, file) === "new")
      throw new LogFailure(`${file} is empty: no event log was made here yet`);
    const opened = db;
    db.exec("BEGIN");
    const topics = db.prepare("SELECT id, name, partitions FROM topic ORDER BY name").all() as Array<{
      id: number;
      name: string;
      partitions: number;
    }>;
    return topics.flatMap(({ id, name, partitions }) =>
      Array.from({ length: partitions }, (_, partition) => verifyPartition(opened, id, name, partition)),
    );
  } catch (error) {
    throw explainOpenError(error, file);
  } finally {
    db?.close();
  }
};
