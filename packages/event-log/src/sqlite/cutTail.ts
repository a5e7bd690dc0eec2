import { checksumOf } from "./checksum.ts";
import { inTransaction, type LogDatabase } from "./openDatabase.ts";

interface TailRow {
  readonly seq: number;
  readonly first_offset: number;
  readonly count: number;
  readonly appended_at: number;
  readonly crc: number;
  readonly data: Uint8Array;
}

interface Cut {
  readonly topic: string;
  readonly topicId: number;
  readonly partition: number;
  readonly firstOffset: number;
  readonly records: number;
  readonly seqs: ReadonlyArray<number>;
}

/** The damaged batches at the very end of a partition, among those younger than the mark. */
const damagedTail = (
  log: LogDatabase,
  topic: string,
  topicId: number,
  partition: number,
  mark: number,
): Cut | null => {
  const rows = log.db
    .prepare(
      "SELECT seq, first_offset, count, appended_at, crc, data FROM batch WHERE topic_id = ? AND partition = ? AND seq > ? ORDER BY first_offset DESC",
    )
    .iterate(topicId, partition, mark) as Iterable<unknown>;
  const seqs: number[] = [];
  let firstLost = 0;
  let records = 0;
  for (const row of rows as Iterable<TailRow>) {
    const { first_offset: firstOffset, count, appended_at: appendedAt } = row;
    if (checksumOf({ topic, partition, firstOffset, count, appendedAt }, row.data) === row.crc) break;
    firstLost = firstOffset;
    records += count;
    seqs.push(row.seq);
  }
  return seqs.length === 0 ? null : { topic, topicId, partition, firstOffset: firstLost, records, seqs };
};

const apply = ({ db }: LogDatabase, cut: Cut): string => {
  const remove = db.prepare("DELETE FROM batch WHERE seq = ?");
  for (const seq of cut.seqs) remove.run(seq);
  // A checkpoint written with or after the lost records would claim that their source was read: forget it, so that
  // the source is read again. Reading it twice adds nothing.
  const checkpoints = db.prepare("DELETE FROM checkpoint WHERE seq >= ?").run(Math.min(...cut.seqs));
  const groups = db
    .prepare(
      "UPDATE group_offset SET next_offset = ?, metadata = '' WHERE topic_id = ? AND partition = ? AND next_offset > ?",
    )
    .run(cut.firstOffset, cut.topicId, cut.partition, cut.firstOffset);
  return (
    `the end of the log was damaged: cut ${cut.records} records of topic ${cut.topic}, partition ${cut.partition}, ` +
    `from offset ${cut.firstOffset} on (checksum mismatch in ${cut.seqs.length} batches). ` +
    `${checkpoints.changes} reading positions were forgotten, so that the next ingest reads those sources again` +
    (Number(groups.changes) > 0
      ? `; ${groups.changes} consumer groups had passed the cut and were set back: rebuild the warehouse`
      : "")
  );
};

/**
 * Checks the batches written after the last mark and cuts damaged ones off the end of their partitions. A damaged
 * batch with good ones after it is left: reading it fails and says where. Then sets the mark.
 * Returns one sentence for people per cut.
 */
export const cutTail = (log: LogDatabase): string[] =>
  inTransaction(log.db, () => {
    const mark = (log.db.prepare("SELECT verified_seq AS seq FROM mark").get() as { seq: number }).seq;
    const notices: string[] = [];
    for (const [name, { id, partitions }] of log.topics) {
      for (let partition = 0; partition < partitions; partition++) {
        const cut = damagedTail(log, name, id, partition, mark);
        if (cut !== null) notices.push(apply(log, cut));
      }
    }
    markVerified(log);
    return notices;
  });

/** Says that everything present need not be checked again at the next start. Inside a transaction. */
export const markVerified = ({ db }: LogDatabase): void => {
  db.exec("UPDATE mark SET verified_seq = (SELECT coalesce(max(seq), 0) FROM batch)");
};
