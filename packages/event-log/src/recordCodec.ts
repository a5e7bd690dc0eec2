import type { LogRecord, NewRecord } from "./EventLog.ts";
import { maxBatchBytes, maxRecordBytes } from "./limits.ts";
import { partitionOf } from "./partitionOf.ts";

/** Each record: key length, value length (unsigned 32-bit little endian), key in UTF-8, value. Records follow one another. */
const headerBytes = 8;

/** Records of one partition, in order: bytes `start` to `end` of the encoded buffer. */
export interface Chunk {
  readonly partition: number;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

export interface EncodedRecords<Buffer extends ArrayBufferLike> {
  readonly buffer: Buffer;
  /** Bytes used of the buffer, which may be larger. */
  readonly bytes: number;
  readonly chunks: ReadonlyArray<Chunk>;
}

/** Thrown by `encodeRecords`, with a text for people. */
export class OversizeRecord extends Error {}

interface OpenChunk {
  readonly partition: number;
  count: number;
  bytes: number;
  /** Where the next record of the chunk is written. */
  at: number;
}

/** All distinct keys of an append in UTF-8, one after the other. */
interface Keys {
  bytes: Uint8Array;
  used: number;
  readonly known: Map<string, Key>;
}

interface Key {
  readonly start: number;
  readonly length: number;
  readonly partition: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const keyOf = (keys: Keys, text: string, partitions: number): Key => {
  const before = keys.known.get(text);
  if (before !== undefined) return before;
  const start = keys.used;
  // UTF-8 takes at most three bytes for a UTF-16 unit.
  const needed = start + text.length * 3;
  if (needed > keys.bytes.length) {
    const larger = new Uint8Array(Math.max(needed, keys.bytes.length * 2));
    larger.set(keys.bytes.subarray(0, start));
    keys.bytes = larger;
  }
  const { written } = encoder.encodeInto(text, keys.bytes.subarray(start));
  keys.used += written;
  const partition = partitions === 1 ? 0 : partitionOf(keys.bytes.subarray(start, keys.used), partitions);
  const key = { start, length: written, partition };
  keys.known.set(text, key);
  return key;
};

/**
 * Sorts records into partitions by their keys, keeping the order within each, and encodes them into one buffer from
 * `allocate` in chunks of at most 1 MiB (or one record). An unpaired surrogate in a key becomes U+FFFD, as UTF-8
 * demands. Throws `OversizeRecord` for a record over 1 MiB, before anything is allocated.
 */
export const encodeRecords = <Buffer extends ArrayBufferLike>(
  records: ReadonlyArray<NewRecord>,
  partitions: number,
  allocate: (bytes: number) => Buffer,
): EncodedRecords<Buffer> => {
  const keys: Keys = { bytes: new Uint8Array(4096), used: 0, known: new Map() };
  const keyAt: Key[] = [];
  const chunkAt: OpenChunk[] = [];
  const chunks: OpenChunk[] = [];
  const open = new Map<number, OpenChunk>();
  for (const [index, record] of records.entries()) {
    const key = keyOf(keys, record.key, partitions);
    const size = key.length + record.value.length;
    if (size > maxRecordBytes) {
      const name = record.key.slice(0, 100);
      throw new OversizeRecord(
        `record ${index} with key "${name}" has ${size} bytes, over the limit of ${maxRecordBytes}`,
      );
    }
    let chunk = open.get(key.partition);
    if (chunk === undefined || chunk.bytes + headerBytes + size > maxBatchBytes) {
      chunk = { partition: key.partition, count: 0, bytes: 0, at: 0 };
      open.set(key.partition, chunk);
      chunks.push(chunk);
    }
    chunk.count++;
    chunk.bytes += headerBytes + size;
    keyAt.push(key);
    chunkAt.push(chunk);
  }
  let bytes = 0;
  const placed = chunks.map((chunk): Chunk => {
    chunk.at = bytes;
    bytes += chunk.bytes;
    return { partition: chunk.partition, count: chunk.count, start: chunk.at, end: bytes };
  });
  const buffer = allocate(bytes);
  writeRecords(buffer, records, keys.bytes, keyAt, chunkAt);
  return { buffer, bytes, chunks: placed };
};

const writeRecords = (
  buffer: ArrayBufferLike,
  records: ReadonlyArray<NewRecord>,
  keyBytes: Uint8Array,
  keyAt: ReadonlyArray<Key>,
  chunkAt: ReadonlyArray<OpenChunk>,
): void => {
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  for (const [index, { value }] of records.entries()) {
    const { start, length } = keyAt[index]!;
    const chunk = chunkAt[index]!;
    const keyTo = chunk.at + headerBytes;
    view.setUint32(chunk.at, length, true);
    view.setUint32(chunk.at + 4, value.length, true);
    // Keys are short: a loop is faster than making a view of each.
    for (let at = 0; at < length; at++) bytes[keyTo + at] = keyBytes[start + at]!;
    bytes.set(value, keyTo + length);
    chunk.at = keyTo + length + value.length;
  }
};

/** A stored run of records: `count` records from offset `firstOffset` on, all appended at `appendedAt` (UTC ms). */
export interface StoredBatch {
  readonly firstOffset: number;
  readonly count: number;
  readonly appendedAt: number;
  readonly data: Uint8Array;
}

/**
 * The records of a batch from `fromOffset` on, at most `maxRecords`. Values are views into `data`, not copies.
 * Only for data whose checksum was checked.
 */
export const decodeBatch = (batch: StoredBatch, fromOffset: number, maxRecords: number): LogRecord[] => {
  const { data } = batch;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const records: LogRecord[] = [];
  let at = 0;
  for (let index = 0; index < batch.count && records.length < maxRecords; index++) {
    const keyEnd = at + headerBytes + view.getUint32(at, true);
    const valueEnd = keyEnd + view.getUint32(at + 4, true);
    const offset = batch.firstOffset + index;
    if (offset >= fromOffset) {
      const key = decoder.decode(data.subarray(at + headerBytes, keyEnd));
      records.push({ key, value: data.subarray(keyEnd, valueEnd), offset, appendedAt: batch.appendedAt });
    }
    at = valueEnd;
  }
  return records;
};
