import type { EventLogError, LogRecord } from "../../EventLog.ts";
import type { Lease } from "../../group/GroupStore.ts";
import { maxReadBytes } from "../../limits.ts";

/** What was fetched of one partition and not yet taken: offsets `headOffset` up to before `nextOffset`. */
export interface Feed {
  readonly topic: string;
  readonly partition: number;
  /** Of the lease that it was made for. */
  readonly generation: number;
  records: ReadonlyArray<LogRecord>;
  /** Of the records, about. */
  bytes: number;
  headOffset: number;
  nextOffset: number;
  /** Next offset of the partition when it was last fetched. */
  endOffset: number;
  /** Not fetched yet. */
  isNew: boolean;
  failures: number;
  /** Since when no fetch has succeeded, UTC ms; null when the last one did. */
  failingSince: number | null;
  /** Not to be fetched before, UTC ms. */
  retryAt: number;
  /** It cannot go on. */
  failure: EventLogError | null;
}

/** Fetched records are kept up to about so many bytes for one partition, and for all of them together. */
const maxFeedBytes = maxReadBytes;
const maxFeedsBytes = 8 * maxReadBytes;

/** What a record takes besides its value, about. */
const recordBytes = 100;

const weightOf = ({ value }: LogRecord) => value.length + recordBytes;

export const makeFeed = ({ topic, partition, generation }: Lease, offset: number): Feed => ({
  topic,
  partition,
  generation,
  records: [],
  bytes: 0,
  headOffset: offset,
  nextOffset: offset,
  endOffset: offset,
  isNew: true,
  failures: 0,
  failingSince: null,
  retryAt: 0,
  failure: null,
});

/** Whether more of it should be fetched. One that has nothing always is, whatever the others hold. */
export const isHungry = (feed: Feed, inStoreBytes: number): boolean =>
  feed.failure === null &&
  (feed.records.length === 0 || (feed.bytes < maxFeedBytes && inStoreBytes < maxFeedsBytes));

export const fill = (feed: Feed, records: ReadonlyArray<LogRecord>, endOffset: number): void => {
  feed.endOffset = endOffset;
  if (records.length === 0) return;
  feed.records = feed.records.length === 0 ? records : feed.records.concat(records);
  feed.bytes += records.reduce((sum, record) => sum + weightOf(record), 0);
  feed.nextOffset = records.at(-1)!.offset + 1;
};

/** Takes at most `maxRecords` and 8 MiB (or one record) from its head. */
export const takeFrom = (feed: Feed, maxRecords: number): ReadonlyArray<LogRecord> => {
  const { records } = feed;
  let count = 0;
  let bytes = 0;
  let weight = 0;
  while (count < records.length && count < maxRecords) {
    const record = records[count]!;
    if (count > 0 && bytes + record.value.length > maxReadBytes) break;
    bytes += record.value.length;
    weight += weightOf(record);
    count++;
  }
  if (count === 0) return [];
  const taken = count === records.length ? records : records.slice(0, count);
  feed.records = count === records.length ? [] : records.slice(count);
  feed.bytes -= weight;
  feed.headOffset = taken.at(-1)!.offset + 1;
  return taken;
};
