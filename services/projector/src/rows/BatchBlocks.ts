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

const writtenTables = ["facts_interaction", "dead_letter", "directory_event", "log_record"] as const;

/**
 * Makes the function that turns a batch into one block per table that gets any rows, in the order in which
 * they must be written: the log records last, because their presence proves the others. It keeps its memory
 * from batch to batch; the blocks it gives are the caller's.
 */
export const makeBatchEncoder = (): ((batch: ProjectionBatch) => ReadonlyArray<TableBlock>) => {
  const columns = newColumns();
  const sizes = new Map<ProjectionTable, number>();
  const blockOf = (table: (typeof writtenTables)[number]): TableBlock => {
    const rows = table === "dead_letter" ? columns.dead_letter.id.rows : columns[table].event_id.rows;
    if (rows === 0) return { table, rows, block: new Uint8Array() };
    const block = encodeNativeBlock(columns[table], sizes.get(table));
    sizes.set(table, block.length + (block.length >> 3));
    return { table, rows, block };
  };
  return (batch) => {
    for (const table of writtenTables) for (const column of Object.values(columns[table])) column.clear();
    for (const record of batch.records) {
      const at = { partition: batch.partition, offset: record.offset, lo: batch.lo };
      if (record.outcome.kind === "event")
        pushEvent(columns, record.outcome.event, record.outcome.contentHash, at);
      // Only the letter itself is told here, so its content adds nothing to its order.
      else pushDeadLetter(columns.dead_letter, record.outcome.letter, 0);
      pushLogRecord(columns.log_record, batch.topic, batch.partition, record);
    }
    return writtenTables.map(blockOf).filter((block) => block.rows > 0);
  };
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
