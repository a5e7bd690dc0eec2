import { promisify } from "node:util";
import { zstdCompress, zstdCompressSync } from "node:zlib";
import { crc32c } from "@node-rs/crc32";
import { varintBytes, writeVarint } from "./varint.ts";

/** A record with its texts in UTF-8. */
export interface EncodedRecord {
  readonly key: Buffer;
  readonly value: Uint8Array;
  /** As `encodeHeaders` makes them. */
  readonly headers: Buffer;
}

export interface ProducerState {
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Sequence number of the batch's first record. */
  readonly firstSequence: number;
}

/** Bytes of a batch before its records. */
export const batchOverheadBytes = 61;

const attributes = { zstd: 4 };

/** Below this the hop to another thread costs more than the compression. */
const syncBelowBytes = 32 * 1024;

const compressInThread = promisify(zstdCompress);

const bodyBytes = ({ key, value, headers }: EncodedRecord, offsetDelta: number): number =>
  // Attributes and the difference of time, both 0, take a byte each.
  2 +
  varintBytes(offsetDelta) +
  varintBytes(key.length) +
  key.length +
  varintBytes(value.length) +
  value.length +
  headers.length;

/** An upper bound of the bytes the record takes in a batch, whatever its place in it. */
export const recordBytes = (record: EncodedRecord): number => bodyBytes(record, 0x7fff_ffff) + 5;

const writeRecord = (into: Buffer, from: number, record: EncodedRecord, offsetDelta: number): number => {
  let at = writeVarint(into, from, bodyBytes(record, offsetDelta));
  into[at++] = 0;
  into[at++] = 0;
  at = writeVarint(into, at, offsetDelta);
  at = writeVarint(into, at, record.key.length);
  into.set(record.key, at);
  at = writeVarint(into, at + record.key.length, record.value.length);
  into.set(record.value, at);
  at += record.value.length;
  into.set(record.headers, at);
  return at + record.headers.length;
};

const writeText = (into: Buffer, from: number, text: string): number => {
  const length = Buffer.byteLength(text);
  const at = writeVarint(into, from, length);
  into.write(text, at, "utf8");
  return at + length;
};

let scratch = Buffer.allocUnsafe(4096);

/** Number of headers, then name and value of each. */
export const encodeHeaders = (headers: Readonly<Record<string, string>>): Buffer => {
  const pairs = Object.entries(headers);
  // Three bytes for a UTF-16 unit and five for a length at most.
  const bound = pairs.reduce((sum, [name, value]) => sum + 10 + 3 * (name.length + value.length), 5);
  if (bound > scratch.length) scratch = Buffer.allocUnsafe(bound);
  let at = writeVarint(scratch, 0, pairs.length);
  for (const [name, value] of pairs) at = writeText(scratch, writeText(scratch, at, name), value);
  return Buffer.from(scratch.subarray(0, at));
};

/** The compressor makes its output in pieces of this size: few, and not much larger than what comes out. */
const chunkSizeFor = (bytes: number): number => Math.max(1024, bytes >> 2);

/**
 * One record batch (message format v2, zstd), as a Produce request carries it: see
 * https://kafka.apache.org/documentation/#recordbatch. The broker puts its own time in place of `nowMs` where the topic
 * says LogAppendTime.
 */
export const encodeBatch = async (
  records: ReadonlyArray<EncodedRecord>,
  producer: ProducerState,
  nowMs: number,
): Promise<Buffer> => {
  const plain = Buffer.allocUnsafe(records.reduce((sum, record) => sum + recordBytes(record), 0));
  let end = 0;
  for (const [offsetDelta, record] of records.entries()) end = writeRecord(plain, end, record, offsetDelta);
  const used = plain.subarray(0, end);
  const options = { chunkSize: chunkSizeFor(end) };
  const packed =
    end < syncBelowBytes ? zstdCompressSync(used, options) : await compressInThread(used, options);
  const batch = Buffer.allocUnsafe(batchOverheadBytes + packed.length);
  batch.writeBigInt64BE(0n, 0);
  batch.writeInt32BE(batch.length - 12, 8);
  batch.writeInt32BE(-1, 12);
  batch.writeInt8(2, 16);
  batch.writeInt16BE(attributes.zstd, 21);
  batch.writeInt32BE(records.length - 1, 23);
  batch.writeBigInt64BE(BigInt(nowMs), 27);
  batch.writeBigInt64BE(BigInt(nowMs), 35);
  batch.writeBigInt64BE(BigInt(producer.producerId), 43);
  batch.writeInt16BE(producer.producerEpoch, 51);
  batch.writeInt32BE(producer.firstSequence, 53);
  batch.writeInt32BE(records.length, 57);
  batch.set(packed, batchOverheadBytes);
  batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
  return batch;
};
