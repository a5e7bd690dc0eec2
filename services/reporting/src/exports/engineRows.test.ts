import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "@rapport/domain/seededRandom";
import { csvBytes } from "./csvBytes.ts";
import { isNumberType, readEngineRows } from "./engineRows.ts";
import { jsonBytes } from "./jsonBytes.ts";

const answer = Buffer.from(
  [
    '["name", "n", "d", "list"]',
    '["String", "Nullable(Int64)", "Decimal(9, 2)", "Array(UInt8)"]',
    '["=Zürich 😀", "-9007199254740993", "-1.50", [1,2]]',
    '["a,\\"b\\"", null, "0.00", []]',
    "",
  ].join("\n"),
);

/** The answer in pieces of these sizes, which cut lines and characters anywhere. */
const pieces = async function* (sizes: () => number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < answer.length;) {
    const size = sizes();
    yield answer.subarray(at, at + size);
    at += size;
  }
};
const textOf = async (bytes: AsyncIterable<Uint8Array>): Promise<string> => {
  const all: Array<Uint8Array> = [];
  for await (const chunk of bytes) all.push(chunk);
  return Buffer.concat(all).toString();
};

describe("answers of the engine", () => {
  it("are the same rows, wherever the chunks are cut", async () => {
    const random = seededRandom(5);
    for (let round = 0; round < 50; round++) {
      const rows: Array<ReadonlyArray<unknown>> = [];
      for await (const batch of readEngineRows(pieces(() => 1 + Math.floor(random.next() * 20))))
        rows.push(...batch.rows);
      assert.deepStrictEqual(rows, [
        ["=Zürich 😀", "-9007199254740993", "-1.50", [1, 2]],
        ['a,"b"', null, "0.00", []],
      ]);
    }
  });

  it("as CSV: numbers digit for digit, formulas guarded", async () => {
    assert.strictEqual(
      await textOf(csvBytes(pieces(() => 7))),
      'name,n,d,list\r\n\'=Zürich 😀,-9007199254740993,-1.50,"[1,2]"\r\n"a,""b""",,0.00,[]\r\n',
    );
  });

  it("as JSON: one array, numbers with all their digits", async () => {
    assert.strictEqual(
      await textOf(jsonBytes(pieces(() => 7))),
      '[\n{"name": "=Zürich 😀", "n": -9007199254740993, "d": -1.50, "list": [1,2]},\n{"name": "a,\\"b\\"", "n": null, "d": 0.00, "list": []}\n]\n',
    );
  });

  it("knows numbers by their type", () => {
    for (const type of ["Int64", "Nullable(UInt8)", "LowCardinality(Nullable(Float64))", "Decimal(18, 2)"])
      assert.isTrue(isNumberType(type), type);
    for (const type of ["String", "Array(Int64)", "IntervalDay", "Date32", "Nullable(DateTime64(3, 'UTC'))"])
      assert.isFalse(isNumberType(type), type);
  });
});
