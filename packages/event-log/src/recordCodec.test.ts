import { assert, describe, it } from "@effect/vitest";
import { Effect, Schema } from "effect";
import type { NewRecord } from "./EventLog.ts";
import { maxBatchBytes, maxRecordBytes } from "./limits.ts";
import { partitionOf } from "./partitionOf.ts";
import { decodeBatch, encodeRecords, OversizeRecord } from "./recordCodec.ts";

const Records = Schema.Array(
  Schema.Struct({
    key: Schema.String,
    value: Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 255 }))),
  }),
);

const encode = (records: ReadonlyArray<NewRecord>, partitions: number) =>
  encodeRecords(records, partitions, (bytes) => new ArrayBuffer(bytes));

const decodeAll = ({ buffer, chunks }: ReturnType<typeof encode>) =>
  chunks.flatMap(({ partition, count, start, end }) =>
    decodeBatch(
      { firstOffset: 0, count, appendedAt: 0, data: new Uint8Array(buffer, start, end - start) },
      0,
      count,
    ).map(({ key, value }) => ({ partition, key, value: [...value] })),
  );

describe("recordCodec", () => {
  it.effect.prop("gives back what it took, by partition, in order", [Records], ([records]) =>
    Effect.sync(() => {
      const encoder = new TextEncoder();
      const expected = records.map(({ key, value }) => ({
        partition: partitionOf(encoder.encode(key), 3),
        key: key.toWellFormed(),
        value: [...value],
      }));
      const decoded = decodeAll(
        encode(
          records.map(({ key, value }) => ({ key, value: Uint8Array.from(value) })),
          3,
        ),
      );
      for (const partition of [0, 1, 2]) {
        assert.deepStrictEqual(
          decoded.filter((record) => record.partition === partition),
          expected.filter((record) => record.partition === partition),
        );
      }
      assert.strictEqual(decoded.length, expected.length);
    }),
  );

  it("cuts a partition's records into chunks of at most 1 MiB", () => {
    const records = Array.from({ length: 500 }, (_, index) => ({
      key: "k",
      value: new Uint8Array(index * 37),
    }));
    const encoded = encode(records, 1);
    assert.isAbove(encoded.chunks.length, 4);
    for (const { start, end } of encoded.chunks) assert.isAtMost(end - start, maxBatchBytes);
    assert.strictEqual(decodeAll(encoded).length, 500);
  });

  it("takes a key longer than its scratch space", () => {
    const key = "ключ".repeat(5000);
    assert.strictEqual(decodeAll(encode([{ key, value: new Uint8Array(1) }], 4))[0]?.key, key);
  });

  it("counts key bytes towards the limit and names the record", () => {
    const value = new Uint8Array(maxRecordBytes - 1);
    assert.strictEqual(decodeAll(encode([{ key: "k", value }], 1)).length, 1);
    const tooLarge = [
      { key: "ok", value: new Uint8Array(0) },
      { key: "ä", value },
    ];
    assert.throws(() => encode(tooLarge, 1), OversizeRecord, /record 1 with key "ä" has 1048577 bytes/);
  });

  it("decodes only what is asked for", () => {
    const { buffer } = encode(
      Array.from({ length: 10 }, (_, index) => ({ key: `${index}`, value: new Uint8Array(3) })),
      1,
    );
    const batch = { firstOffset: 100, count: 10, appendedAt: 5, data: new Uint8Array(buffer) };
    assert.deepStrictEqual(
      decodeBatch(batch, 104, 3).map(({ offset, key }) => [offset, key]),
      [
        [104, "4"],
        [105, "5"],
        [106, "6"],
      ],
    );
    assert.deepStrictEqual(decodeBatch(batch, 110, 3), []);
  });
});
