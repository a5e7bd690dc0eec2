import { promisify } from "node:util";
import { gunzip, zstdDecompress, zstdDecompressSync } from "node:zlib";
import { crc32c } from "@node-rs/crc32";
import type { LogRecord } from "../../EventLog.ts";
import { KafkaFailure } from "../KafkaFailure.ts";
import { batchOverheadBytes } from "./encodeBatch.ts";
import { VarintReader } from "./varint.ts";

export interface DecodedBatches {
  /** In order of offset; those below the offset asked for are left out. */
  readonly records: LogRecord[];
  /** Where to go on: behind the last whole batch, even when compaction left nothing of it. */
  readonly nextOffset: number;
}

/** The value of a record that has none (null): in a compacted topic, a deletion. */
export const tombstone = new Uint8Array(0);

const decompressInThread = promisify(zstdDecompress);
const gunzipInThread = promisify(gunzip);
/** A thread takes longer to be asked than such a batch takes to be unpacked. */
const syncBelowBytes = 64 * 1024;

const damaged = (detail: string) =>
  new KafkaFailure({
    code: "CORRUPT_MESSAGE",
    retriable: false,
    detail: `${detail}; the broker's log segment is damaged (kafka-dump-log.sh checks it)`,
  });

const decompress = async (codec: number, packed: Buffer): Promise<Buffer> => {
  if (codec === 0) return packed;
  if (codec === 1) return gunzipInThread(packed);
  if (codec === 4)
    return packed.length < syncBelowBytes ? zstdDecompressSync(packed) : decompressInThread(packed);
  const name = codec === 2 ? "snappy" : codec === 3 ? "lz4" : `number ${codec}`;
  throw new KafkaFailure({
    code: "UNSUPPORTED_COMPRESSION_TYPE",
    retriable: false,
    detail: `a batch is compressed with ${name}, which other software wrote; only zstd and gzip are read`,
  });
};

interface BatchHeader {
  readonly baseOffset: number;
  readonly count: number;
  readonly isLogAppendTime: boolean;
  readonly baseTimestamp: number;
  readonly maxTimestamp: number;
}

const readRecords = (plain: Buffer, header: BatchHeader, fromOffset: number, into: LogRecord[]): void => {
  const reader = new VarintReader(plain);
  for (let index = 0; index < header.count; index++) {
    const length = reader.int();
    const end = reader.at + length;
    if (length < 0 || end > plain.length) throw new RangeError("a record is cut off");
    reader.skip(1);
    const timestampDelta = reader.long();
    const offset = header.baseOffset + reader.int();
    const keyLength = reader.int();
    const keyStart = reader.skip(Math.max(0, keyLength));
    const valueLength = reader.int();
    const valueStart = reader.skip(Math.max(0, valueLength));
    if (offset >= fromOffset) {
      into.push({
        key: plain.toString("utf8", keyStart, keyStart + Math.max(0, keyLength)),
        value: valueLength < 0 ? tombstone : plain.subarray(valueStart, valueStart + valueLength),
        offset,
        appendedAt: header.isLogAppendTime ? header.maxTimestamp : header.baseTimestamp + timestampDelta,
      });
    }
    // Headers are for others: nothing of ours reads them.
    reader.at = end;
  }
};

/** Puts the batch's records from `fromOffset` on into `records`; answers the offset behind it. */
const readBatch = async (batch: Buffer, fromOffset: number, records: LogRecord[]): Promise<number> => {
  const baseOffset = Number(batch.readBigInt64BE(0));
  const magic = batch.readInt8(16);
  if (magic !== 2) throw damaged(`the batch at offset ${baseOffset} has format ${magic}, not 2`);
  if (crc32c(batch.subarray(21)) !== batch.readUInt32BE(17)) {
    throw damaged(`the batch at offset ${baseOffset} fails its checksum`);
  }
  const flags = batch.readInt16BE(21);
  const isControl = (flags & 0x20) !== 0;
  if (!isControl) {
    const header: BatchHeader = {
      baseOffset,
      count: batch.readInt32BE(57),
      isLogAppendTime: (flags & 8) !== 0,
      baseTimestamp: Number(batch.readBigInt64BE(27)),
      maxTimestamp: Number(batch.readBigInt64BE(35)),
    };
    try {
      const plain = await decompress(flags & 7, batch.subarray(batchOverheadBytes));
      readRecords(plain, header, fromOffset, records);
    } catch (error) {
      if (error instanceof KafkaFailure) throw error;
      throw damaged(`the batch at offset ${baseOffset} cannot be read (${String(error)})`);
    }
  }
  return baseOffset + batch.readInt32BE(23) + 1;
};

/**
 * The records of a Fetch answer's bytes (message format v2) from `fromOffset` on; every batch's CRC-32C is checked. A
 * batch cut off at the end is left for the next fetch, and so is one that is damaged behind one that is sound. Values
 * are views, not copies. Fails with a `KafkaFailure` that is not retriable for damage, and for a codec or format that
 * Rapport never writes.
 */
export const decodeBatches = async (bytes: Buffer, fromOffset: number): Promise<DecodedBatches> => {
  const records: LogRecord[] = [];
  let nextOffset = fromOffset;
  let at = 0;
  while (at + batchOverheadBytes <= bytes.length) {
    const end = at + 12 + bytes.readInt32BE(at + 8);
    if (end > bytes.length) break;
    const sound = records.length;
    try {
      const behind = await readBatch(bytes.subarray(at, end), fromOffset, records);
      nextOffset = Math.max(nextOffset, behind);
    } catch (error) {
      if (nextOffset === fromOffset) throw error;
      records.length = sound;
      break;
    }
    at = end;
  }
  return { records, nextOffset };
};
