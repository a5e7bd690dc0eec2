import { assert, describe, it } from "@effect/vitest";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { array, nullable } from "@rapport/warehouse/native/composites";
import { float64 } from "@rapport/warehouse/native/floats";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import {
  bool,
  date,
  date32,
  dateTime64Ms,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
} from "@rapport/warehouse/native/numbers";
import { fixedString, lowCardinality, string } from "@rapport/warehouse/native/strings";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Redacted, Schema } from "effect";
import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;
beforeAll(async () => {
  chdb = await startChdb();
  await Effect.runPromise(onWarehouse(create));
});
afterAll(() => chdb.stop());

const onWarehouse = <A, E>(effect: Effect.Effect<A, E, WarehouseReader | WarehouseWriter>) =>
  Effect.provide(
    effect,
    ClickHouseWarehouse.layer({
      url: chdb.url,
      password: Redacted.make(chdb.password),
      database: "rapport",
    }),
  );

const newColumns = () => ({
  u8: uint8(),
  u16: uint16(),
  u32: uint32(),
  u64: uint64(),
  i16: int16(),
  i32: int32(),
  i64: int64(),
  f64: float64(),
  yes: bool(),
  day: date(),
  at: dateTime64Ms(),
  id: fixedString(4),
  text: string(),
  low: lowCardinality(),
  maybe: nullable(int16()),
  maybe_at: nullable(dateTime64Ms()),
  far_day: date32(),
  maybe_day: nullable(date32()),
  maybe_wide: nullable(int64()),
  maybe_yes: nullable(bool()),
  yeses: array(bool()),
  texts: array(string()),
  lows: array(lowCardinality()),
  maybes: array(nullable(uint32())),
  nested: array(array(string())),
  f64s: array(float64()),
});
const create = Effect.gen(function* () {
  const writer = yield* WarehouseWriter;
  const columns = Object.entries(newColumns()).map(([name, column]) => `${name} ${column.type}`);
  yield* writer.command(`CREATE TABLE native (${columns.join(", ")}) ENGINE = MergeTree ORDER BY tuple()`);
});

const int = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }));
const piece = Schema.Literals([
  "",
  "a",
  "Zürich",
  "€",
  "😀",
  "\u0000",
  "'",
  "\\",
  "\n",
  '"',
  "x".repeat(63),
  "é".repeat(70),
]);
const Text = Schema.Array(piece).check(Schema.isMaxLength(4));
const Row = Schema.Struct({
  u8: int(0, 255),
  u16: int(0, 65_535),
  u32: int(0, 4_294_967_295),
  high: int(0, 4_294_967_295),
  i16: int(-32_768, 32_767),
  i32: int(-2_147_483_648, 2_147_483_647),
  yes: Schema.Boolean,
  at: int(-2_208_988_800_000, 10_413_791_999_999),
  id: Schema.Literals(["abcd", "é12", "zzzz"]),
  text: Text,
  low: piece,
  maybe: Schema.NullOr(int(-32_768, 32_767)),
  texts: Schema.Array(Text).check(Schema.isMaxLength(3)),
  lows: Schema.Array(piece).check(Schema.isMaxLength(3)),
  maybes: Schema.Array(Schema.NullOr(int(0, 4_294_967_295))).check(Schema.isMaxLength(3)),
});
type Row = typeof Row.Type;

const u64Of = (row: Row): bigint => (BigInt(row.high) << 32n) | BigInt(row.u32);
const i64Of = (row: Row): bigint => BigInt.asIntN(64, u64Of(row));
/** A fraction that no shorter text than its own names. */
const f64Of = (row: Row): number => row.i32 / (row.u16 + 1) / 7;
const dayOf = (row: Row): number => Math.floor(row.at / 86_400_000);
const utc = (ms: number): string => new Date(ms).toISOString().replace("T", " ").replace("Z", "");

const encode = (rows: ReadonlyArray<Row>): Uint8Array => {
  const columns = newColumns();
  for (const row of rows) {
    columns.u8.push(row.u8);
    columns.u16.push(row.u16);
    columns.u32.push(row.u32);
    columns.u64.push(u64Of(row));
    columns.i16.push(row.i16);
    columns.i32.push(row.i32);
    columns.i64.push(i64Of(row));
    columns.f64.push(f64Of(row));
    columns.yes.push(row.yes);
    columns.day.push(row.u16);
    columns.at.push(row.at);
    columns.id.push(row.id);
    columns.text.push(row.text.join(""));
    columns.low.push(row.low);
    columns.maybe.push(row.maybe);
    columns.maybe_at.push(row.maybe === null ? null : row.at);
    columns.far_day.push(dayOf(row));
    columns.maybe_day.push(row.maybe === null ? null : dayOf(row));
    columns.maybe_wide.push(row.maybe === null ? null : i64Of(row));
    columns.maybe_yes.push(row.maybe === null ? null : row.yes);
    columns.yeses.push(row.maybes.map((maybe) => maybe !== null));
    columns.texts.push(row.texts.map((text) => text.join("")));
    columns.lows.push(row.lows);
    columns.maybes.push(row.maybes);
    columns.nested.push(row.texts);
    columns.f64s.push([f64Of(row), -1e-300, 0.1]);
  }
  return encodeNativeBlock(columns);
};

/** What the engine shall say of the row in JSON. */
const expected = (row: Row) => ({
  u8: row.u8,
  u16: row.u16,
  u32: row.u32,
  u64: String(u64Of(row)),
  i16: row.i16,
  i32: row.i32,
  i64: String(i64Of(row)),
  f64: f64Of(row),
  yes: row.yes,
  day: utc(row.u16 * 86_400_000).slice(0, 10),
  at: utc(row.at),
  id: row.id,
  text: row.text.join(""),
  low: row.low,
  maybe: row.maybe,
  maybe_at: row.maybe === null ? null : utc(row.at),
  far_day: utc(row.at).slice(0, 10),
  maybe_day: row.maybe === null ? null : utc(row.at).slice(0, 10),
  maybe_wide: row.maybe === null ? null : String(i64Of(row)),
  maybe_yes: row.maybe === null ? null : row.yes,
  yeses: row.maybes.map((maybe) => maybe !== null),
  texts: row.texts.map((text) => text.join("")),
  lows: row.lows,
  maybes: row.maybes,
  nested: row.texts,
  f64s: [f64Of(row), -1e-300, 0.1],
});

const everything = query({
  name: "everything",
  sql: "SELECT * FROM native",
  params: z.object({}),
  row: z.record(z.string(), z.unknown()),
});
const roundTrip = (rows: ReadonlyArray<Row>) =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const reader = yield* WarehouseReader;
    yield* writer.command("TRUNCATE TABLE native");
    yield* writer.insertNative("native", encode(rows));
    assert.deepStrictEqual(yield* reader.query(everything, {}), rows.map(expected));
  });

const extremes: ReadonlyArray<Row> = [
  {
    u8: 255,
    u16: 65_535,
    u32: 4_294_967_295,
    high: 4_294_967_295,
    i16: 32_767,
    i32: 2_147_483_647,
    yes: true,
    at: 10_413_791_999_999,
    id: "abcd",
    text: ["😀", "x".repeat(63)],
    low: "é".repeat(70),
    maybe: -32_768,
    texts: [["€"], []],
    lows: ["", "a"],
    maybes: [null, 4_294_967_295, 0],
  },
  {
    u8: 0,
    u16: 0,
    u32: 0,
    high: 2_147_483_648,
    i16: -32_768,
    i32: -2_147_483_648,
    yes: false,
    at: -2_208_988_800_000,
    id: "é12",
    text: [],
    low: "",
    maybe: null,
    texts: [],
    lows: [],
    maybes: [],
  },
];

describe("the Native encoder", () => {
  it.live("is read back as it was, at every extreme", () =>
    Effect.gen(function* () {
      yield* onWarehouse(roundTrip(extremes));
      yield* onWarehouse(roundTrip([]));
    }),
  );

  it.live.prop(
    "is read back as it was, whatever the values",
    [Schema.Array(Row).check(Schema.isMaxLength(12))],
    ([rows]) => onWarehouse(roundTrip(rows)),
    { arbitrary: { runs: 60 } },
  );

  it.live("keeps low cardinality over 256 and over 65,536 values", () =>
    Effect.gen(function* () {
      const base = extremes[0];
      assert.isDefined(base);
      const columns = { low: lowCardinality(), lows: array(lowCardinality()) };
      for (let i = 0; i < 70_000; i++) {
        columns.low.push(`v${i}`);
        columns.lows.push(i % 100 === 0 ? [`w${i % 300}`, `w${i}`] : []);
      }
      const counts = query({
        name: "counts",
        sql: "SELECT uniqExact(low) AS values, uniqExact(lows) AS lists, countIf(low != concat('v', toString(rowNumberInAllBlocks()))) AS moved FROM native SETTINGS max_threads = 1",
        params: z.object({}),
        row: z.object({ values: z.coerce.number(), lists: z.coerce.number(), moved: z.coerce.number() }),
      });
      const rows = yield* onWarehouse(
        Effect.gen(function* () {
          const writer = yield* WarehouseWriter;
          const reader = yield* WarehouseReader;
          yield* writer.command("TRUNCATE TABLE native");
          yield* writer.insertNative("native", encodeNativeBlock(columns));
          return yield* reader.query(counts, {});
        }),
      );
      assert.deepStrictEqual(rows, [{ values: 70_000, lists: 701, moved: 0 }]);
    }),
  );

  it.live("writes the bytes that the engine itself writes", () =>
    Effect.gen(function* () {
      yield* onWarehouse(roundTrip(extremes));
      const answer = yield* Effect.promise(() =>
        fetch(
          `${chdb.url}/?database=rapport&query=${encodeURIComponent("SELECT * FROM native FORMAT Native")}`,
          {
            headers: { authorization: `Basic ${btoa(`default:${chdb.password}`)}` },
          },
        ),
      );
      const theirs = Buffer.from(yield* Effect.promise(() => answer.arrayBuffer()));
      assert.strictEqual(Buffer.from(encode(extremes)).toString("hex"), theirs.toString("hex"));
    }),
  );
});
