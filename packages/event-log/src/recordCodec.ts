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

export interface EncodedRecords {
  readonly buffer: ArrayBuffer;
  readonly chunks: ReadonlyArray<Chunk>;
}

/** Thrown by `encodeRecords`, with a text for people. */
export class OversizeRecord extends Error {}

interface OpenChunk {
  readonly partition: number;
  count: number;
  bytes: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const keyBytesOf = (key: string, scratch: Uint8Array): Uint8Array => {
  if (key.length * 3 > scratch.length) return encoder.encode(key);
  return scratch.subarray(0, encoder.encodeInto(key, scratch).written);
};

/**
 * Sorts records into partitions by their keys, keeping the order within each, and encodes them into one buffer in
 * chunks of at most 1 MiB (or one record). An unpaired surrogate in a key becomes U+FFFD, as UTF-8 demands.
 * Throws `OversizeRecord` for a record over 1 MiB, before anything is encoded.
 */
export const encodeRecords = (records: ReadonlyArray<NewRecord>, partitions: number): EncodedRecords => {
  const scratch = new Uint8Array(4096);
  const keys: Uint8Array[] = [];
  const chunkOf: OpenChunk[] = [];
  const open = new Map<number, OpenChunk>();
  const chunks: OpenChunk[] = [];
  records.forEach((record, index) => {
    const inScratch = keyBytesOf(record.key, scratch);
    const size = inScratch.length + record.value.length;
    if (size > maxRecordBytes) {
      throw new OversizeRecord(
        `record ${index} with key "${record.key.slice(0, 100)}" has ${size} bytes, over the limit of ${maxRecordBytes}`,
      );
    }
    const partition = partitions === 1 ? 0 : partitionOf(inScratch, partitions);
    let chunk = open.get(partition);
    if (chunk === undefined || chunk.bytes + headerBytes + size > maxBatchBytes) {
      chunk = { partition, count: 0, bytes: 0 };
      open.set(partition, chunk);
      chunks.push(chunk);
    }
    chunk.count++;
    chunk.bytes += headerBytes + size;
    chunkOf.push(chunk);
    keys.push(inScratch.slice());
  });
  return write(records, keys, chunks, chunkOf);
};

const write = (
  records: ReadonlyArray<NewRecord>,
  keys: ReadonlyArray<Uint8Array>,
  chunks: ReadonlyArray<OpenChunk>,
  chunkOf: ReadonlyArray<OpenChunk>,
): EncodedRecords => {
  let total = 0;
  const next = new Map<OpenChunk, number>();
  const placed = chunks.map((chunk) => {
    const start = total;
    next.set(chunk, start);
    total += chunk.bytes;
    return { partition: chunk.partition, count: chunk.count, start, end: total };
  });
  const buffer = new ArrayBuffer(total);
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  records.forEach((record, index) => {
    const chunk = chunkOf[index]!;
    const key = keys[index]!;
    const at = next.get(chunk)!;
    view.setUint32(at, key.length, true);
    view.setUint32(at + 4, record.value.length, true);
    bytes.set(key, at + headerBytes);
    bytes.set(record.value, at + headerBytes + key.length);
    next.set(chunk, at + headerBytes + key.length + record.value.length);
  });
  return { buffer, chunks: placed };
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
