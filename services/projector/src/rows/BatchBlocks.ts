import type { RapportEvent } from "@rapport/contracts/EventCodec";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import type { ProjectionBatch } from "../ProjectionStore.ts";
import type { ProjectionTable } from "../Tables.ts";
import { deadLetterColumns, pushDeadLetter } from "./DeadLetterRows.ts";
import { directoryEventColumns, pushDirectoryEvent } from "./DirectoryEventRows.ts";
import { contractColumns, pushContract } from "./ContractRows.ts";
import { factColumns, type Place, pushFact } from "./FactRows.ts";
import { logRecordColumns, pushLogRecord } from "./LogRecordRows.ts";
import { meetingColumns, pushMeeting } from "./MeetingRows.ts";
import { dayOf } from "./moments.ts";
import { moneyColumns, pushMoney } from "./MoneyRows.ts";
import { pushRate, rateColumns } from "./RateRows.ts";
import { isIn } from "./tableOfType.ts";
import { pushTicket, ticketColumns } from "./TicketRows.ts";
import { pushTime, timeColumns } from "./TimeRows.ts";

/** The block of one table, in Native format. */
export interface TableBlock {
  readonly table: ProjectionTable;
  readonly rows: number;
  readonly block: Uint8Array;
}

/** The columns of every table that batches are written to. */
export const newColumns = () => ({
  facts_interaction: factColumns(),
  facts_ticket: ticketColumns(),
  facts_meeting: meetingColumns(),
  facts_money: moneyColumns(),
  facts_time: timeColumns(),
  facts_contract: contractColumns(),
  facts_rate: rateColumns(),
  dead_letter: deadLetterColumns(),
  directory_event: directoryEventColumns(),
  log_record: logRecordColumns(),
});

const pushEvent = (
  columns: ReturnType<typeof newColumns>,
  event: RapportEvent,
  contentHash: number,
  at: Place,
): void => {
  if (isIn(event, "facts_interaction")) pushFact(columns.facts_interaction, event, contentHash, at);
  else if (isIn(event, "facts_ticket")) pushTicket(columns.facts_ticket, event, contentHash, at);
  else if (isIn(event, "facts_meeting")) pushMeeting(columns.facts_meeting, event, contentHash, at);
  else if (isIn(event, "facts_money")) pushMoney(columns.facts_money, event, contentHash, at);
  else if (isIn(event, "facts_time")) pushTime(columns.facts_time, event, contentHash, at);
  else if (isIn(event, "facts_contract")) pushContract(columns.facts_contract, event, contentHash, at);
  else if (isIn(event, "facts_rate")) pushRate(columns.facts_rate, event, contentHash, at);
  else if (isIn(event, "dead_letter")) pushDeadLetter(columns.dead_letter, event, contentHash);
  else pushDirectoryEvent(columns.directory_event, event, contentHash);
};

const writtenTables = [
  "facts_interaction",
  "facts_ticket",
  "facts_meeting",
  "facts_money",
  "facts_time",
  "facts_contract",
  "facts_rate",
  "dead_letter",
  "directory_event",
  "log_record",
] as const;

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
    if (isIn(event, "facts_interaction")) days.add(dayOf(event.occurredAt, event.data.timePlausible));
  }
  return [...days].toSorted((a, b) => a - b);
};
