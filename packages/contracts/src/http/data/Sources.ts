import { z } from "zod";
import { DeadLetterCode } from "../../DeadLetter.ts";

const Count = z.number().int().nonnegative();
const Moment = z.iso.datetime();

/** One source: how far it has been read, and what of it could not be. */
export const SourceState = z.strictObject({
  connector: z.string(),
  account: z.string(),
  /** Log records of it that the warehouse holds; 0 of a source nothing of which could be read. */
  records: Count,
  lastEventAt: Moment.nullable(),
  lastRecordedAt: Moment.nullable(),
  /** Since its last record, by the server's clock; null where there is none. */
  lagSeconds: z.number().nonnegative().nullable(),
  /** Null where this server has no log beside it. */
  openDeadLetters: Count.nullable(),
  lastError: z
    .strictObject({
      at: Moment,
      code: DeadLetterCode,
      reason: z.string(),
      file: z.string(),
      position: z.string(),
    })
    .nullable(),
});
export type SourceState = z.infer<typeof SourceState>;

/** An import that runs now. */
export const RunningImport = z.strictObject({
  /** `ingest email`, … */
  command: z.string(),
  label: z.string(),
  unit: z.enum(["messages", "records", "bytes", "files", "days", "months"]),
  done: Count,
  /** Null while unknown. */
  total: Count.nullable(),
  bytesDone: Count.nullable(),
  bytesTotal: Count.nullable(),
  startedAt: Moment,
  updatedAt: Moment,
});
export type RunningImport = z.infer<typeof RunningImport>;

export const SourceStates = z.strictObject({
  now: Moment,
  sources: z.array(SourceState),
  /** Log records not yet in the warehouse; null where the log cannot be asked. */
  projectorLagRecords: Count.nullable(),
  /** Null where imports run on other machines: then records and lag alone tell of them. */
  imports: z.array(RunningImport).nullable(),
});
export type SourceStates = z.infer<typeof SourceStates>;
