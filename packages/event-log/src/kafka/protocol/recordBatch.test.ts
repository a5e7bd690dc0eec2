import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { crc32c } from "@node-rs/crc32";
import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "@rapport/testing/seededRandom";
import { KafkaFailure } from "../KafkaFailure.ts";
import { decodeBatches, tombstone } from "./decodeBatches.ts";
import {
  batchOverheadBytes,
  type EncodedRecord,
  encodeBatch,
  encodeHeaders,
  recordBytes,
} from "./encodeBatch.ts";
import { VarintReader, varintBytes, writeVarint } from "./varint.ts";

const producer = { producerId: 4_000_000_007, producerEpoch: 3, firstSequence: 2_000_000_000 };
const now = Date.UTC(2026, 1, 3);

const recordOf = (key: string, value: Uint8Array, headers: Record<string, string> = {}): EncodedRecord => ({
  key: Buffer.from(key),
  value,
  headers: encodeHeaders(headers),
});

/** Records of all lengths at which the encoding changes. */
const someRecords = (seed: number): EncodedRecord[] => {
  const random = seededRandom(seed);
  return [0, 1, 62, 63, 64, 127, 128, 8190, 8192, 70_000].map((length, index) =>
    recordOf(
      `clé ${"k".repeat(length % 300)}`,
      Buffer.from(Array.from({ length }, () => random.int(0, 255))),
      index % 2 === 0
        ? {}
        : { "content-type": "application/json", ce_source: "/e-mail/ü", ce_id: String(seed) },
    ),
  );
};

/** The batch as the broker stores it: at an offset, and with its own time. */
const stored = (batch: Buffer, baseOffset: number, appendedAt?: number): Buffer => {
  const bytes = Buffer.from(batch);
  bytes.writeBigInt64BE(BigInt(baseOffset), 0);
  if (appendedAt !== undefined) {
    bytes.writeInt16BE(bytes.readInt16BE(21) | 8, 21);
    bytes.writeBigInt64BE(BigInt(appendedAt), 35);
    bytes.writeUInt32BE(crc32c(bytes.subarray(21)), 17);
  }
  return bytes;
};

const failsWith = async (bytes: Buffer): Promise<KafkaFailure> =>
  decodeBatches(bytes, 0).then(
    () => assert.fail("decoded"),
    (error: unknown) => {
      assert.instanceOf(error, KafkaFailure);
      return error as KafkaFailure;
    },
  );

describe("varints", () => {
  it("come back whole, in as many bytes as announced", () => {
    for (const value of [
      0,
      -1,
      1,
      63,
      64,
      -64,
      -65,
      8191,
      8192,
      1 << 20,
      0x3fff_ffff,
      0x7fff_ffff,
      -0x8000_0000,
    ]) {
      const bytes = Buffer.alloc(8);
      assert.strictEqual(writeVarint(bytes, 0, value), varintBytes(value));
      assert.strictEqual(new VarintReader(bytes).int(), value);
      assert.strictEqual(new VarintReader(bytes).long(), value);
    }
  });

  it("are refused when they do not end", () => {
    assert.throws(() => new VarintReader(Buffer.alloc(20, 0xff)).int(), RangeError);
    assert.throws(() => new VarintReader(Buffer.alloc(20, 0xff)).long(), RangeError);
    assert.throws(() => new VarintReader(Buffer.from([0x80])).int(), RangeError);
  });
});

describe("record batches", () => {
  it("come back as they were", async () => {
    const records = someRecords(1);
    const batch = await encodeBatch(records, producer, now);
    const { records: found, nextOffset } = await decodeBatches(stored(batch, 7, now + 5), 0);
    assert.deepStrictEqual(
      found.map(({ key, value, offset, appendedAt }) => [key, Buffer.from(value), offset, appendedAt]),
      records.map(({ key, value }, index) => [key.toString(), Buffer.from(value), 7 + index, now + 5]),
    );
    assert.strictEqual(nextOffset, 7 + records.length);
  });

  it("are read by kafkajs as they were written", async () => {
    const load = createRequire(import.meta.resolve("kafkajs"));
    const Decoder = load("./src/protocol/decoder.js");
    const decodeTheirs = load("./src/protocol/recordBatch/v0/decoder.js");
    const { CompressionCodecs } = load("./index.js");
    const { zstdDecompressSync } = await import("node:zlib");
    CompressionCodecs[4] = () => ({
      decompress: (bytes: Buffer) => Promise.resolve(zstdDecompressSync(bytes)),
    });
    const records = someRecords(2);
    const batch = await encodeBatch(records, producer, now);
    const theirs = await decodeTheirs(new Decoder(stored(batch, 9)));
    assert.deepInclude(theirs, { producerId: "4000000007", producerEpoch: 3, firstSequence: 2_000_000_000 });
    assert.strictEqual(theirs.records.length, records.length);
    for (const [index, { key, value }] of records.entries()) {
      const their = theirs.records[index];
      assert.deepStrictEqual([their.key, Buffer.from(their.value ?? [])], [key, Buffer.from(value)]);
      assert.strictEqual(their.offset, String(9 + index));
      assert.strictEqual(their.timestamp, String(now));
      assert.strictEqual(their.headers.ce_source?.toString(), index % 2 === 0 ? undefined : "/e-mail/ü");
    }
  });

  it("take no more room than was reckoned", async () => {
    for (const record of someRecords(3)) {
      const plain = recordBytes(record);
      const random = Buffer.concat([record.key, record.value, record.headers]).length;
      assert.isAtLeast(plain, random);
      assert.isAtMost(plain, random + 24);
    }
  });

  it("follow one another, and one cut off at the end is left for the next fetch", async () => {
    const [first, second] = [
      await encodeBatch(someRecords(4), producer, now),
      await encodeBatch(someRecords(5), producer, now),
    ];
    const both = Buffer.concat([stored(first, 0), stored(second, 10)]);
    for (const [length, next] of [
      [both.length, 20],
      [both.length - 1, 10],
      [first.length + batchOverheadBytes, 10],
      [first.length + 3, 10],
      [first.length - 1, 0],
      [0, 0],
    ] as const) {
      const { records, nextOffset } = await decodeBatches(both.subarray(0, length), 0);
      assert.deepStrictEqual([records.length, nextOffset], [next, next]);
    }
  });

  it("leave out what stands before the offset asked for", async () => {
    const batch = stored(await encodeBatch(someRecords(6), producer, now), 100);
    const { records, nextOffset } = await decodeBatches(batch, 104);
    assert.deepStrictEqual([records[0]?.offset, records.length, nextOffset], [104, 6, 110]);
  });

  it("tell where to go on when compaction left nothing of them", async () => {
    const batch = stored(await encodeBatch([recordOf("a", Buffer.from("b"))], producer, now), 50);
    // What the cleaner leaves of a batch: its header, which still spans its offsets.
    const empty = Buffer.from(batch.subarray(0, batchOverheadBytes));
    empty.writeInt32BE(batchOverheadBytes - 12, 8);
    empty.writeInt16BE(0, 21);
    empty.writeInt32BE(9, 23);
    empty.writeInt32BE(0, 57);
    empty.writeUInt32BE(crc32c(empty.subarray(21)), 17);
    assert.deepStrictEqual(await decodeBatches(empty, 50), { records: [], nextOffset: 60 });
  });

  it("of others are read when they are plain or gzip, and deletions are told from empty values", async () => {
    const deletion = Buffer.from([16, 0, 0, 0, 2, 0x6b, 1, 0, 0]); // key "k", no value
    const emptyLater = Buffer.from([16, 0, 4, 2, 2, 0x6c, 0, 0, 0]); // key "l", value of no bytes, 2 ms later
    const body = Buffer.concat([deletion, emptyLater]);
    for (const codec of [0, 1]) {
      const packed = codec === 0 ? body : gzipSync(body);
      const batch = Buffer.concat([Buffer.alloc(batchOverheadBytes), packed]);
      batch.writeInt32BE(batch.length - 12, 8);
      batch.writeInt8(2, 16);
      batch.writeInt16BE(codec, 21);
      batch.writeInt32BE(1, 23);
      batch.writeBigInt64BE(BigInt(now), 27);
      batch.writeInt32BE(2, 57);
      batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
      const { records } = await decodeBatches(batch, 0);
      assert.deepStrictEqual(
        records.map(({ key, appendedAt }) => [key, appendedAt]),
        [
          ["k", now],
          ["l", now + 2],
        ],
      );
      assert.strictEqual(records[0]?.value, tombstone);
      assert.notStrictEqual(records[1]?.value, tombstone);
    }
  });

  it("with any damaged byte are refused, or not taken for whole", async () => {
    const batch = stored(await encodeBatch([recordOf("key", Buffer.from("value"))], producer, now), 0);
    // The offset, the leader's epoch and the length are the broker's, outside of the checksum.
    for (let at = 16; at < batch.length; at++) {
      const bad = Buffer.from(batch);
      bad[at]! ^= 0x10;
      const failure = await failsWith(bad);
      assert.deepStrictEqual([at, failure.code, failure.retriable], [at, "CORRUPT_MESSAGE", false]);
    }
  });

  it("that are sound come even when a damaged one follows, which is refused when it is next", async () => {
    const batchOf = async (keys: ReadonlyArray<string>, baseOffset: number) =>
      stored(
        await encodeBatch(
          keys.map((key) => recordOf(key, Buffer.from("v"))),
          producer,
          now,
        ),
        baseOffset,
      );
    const first = await batchOf(["a", "b", "c"], 5);
    const second = await batchOf(["d"], 8);
    second[second.length - 1]! ^= 1;
    const { records, nextOffset } = await decodeBatches(Buffer.concat([first, second]), 5);
    assert.deepStrictEqual([records.map(({ offset }) => offset), nextOffset], [[5, 6, 7], 8]);
    assert.include((await failsWith(second)).detail, "the batch at offset 8 fails its checksum");
  });

  it("in a codec that Rapport never writes are refused by its name", async () => {
    const batch = stored(await encodeBatch(someRecords(7), producer, now), 0);
    batch.writeInt16BE(3, 21);
    batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
    const { code, detail } = await failsWith(batch);
    assert.strictEqual(code, "UNSUPPORTED_COMPRESSION_TYPE");
    assert.include(detail, "lz4");
  });
});
