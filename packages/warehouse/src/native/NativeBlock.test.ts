import { assert, describe, it } from "@effect/vitest";
import { ByteSink } from "./ByteSink.ts";
import { array, nullable } from "./composites.ts";
import { encodeNativeBlock } from "./NativeBlock.ts";
import { bool, date32, dateTime64Ms, int16, int64, uint8, uint64 } from "./numbers.ts";
import { fixedString, lowCardinality, string } from "./strings.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const text = (value: string): string => Buffer.from(value).toString("hex");

describe("encodeNativeBlock", () => {
  // The answer of ClickHouse 26.7 to `SELECT toLowCardinality('ab') AS c FROM numbers(3) FORMAT Native`.
  it("writes low cardinality as the engine does", () => {
    const c = lowCardinality();
    for (let i = 0; i < 3; i++) c.push("ab");
    const expected = [
      "0103",
      `01${text("c")}`,
      `16${text("LowCardinality(String)")}`,
      "0100000000000000",
      "0006000000000000",
      "0200000000000000",
      `0002${text("ab")}`,
      "0300000000000000",
      "010101",
    ];
    assert.strictEqual(hex(encodeNativeBlock({ c })), expected.join(""));
  });

  // `SELECT ['x','yz']::Array(LowCardinality(String)) AS c, CAST(NULL AS Nullable(Int16)) AS n, true AS b,
  // toDateTime64('2020-01-01 00:00:00.001', 3, 'UTC') AS d, 'ab'::FixedString(3) AS f FROM numbers(2)`.
  it("writes composites as the engine does", () => {
    const columns = {
      c: array(lowCardinality()),
      n: nullable(int16()),
      b: bool(),
      d: dateTime64Ms(),
      f: fixedString(3),
    };
    for (let i = 0; i < 2; i++) {
      columns.c.push(["x", "yz"]);
      columns.n.push(null);
      columns.b.push(true);
      columns.d.push(Date.UTC(2020, 0, 1, 0, 0, 0, 1));
      columns.f.push("ab");
    }
    const expected = [
      "0502",
      `01${text("c")}1d${text("Array(LowCardinality(String))")}0100000000000000`,
      "02000000000000000400000000000000",
      "000600000000000003000000000000000001",
      `${text("x")}02${text("yz")}040000000000000001020102`,
      `01${text("n")}0f${text("Nullable(Int16)")}010100000000`,
      `01${text("b")}04${text("Bool")}0101`,
      `01${text("d")}14${text("DateTime64(3, 'UTC')")}01e8665e6f01000001e8665e6f010000`,
      `01${text("f")}0e${text("FixedString(3)")}616200616200`,
    ];
    assert.strictEqual(hex(encodeNativeBlock(columns)), expected.join(""));
  });

  it("writes names and types alone when there are no rows", () => {
    assert.strictEqual(
      hex(encodeNativeBlock({ c: lowCardinality() })),
      `010001${text("c")}16${text("LowCardinality(String)")}`,
    );
  });

  it("refuses columns of different lengths, and values that do not fit", () => {
    const a = uint8();
    a.push(1);
    assert.throws(() => encodeNativeBlock({ a, b: uint8() }), "column b has 0 rows where the block has 1");
    assert.throws(() => uint8().push(256), "256 does not fit UInt8");
    assert.throws(() => uint8().push(1.5), "1.5 does not fit UInt8");
    assert.throws(() => uint8().push(Number.NaN), "NaN does not fit UInt8");
    assert.throws(() => uint64().push(-1), "-1 does not fit UInt64");
    assert.throws(() => uint64().push(2 ** 53), "9007199254740992 does not fit UInt64");
    assert.throws(() => int64().push(2n ** 63n), "does not fit Int64");
    assert.throws(() => int64().push(-(2 ** 53)), "-9007199254740992 does not fit Int64");
    assert.throws(() => date32().push(-25_568), "-25568 does not fit Date32");
    assert.throws(() => date32().push(120_530), "120530 does not fit Date32");
    assert.throws(() => date32().push(Number.NaN), "NaN does not fit Date32");
    assert.throws(() => fixedString(2).push("é1"), "é1 does not fit FixedString(2)");
  });
});

describe("ByteSink", () => {
  it.each([
    [0, "00"],
    [127, "7f"],
    [128, "8001"],
    [300, "ac02"],
    [2 ** 32, "8080808010"],
    [2 ** 53 - 1, "ffffffffffffff0f"],
  ])("writes %d as a varint", (value, expected) => {
    const sink = new ByteSink(1);
    sink.varint(value);
    assert.strictEqual(hex(sink.view()), expected);
  });

  it("measures strings in bytes and grows as needed", () => {
    const texts = ["", "a".repeat(63), "a".repeat(64), "é".repeat(64), "ab\ud800c", "a".repeat(5000)];
    const sink = new ByteSink(1);
    for (const value of texts) sink.string(value);
    const expected = texts.map((value) => {
      const bytes = Buffer.from(value);
      const length = new ByteSink();
      length.varint(bytes.length);
      return hex(length.view()) + bytes.toString("hex");
    });
    assert.strictEqual(hex(sink.view()), expected.join(""));
  });

  it("is not fooled by a text that turns out not to be ASCII half-way", () => {
    const column = string();
    column.push("aaaaé");
    column.push("b");
    assert.include(hex(encodeNativeBlock({ column })), `06${text("aaaaé")}01${text("b")}`);
  });
});
