import type { RapportEvent } from "@rapport/contracts/EventCodec";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import type { ProjectionBatch } from "../ProjectionStore.ts";
import type { ProjectionTable } from "../Tables.ts";
import { deadLetterColumns, pushDeadLetter } from "./DeadLetterRows.ts";
import { directoryEventColumns, pushDirectoryEvent } from "./DirectoryEventRows.ts";
import { factColumns, pushFact } from "./FactRows.ts";
import { logRecordColumns, pushLogRecord } from "./LogRecordRows.ts";
import { dayOf } from "./moments.ts";

/** The block of one table, in Native format. */
export interface TableBlock {
  readonly table: ProjectionTable;
  readonly rows: number;
  readonly block: Uint8Array;
}

const newColumns = () => ({
  facts_interaction: factColumns(),
  dead_letter: deadLetterColumns(),
  directory_event: directoryEventColumns(),
  log_record: logRecordColumns(),
});

const pushEvent = (
  columns: ReturnType<typeof newColumns>,
  event: RapportEvent,
  contentHash: number,
  at: Parameters<typeof pushFact>[3],
): void => {
  switch (event.type) {
    case "email.received":
    case "email.sent":
      return pushFact(columns.facts_interaction, event, contentHash, at);
    case "dead_letter.raised":
    case "dead_letter.resolved":
      return pushDeadLetter(columns.dead_letter, event, contentHash);
    default:
      return pushDirectoryEvent(columns.directory_event, event, contentHash);
  }
};

/**
 * A batch as one block per table that gets any rows, in the order in which they must be written: the log
 * records last, because their presence proves the others.
 */
export const batchBlocks = (batch: ProjectionBatch): ReadonlyArray<TableBlock> => {
  const columns = newColumns();
  for (const record of batch.records) {
    const at = { partition: batch.partition, offset: record.offset, lo: batch.lo };
    if (record.outcome.kind === "event")
      pushEvent(columns, record.outcome.event, record.outcome.contentHash, at);
    // Only the letter itself is told here, so its content adds nothing to its order.
    else pushDeadLetter(columns.dead_letter, record.outcome.letter, 0);
    pushLogRecord(columns.log_record, batch.topic, batch.partition, record);
  }
  const blockOf = (table: keyof typeof columns): TableBlock => {
    const rows = table === "dead_letter" ? columns.dead_letter.id.rows : columns[table].event_id.rows;
    return { table, rows, block: rows === 0 ? new Uint8Array() : encodeNativeBlock(columns[table]) };
  };
  return (["facts_interaction", "dead_letter", "directory_event", "log_record"] as const)
    .map(blockOf)
    .filter((block) => block.rows > 0);
};

/** The days whose roll-ups the batch touches, as numbers since 1970, ascending. */
export const touchedDays = (batch: ProjectionBatch): ReadonlyArray<number> => {
  const days = new Set<number>();
  for (const { outcome } of batch.records) {
    if (outcome.kind !== "event") continue;
    const { event } = outcome;
    if (event.type === "email.received" || event.type === "email.sent")
      days.add(dayOf(event.occurredAt, event.data.timePlausible));
  }
  return [...days].toSorted((a, b) => a - b);
};
