import { type BatchWriter, makeBatchWriter } from "./appendBatches.ts";
import { LogFailure, failureOf, sqliteCode, sqliteCodeOf } from "./LogFailure.ts";
import { inTransaction, type LogDatabase } from "./openDatabase.ts";
import type { Failure } from "./protocol.ts";

/** One thing to write. `answer` and `fail` are called after COMMIT, or after the attempt failed. */
export interface Write {
  readonly bytes: number;
  readonly run: (batches: BatchWriter) => unknown;
  readonly answer: (value: unknown) => void;
  readonly fail: (failure: Failure) => void;
}

/** Writes gathered into one transaction may weigh so much before it is committed. */
const commitBytes = 1024 * 1024;

/**
 * Group commit: everything that arrived while the last transaction was being synced goes into the next one, up to
 * 1 MiB. There is no timer: a lone write is committed at once, and under load the syncing itself gathers the rest
 * (well over what a wait of 2 ms would gather). Nobody is answered before COMMIT has returned.
 */
export interface GroupCommit {
  readonly submit: (write: Write) => void;
  /** Commits what is waiting. */
  readonly flush: () => void;
}

export const makeGroupCommit = (log: LogDatabase): GroupCommit => {
  const startWriter = makeBatchWriter(log);
  let waiting: Write[] = [];
  let bytes = 0;
  let broken: Failure | null = null;

  const runAll = (writes: ReadonlyArray<Write>): ReadonlyArray<() => void> =>
    inTransaction(log.db, () => {
      const batches = startWriter();
      const outcomes = writes.map((write) => {
        try {
          const value = write.run(batches);
          return () => write.answer(value);
        } catch (error) {
          // A request that is wrong by itself fails alone; anything else undoes the whole transaction.
          if (!(error instanceof LogFailure)) throw error;
          return () => write.fail(failureOf(error));
        }
      });
      batches.flush();
      return outcomes;
    });

  const flush = () => {
    const writes = waiting;
    waiting = [];
    bytes = 0;
    if (writes.length === 0) return;
    if (broken !== null) {
      for (const write of writes) write.fail(broken);
      return;
    }
    try {
      for (const deliver of runAll(writes)) deliver();
    } catch (error) {
      const failure = failureOf(error);
      // After a failed sync nobody knows what is on the disk, and the next sync may wrongly succeed.
      if (sqliteCodeOf(error) === sqliteCode.ioError) {
        broken = {
          detail: `the disk failed (${failure.detail}); check it and start again`,
          retriable: false,
        };
      }
      for (const write of writes) write.fail(broken ?? failure);
    }
  };

  return {
    submit: (write) => {
      waiting.push(write);
      bytes += write.bytes;
      if (bytes >= commitBytes) flush();
      else if (waiting.length === 1) setImmediate(flush);
    },
    flush,
  };
};
