import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, describe, it } from "@effect/vitest";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { migrationsFolder, readMigrationFiles } from "@rapport/warehouse/migrations/files";
import { migrationStatements } from "@rapport/warehouse/migrations/migrationStatements";
import type { TableMode } from "@rapport/warehouse/migrations/render";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Redacted } from "effect";
import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;
beforeAll(async () => {
  chdb = await startChdb();
});
afterAll(() => chdb.stop());

const folderOf = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), "rapport-migrations-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};
const options = (database: string) => ({
  url: chdb.url,
  password: Redacted.make(chdb.password),
  database,
});
const tables = query({
  name: "tables",
  sql: "SELECT name FROM system.tables WHERE database = currentDatabase() ORDER BY name",
  params: z.object({}),
  row: z.object({ name: z.string() }),
});
const tableNames = (database: string) =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    return (yield* reader.query(tables, {})).map((row) => row.name);
  }).pipe(Effect.provide(ClickHouseWarehouse.reader(options(database))));

const one =
  "CREATE TABLE IF NOT EXISTS one ${on_cluster} (x Int32) ENGINE = ${replicated}MergeTree ORDER BY x;";
const two =
  "CREATE TABLE IF NOT EXISTS two (x Int32) ENGINE = MergeTree ORDER BY x;\n-- a; comment\nCREATE TABLE IF NOT EXISTS three (x String DEFAULT ';') ENGINE = MergeTree ORDER BY x";

describe("migrations", () => {
  it.live("apply once, in order, and are remembered", () =>
    Effect.gen(function* () {
      const folder = folderOf({ "0001_one.sql": one });
      assert.deepStrictEqual(yield* migrate({ ...options("m1"), folder }), ["0001_one.sql"]);
      writeFileSync(join(folder, "0002_two.sql"), two);
      assert.deepStrictEqual(yield* migrate({ ...options("m1"), folder }), ["0002_two.sql"]);
      assert.deepStrictEqual(yield* migrate({ ...options("m1"), folder }), []);
      assert.deepStrictEqual(yield* tableNames("m1"), ["one", "schema_migration", "three", "two"]);
      rmSync(folder, { recursive: true });
    }),
  );

  it.live("may run at the same time", () =>
    Effect.gen(function* () {
      const folder = folderOf({ "0001_one.sql": one, "0002_two.sql": two });
      yield* Effect.all(
        Array.from({ length: 4 }, () => migrate({ ...options("m2"), folder })),
        { concurrency: "unbounded" },
      );
      assert.deepStrictEqual(yield* migrate({ ...options("m2"), folder }), []);
      assert.deepStrictEqual(yield* tableNames("m2"), ["one", "schema_migration", "three", "two"]);
      rmSync(folder, { recursive: true });
    }),
  );

  it.live("go on after an interruption in the middle of a file", () =>
    Effect.gen(function* () {
      const folder = folderOf({ "0001_two.sql": `${two};\nSELECT throwIf(1)` });
      const failed = yield* Effect.flip(migrate({ ...options("m3"), folder }));
      assert.include(failed.message, "0001_two.sql, statement 3");
      assert.strictEqual(failed.code, 395);
      writeFileSync(join(folder, "0001_two.sql"), two);
      assert.deepStrictEqual(yield* migrate({ ...options("m3"), folder }), ["0001_two.sql"]);
      rmSync(folder, { recursive: true });
    }),
  );

  it.live("refuse a file that was changed after it was applied", () =>
    Effect.gen(function* () {
      const folder = folderOf({ "0001_one.sql": one });
      yield* migrate({ ...options("m4"), folder });
      writeFileSync(join(folder, "0001_one.sql"), `${one}\n`);
      const failed = yield* Effect.flip(migrate({ ...options("m4"), folder }));
      assert.include(failed.message, "0001_one.sql was changed after it was applied");
      assert.isFalse(failed.retriable);
      rmSync(folder, { recursive: true });
    }),
  );
});

const modes: ReadonlyArray<TableMode> = [{ kind: "plain" }, { kind: "replicated", cluster: "rapport" }];
describe("the project's own migrations", () => {
  it.live.each(modes)("are accepted by the engine's parser: %o", (mode) =>
    Effect.gen(function* () {
      const writer = yield* WarehouseWriter;
      for (const file of readMigrationFiles(migrationsFolder))
        for (const statement of migrationStatements(file.text, mode, "rapport")) {
          yield* writer.command(`EXPLAIN AST ${statement}`);
          assert.strictEqual(/ON CLUSTER 'rapport'/.test(statement), mode.kind === "replicated");
          if (statement.startsWith("CREATE TABLE"))
            assert.strictEqual(
              /ENGINE = (?:Replicated|Distributed\('rapport', 'rapport', 'local__)/.test(statement),
              mode.kind === "replicated",
            );
        }
    }).pipe(Effect.provide(ClickHouseWarehouse.writer(options("default")))),
  );

  it.live("make every table on an empty database", () =>
    Effect.gen(function* () {
      yield* migrate(options("rapport"));
      const created = readMigrationFiles(migrationsFolder)
        .flatMap((file) =>
          [...file.text.matchAll(/^CREATE (?:OR REPLACE )?(?:TABLE|VIEW) (?:IF NOT EXISTS )?(\w+)/gm)].map(
            (m) => m[1],
          ),
        )
        .concat("schema_migration");
      // Later files make some views anew.
      const names = [...new Set(created)].toSorted();
      assert.deepStrictEqual(yield* tableNames("rapport"), names as Array<string>);
    }),
  );
});
