import { type EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { foldWords } from "@rapport/domain/decisions/words/foldWords";
import type { Words } from "@rapport/domain/decisions/words/Words";
import { Effect, Semaphore } from "effect";
import { type DirectoryState, directoryState } from "./DirectoryState.ts";
import { type DirectoryRecord, nothingRead, readDirectoryRecords } from "./readDirectoryRecords.ts";

/** Everything that was said, as the log had it when it was asked for. */
export interface DirectoryNow {
  readonly records: ReadonlyArray<DirectoryRecord>;
  /** By event id; of an event that stands in the log twice the first record. */
  readonly byId: ReadonlyMap<string, DirectoryRecord>;
  readonly state: DirectoryState;
}

const lastDay = "9999-12-31";

/** What people have said of clients by those events, up to words about days to come. */
export const wordsOf = ({ records, state }: Pick<DirectoryNow, "records" | "state">): Words =>
  foldWords(
    records.map(({ event }) => event),
    lastDay,
    (id) => state.countedAs.get(id) ?? id,
  );

/** What had been said before a record. */
export const saidBefore = (
  { records }: DirectoryNow,
  { partition, offset }: Omit<DirectoryRecord, "event">,
) => {
  const earlier = records.filter((one) => one.partition !== partition || one.offset < offset);
  return { records: earlier, state: directoryState(earlier.map(({ event }) => event)) };
};

const nowOf = (records: ReadonlyArray<DirectoryRecord>): DirectoryNow => {
  const byId = new Map<string, DirectoryRecord>();
  for (const record of records) if (!byId.has(record.event.id)) byId.set(record.event.id, record);
  return { records, byId, state: directoryState(records.map(({ event }) => event)) };
};

/** Reads the directory of a log again and again, each time only what is new. */
export const directoryReader = (
  log: EventLog["Service"],
): Effect.Effect<Effect.Effect<DirectoryNow, EventLogError>> =>
  Effect.map(Semaphore.make(1), (turn) => {
    let now = nowOf([]);
    const next = [...nothingRead];
    return turn.withPermits(1)(
      Effect.map(
        Effect.suspend(() => readDirectoryRecords(log, next)),
        (fresh) => {
          if (fresh.length === 0) return now;
          for (const { partition, offset } of fresh) next[partition] = offset + 1;
          now = nowOf([...now.records, ...fresh]);
          return now;
        },
      ),
    );
  });
