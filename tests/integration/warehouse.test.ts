import { createServer, type Server } from "node:net";
import { assert, describe, it } from "@effect/vitest";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { uint64 } from "@rapport/warehouse/native/numbers";
import { string } from "@rapport/warehouse/native/strings";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Fiber, Redacted, Schedule, Stream } from "effect";
import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;
beforeAll(async () => {
  chdb = await startChdb();
});
afterAll(() => chdb.stop());

const options = () => ({ url: chdb.url, password: Redacted.make(chdb.password), database: "rapport" });
const onWarehouse = <A, E>(effect: Effect.Effect<A, E, WarehouseReader | WarehouseWriter>) =>
  Effect.provide(effect, ClickHouseWarehouse.layer(options()));

const echo = query({
  name: "echo",
  sql: "SELECT {text:String} AS text, {number:UInt64} AS number, {list:Array(String)} AS list",
  params: z.object({ text: z.string(), number: z.bigint(), list: z.array(z.string()) }),
  row: z.object({ text: z.string(), number: z.string().transform(BigInt), list: z.array(z.string()) }),
});
const numbers = query({
  name: "numbers",
  sql: "SELECT number, repeat('x', 1000) AS text FROM numbers({count:UInt64}) SETTINGS max_block_size = 10000",
  params: z.object({ count: z.number() }),
  row: z.object({ number: z.coerce.number(), text: z.string() }),
});
const running = query({
  name: "running",
  sql: "SELECT query_id AS id FROM system.processes WHERE position(query, {mark:String}) > 0 AND position(query, 'system.processes') = 0",
  params: z.object({ mark: z.string() }),
  row: z.object({ id: z.string() }),
});
const looking = Schedule.max([Schedule.spaced("20 millis"), Schedule.recurs(250)]);
/** Waits until a query with that mark in its text runs, or until none does any more; fails after five seconds. */
const seenOnServer = (mark: string, present: boolean) =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const found = yield* reader.query(running, { mark });
    if (found.length > 0 !== present) return yield* Effect.fail(`${found.length} of ${mark} run`);
  }).pipe(Effect.retry(looking));

describe("reading", () => {
  it.live("binds parameters, whatever is in them", () =>
    onWarehouse(
      Effect.gen(function* () {
        const reader = yield* WarehouseReader;
        const text = "'; DROP TABLE x; -- \\ \n\t{a:String} Zürich 😀";
        const params = { text, number: 18_446_744_073_709_551_615n, list: [text, "", "a','b"] };
        assert.deepStrictEqual(yield* reader.query(echo, params), [params]);
      }),
    ),
  );

  it.live("says which parameter or row does not fit", () =>
    onWarehouse(
      Effect.gen(function* () {
        const reader = yield* WarehouseReader;
        const params = { text: "a", number: -1 as unknown as bigint, list: [] };
        const wrongParam = yield* Effect.flip(reader.query(echo, params));
        assert.include(wrongParam.message, "number");
        const wrongRow = yield* Effect.flip(
          reader.query({ ...numbers, row: z.object({ number: z.date() }) }, { count: 3 }),
        );
        assert.include(wrongRow.message, '{"number":"0"');
        assert.isFalse(wrongRow.retriable);
      }),
    ),
  );

  it.live("judges errors by their code", () =>
    onWarehouse(
      Effect.gen(function* () {
        const reader = yield* WarehouseReader;
        const failing = (sql: string) => Effect.flip(reader.query({ ...numbers, sql }, { count: 1 }));
        const wrong = yield* failing("SELECT * FROM nowhere");
        assert.deepInclude({ ...wrong }, { code: 60, retriable: false });
        const slow = yield* failing(
          "SELECT sleepEachRow(0.2) FROM numbers(50) SETTINGS max_execution_time = 0.5, max_block_size = 1",
        );
        assert.deepInclude({ ...slow }, { code: 159, retriable: true });
        // The text names a retriable condition, the code does not.
        const lying = yield* failing("SELECT throwIf(1, 'Code: 241. MEMORY_LIMIT_EXCEEDED Timeout')");
        assert.isFalse(lying.retriable);
      }),
    ),
  );

  it.live("streams in chunks, in constant memory", () =>
    onWarehouse(
      Effect.gen(function* () {
        const reader = yield* WarehouseReader;
        const rows = 400_000;
        let sum = 0;
        let largest = 0;
        let peakBytes = 0;
        const before = process.memoryUsage().rss;
        yield* Stream.runForEach(reader.stream(numbers, { count: rows }), (chunk) =>
          Effect.sync(() => {
            for (const row of chunk) sum += row.number;
            largest = Math.max(largest, chunk.length);
            peakBytes = Math.max(peakBytes, process.memoryUsage().rss - before);
          }),
        );
        assert.strictEqual(sum, (rows * (rows - 1)) / 2);
        assert.isBelow(largest, 20_000);
        assert.isBelow(peakBytes, 300_000_000);
      }),
    ),
  );

  it.live("fails when the query fails in the middle of its answer", () =>
    onWarehouse(
      Effect.gen(function* () {
        const reader = yield* WarehouseReader;
        const sql =
          "SELECT number, throwIf(number = 90000) AS text FROM numbers(100000) SETTINGS max_block_size = 1000";
        const failing = { ...numbers, sql, row: z.object({ number: z.coerce.number() }) };
        const streamed = yield* Effect.flip(Stream.runDrain(reader.stream(failing, { count: 1 })));
        assert.strictEqual(streamed.code, 395);
        const whole = yield* Effect.flip(reader.query(failing, { count: 1 }));
        assert.strictEqual(whole.code, 395);
      }),
    ),
  );

  it.live("cancels a query that is left early", () =>
    onWarehouse(
      Effect.gen(function* () {
        const reader = yield* WarehouseReader;
        const endless = { ...numbers, sql: `SELECT 'left-early', * FROM (${numbers.sql})` };
        let chunks = 0;
        yield* reader.stream(endless, { count: 1e12 }).pipe(
          Stream.tap(() => (chunks++ === 0 ? seenOnServer("left-early", true) : Effect.void)),
          Stream.take(2),
          Stream.runDrain,
        );
        assert.strictEqual(chunks, 2);
        yield* seenOnServer("left-early", false);
      }),
    ),
  );

  it.live("cancels a query that is interrupted before its answer", () =>
    onWarehouse(
      Effect.gen(function* () {
        const reader = yield* WarehouseReader;
        const silent = {
          ...numbers,
          sql: "SELECT sum(cityHash64(number)) AS number, 'silent' AS text FROM numbers({count:UInt64} * 1000000000000)",
        };
        const fiber = yield* Effect.forkChild(reader.query(silent, { count: 1 }));
        yield* seenOnServer("silent", true);
        yield* Fiber.interrupt(fiber);
        yield* seenOnServer("silent", false);
      }),
    ),
  );
});

describe("writing", () => {
  const block = (values: ReadonlyArray<number>) => {
    const columns = { n: uint64() };
    for (const value of values) columns.n.push(value);
    return encodeNativeBlock(columns);
  };
  const count = query({
    name: "count",
    sql: "SELECT count() AS rows, sum(n) AS sum FROM written",
    params: z.object({}),
    row: z.object({ rows: z.coerce.number(), sum: z.coerce.number() }),
  });
  const fresh = Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    yield* writer.command("DROP TABLE IF EXISTS written");
    yield* writer.command(
      "CREATE TABLE written (n UInt64, text String DEFAULT 'd') ENGINE = MergeTree ORDER BY n PARTITION BY n SETTINGS non_replicated_deduplication_window = 1000",
    );
    return writer;
  });

  it.live("inserts into more than a hundred partitions, and repeats nothing under one token", () =>
    onWarehouse(
      Effect.gen(function* () {
        const writer = yield* fresh;
        const reader = yield* WarehouseReader;
        const values = Array.from({ length: 110 }, (_, i) => i);
        const insert = (token?: string) =>
          writer.insertNative("written", block(values), token === undefined ? {} : { token });
        yield* insert("a");
        yield* insert("a");
        assert.deepStrictEqual(yield* reader.query(count, {}), [{ rows: 110, sum: 5995 }]);
        yield* insert("b");
        assert.deepStrictEqual(yield* reader.query(count, {}), [{ rows: 220, sum: 11_990 }]);
        yield* insert();
        yield* insert();
        assert.deepStrictEqual(yield* reader.query(count, {}), [{ rows: 440, sum: 23_980 }]);
      }),
    ),
  );

  it.live("refuses a block that is cut short or does not fit, and goes on after it", () =>
    onWarehouse(
      Effect.gen(function* () {
        const writer = yield* fresh;
        const reader = yield* WarehouseReader;
        const whole = block([1, 2, 3]);
        const cut = yield* Effect.flip(writer.insertNative("written", whole.subarray(0, whole.length - 5)));
        assert.isAbove(cut.code, 0);
        const texts = string();
        texts.push("not a number");
        const unfit = yield* Effect.flip(writer.insertNative("written", encodeNativeBlock({ n: texts })));
        assert.isFalse(unfit.retriable);
        yield* writer.insertNative("written", whole);
        assert.deepStrictEqual(yield* reader.query(count, {}), [{ rows: 3, sum: 6 }]);
      }),
    ),
  );

  it.live("holds settings for one statement only", () =>
    onWarehouse(
      Effect.gen(function* () {
        const writer = yield* fresh;
        const select = "INSERT INTO written (n) SELECT number FROM numbers({count:UInt64})";
        const refused = yield* Effect.flip(
          writer.command(select, { count: 50 }, { max_partitions_per_insert_block: 10 }),
        );
        assert.strictEqual(refused.code, 252);
        yield* writer.command(select, { count: 50 });
      }),
    ),
  );
});

describe("the way to the server", () => {
  it.live("is refused for good when the address is none", () =>
    Effect.gen(function* () {
      const ping = Effect.flatMap(WarehouseReader, (reader) => reader.ping);
      const wrong = ClickHouseWarehouse.reader({ ...options(), url: "no address" });
      const failed = yield* Effect.flip(Effect.provide(ping, wrong));
      assert.deepInclude({ ...failed }, { operation: "connect", retriable: false });
    }),
  );

  it.live("is checked with the password", () =>
    Effect.gen(function* () {
      const ping = Effect.flatMap(WarehouseReader, (reader) => reader.ping);
      yield* onWarehouse(ping);
      const wrong = { ...options(), password: Redacted.make("wrong") };
      const failed = yield* Effect.flip(Effect.provide(ping, ClickHouseWarehouse.layer(wrong)));
      assert.deepInclude({ ...failed }, { code: 516, retriable: false });
    }),
  );

  it.live("is retriable when nobody answers, or hangs up", () =>
    Effect.gen(function* () {
      const rude = yield* Effect.promise(
        () =>
          new Promise<Server>((resolve) => {
            const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1", () =>
              resolve(server),
            );
          }),
      );
      const address = rude.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const ping = Effect.flatMap(WarehouseReader, (reader) => reader.ping).pipe(
        Effect.provide(ClickHouseWarehouse.layer({ ...options(), url: `http://127.0.0.1:${port}` })),
      );
      assert.deepInclude({ ...(yield* Effect.flip(ping)) }, { code: 0, retriable: true });
      yield* Effect.promise(() => new Promise((resolve) => rude.close(resolve)));
      assert.deepInclude({ ...(yield* Effect.flip(ping)) }, { code: 0, retriable: true });
    }),
  );
});
