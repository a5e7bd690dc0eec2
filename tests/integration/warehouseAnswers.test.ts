import { assert, describe, it } from "@effect/vitest";
import { analyst } from "@rapport/warehouse/chdb/access";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { type EngineStatement, WarehouseAnswers } from "@rapport/warehouse/WarehouseAnswers";
import { query } from "@rapport/warehouse/Query";
import { Effect, Redacted, Result, Schedule, Stream } from "effect";
import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;
beforeAll(async () => {
  chdb = await startChdb();
});
afterAll(() => chdb.stop());

const on = <A, E>(effect: Effect.Effect<A, E, WarehouseAnswers | WarehouseReader>) =>
  Effect.provide(
    effect,
    ClickHouseWarehouse.reader({
      url: chdb.url,
      password: Redacted.make(chdb.password),
      database: "rapport",
    }),
  );
const bytesOf = (statement: Omit<EngineStatement, "name">) =>
  Effect.flatMap(WarehouseAnswers, (answers) =>
    Stream.runCollect(answers.stream({ name: "answer", ...statement })),
  ).pipe(Effect.map((chunks) => Buffer.concat(chunks)));

describe("answers as the engine writes them", () => {
  it.live("in the format asked for, parameters bound, 64-bit integers whole", () =>
    on(
      Effect.gen(function* () {
        const sql = "SELECT {text:String} AS text, toInt64(-9223372036854775807) AS n";
        const params = { text: "it's\n" };
        const json = yield* bytesOf({ sql, params, format: "JSONCompactEachRowWithNamesAndTypes" });
        assert.strictEqual(
          json.toString(),
          '["text", "n"]\n["String", "Int64"]\n["it\'s\\n", "-9223372036854775807"]\n',
        );
        const parquet = yield* bytesOf({ sql, params, format: "Parquet" });
        assert.strictEqual(parquet.subarray(0, 4).toString(), "PAR1");
        assert.strictEqual(parquet.subarray(-4).toString(), "PAR1");
      }),
    ),
  );

  const failsLate = {
    sql: "SELECT throwIf(number = 200000, 'too far') AS x, repeat('y', 100) FROM numbers(300000) SETTINGS max_block_size = 1000",
    format: "JSONCompactEachRow",
  } as const;

  it.live("a failure in mid-answer fails, in the engine's words", () =>
    on(
      Effect.gen(function* () {
        for (const whole of [false, true]) {
          const failure = yield* Effect.flip(bytesOf({ ...failsLate, whole }));
          assert.strictEqual(failure.code, 395, failure.message);
          assert.include(failure.message, "too far");
        }
      }),
    ),
  );

  it.live("whole: nothing comes before it is known that all will", () =>
    on(
      Effect.gen(function* () {
        const answers = yield* WarehouseAnswers;
        const seen = (whole: boolean) =>
          Effect.gen(function* () {
            let bytes = 0;
            const run = Stream.runForEach(answers.stream({ name: "late", ...failsLate, whole }), (chunk) =>
              Effect.sync(() => {
                bytes += chunk.length;
              }),
            );
            assert.isTrue(Result.isFailure(yield* Effect.result(run)));
            return bytes;
          });
        assert.isAbove(yield* seen(false), 0);
        assert.strictEqual(yield* seen(true), 0);
      }),
    ),
  );

  it.live("in a role, and within settings", () =>
    on(
      Effect.gen(function* () {
        const read = { format: "JSONEachRow", role: analyst, settings: { readonly: 1 } } as const;
        const files = "SELECT * FROM file('/etc/hostname', 'LineAsString')";
        assert.strictEqual((yield* Effect.flip(bytesOf({ ...read, sql: files }))).code, 497);
        const settings = "SELECT 1 SETTINGS max_threads = 1";
        assert.strictEqual((yield* Effect.flip(bytesOf({ ...read, sql: settings }))).code, 164);
        const long = { readonly: 1, max_execution_time: 1, timeout_before_checking_execution_speed: 0 };
        const slow = "SELECT count() FROM numbers(100000000000) WHERE sipHash64(number) = 1";
        const late = yield* Effect.flip(bytesOf({ ...read, settings: long, sql: slow }));
        assert.strictEqual(late.code, 159, late.message);
      }),
    ),
  );

  it.live("whoever ends early cancels the query", () =>
    on(
      Effect.gen(function* () {
        const answers = yield* WarehouseAnswers;
        const sql = "SELECT number AS endless, repeat('y', 1000) FROM numbers(10000000000)";
        const chunks = yield* answers
          .stream({ name: "endless", sql, format: "JSONCompactEachRow" })
          .pipe(Stream.take(3), Stream.runCollect);
        assert.strictEqual(chunks.length, 3);
        const reader = yield* WarehouseReader;
        const running = query({
          name: "running",
          sql: "SELECT count() AS n FROM system.processes WHERE position(query, 'AS endless') > 0 AND position(query, 'system.processes') = 0",
          params: z.object({}),
          row: z.object({ n: z.coerce.number() }),
        });
        const ended = Effect.gen(function* () {
          const [found] = yield* reader.query(running, {});
          if (found?.n !== 0) return yield* Effect.fail("it runs still");
        });
        yield* Effect.retry(ended, Schedule.max([Schedule.spaced("20 millis"), Schedule.recurs(250)]));
      }),
    ),
  );
});
