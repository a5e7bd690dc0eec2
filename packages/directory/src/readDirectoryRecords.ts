import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { decodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { Effect } from "effect";

/** A directory event and where it stands in the log. */
export interface DirectoryRecord {
  readonly event: DirectoryEvent;
  readonly partition: number;
  readonly offset: number;
}

const readAtOnce = 1_000;
const { name, partitions } = topics.directory;

/** The first offset of every partition. */
export const nothingRead: ReadonlyArray<number> = Array.from({ length: partitions }, () => 0);

/**
 * The directory events from those offsets on, one for each partition. Records that no contract accepts are left out: they
 * are the projector's to report.
 */
export const readDirectoryRecords = (
  log: EventLog["Service"],
  from: ReadonlyArray<number>,
): Effect.Effect<ReadonlyArray<DirectoryRecord>, EventLogError> =>
  Effect.gen(function* () {
    const found: Array<DirectoryRecord> = [];
    for (let partition = 0; partition < partitions; partition++) {
      for (let offset = from[partition] ?? 0; ;) {
        const records = yield* log.read(name, partition, offset, readAtOnce);
        if (records.length === 0) break;
        for (const record of records) {
          const decoded = decodeEvent(name, record.value);
          // The topic's contract admits directory events alone.
          if (decoded.ok)
            found.push({ event: decoded.event as DirectoryEvent, partition, offset: record.offset });
        }
        offset = records[records.length - 1]!.offset + 1;
      }
    }
    return found;
  });
