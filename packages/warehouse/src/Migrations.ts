import { Effect } from "effect";
import { z } from "zod";
import { ClickHouseWarehouse, type ClickHouseWarehouseOptions } from "./ClickHouseWarehouse.ts";
import { migrationsFolder, readMigrationFiles } from "./migrations/files.ts";
import { type MigrationFile, planMigrations } from "./migrations/plan.ts";
import { migrationStatements } from "./migrations/migrationStatements.ts";
import { renderMigration, type TableMode, tableModeOf } from "./migrations/render.ts";
import { query } from "./Query.ts";
import { WarehouseError, WarehouseReader, WarehouseWriter } from "./Warehouse.ts";

export interface MigrateOptions extends ClickHouseWarehouseOptions {
  /** Default: what `cluster` says. */
  readonly mode?: TableMode;
  /** Default: this repository's `infra/clickhouse/migrations`. */
  readonly folder?: string;
}

const refused = (detail: string, cause?: unknown): WarehouseError =>
  new WarehouseError({ operation: "migrate", detail, code: 0, retriable: false, cause });
const attempt = <A>(run: () => A): Effect.Effect<A, WarehouseError> =>
  Effect.try({
    try: run,
    catch: (cause) => refused(cause instanceof Error ? cause.message : String(cause), cause),
  });

const createLedger = `
CREATE TABLE IF NOT EXISTS schema_migration \${on_cluster} (
  version UInt32,
  name String,
  sha256 FixedString(64),
  applied_at DateTime64(3, 'UTC')
) ENGINE = \${replicated}ReplacingMergeTree
ORDER BY version`;

const appliedMigrations = query({
  name: "applied-migrations",
  sql: "SELECT version, name, sha256 FROM schema_migration FINAL ORDER BY version",
  params: z.object({}),
  row: z.object({ version: z.number(), name: z.string(), sha256: z.string() }),
});

const createDatabase = (options: MigrateOptions, mode: TableMode) =>
  Effect.gen(function* () {
    const name = options.database;
    if (!/^[A-Za-z_]\w*$/.test(name)) return yield* refused(`${name} is not a database name`);
    // chDB's own default engine refuses refreshable views.
    const sql = `CREATE DATABASE IF NOT EXISTS ${name} \${on_cluster} ENGINE = Atomic`;
    const rendered = yield* attempt(() => renderMigration(sql, mode));
    const writer = yield* WarehouseWriter;
    yield* writer.command(rendered);
  }).pipe(Effect.provide(ClickHouseWarehouse.writer({ ...options, database: "default" })));

const applyFile = (file: MigrationFile, mode: TableMode, database: string) =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const label = `${String(file.version).padStart(4, "0")}_${file.name}.sql`;
    const statements = yield* attempt(() => migrationStatements(file.text, mode, database)).pipe(
      Effect.mapError((error) => refused(`${label}: ${error.detail}`, error)),
    );
    for (const [i, statement] of statements.entries())
      yield* writer.command(statement).pipe(
        Effect.mapError(
          (error) =>
            new WarehouseError({
              ...error,
              operation: `migrate ${label}, statement ${i + 1}`,
              detail: error.detail,
            }),
        ),
      );
    yield* writer.command(
      "INSERT INTO schema_migration SELECT {version:UInt32}, {name:String}, {sha256:String}, now64(3)",
      { version: file.version, name: file.name, sha256: file.sha256 },
    );
    yield* Effect.logInfo(`applied ${label}`);
    return label;
  });

/**
 * Creates the database if it is absent and applies what is missing, in order; answers the names of the files
 * applied now. May run twice and at the same time: every statement of a file is `IF NOT EXISTS` or otherwise
 * repeatable, and a file counts as applied only after its last one, so an interrupted run is gone on with.
 * Fails without touching anything when the files and the warehouse's ledger disagree. With `cluster` every
 * statement is run on all nodes of it (ON CLUSTER, waiting for each), and tables are made as `distributeStatement` says.
 */
export const migrate = Effect.fn("Migrations.migrate")(function* (options: MigrateOptions) {
  const mode = options.mode ?? tableModeOf(options.cluster);
  const files = yield* attempt(() => readMigrationFiles(options.folder ?? migrationsFolder));
  yield* createDatabase(options, mode);
  return yield* Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const reader = yield* WarehouseReader;
    for (const statement of yield* attempt(() => migrationStatements(createLedger, mode, options.database)))
      yield* writer.command(statement);
    const plan = planMigrations(files, yield* reader.query(appliedMigrations, {}));
    if (!plan.ok) return yield* refused(plan.problem);
    return yield* Effect.forEach(plan.pending, (file) => applyFile(file, mode, options.database));
  }).pipe(Effect.provide(ClickHouseWarehouse.layer({ ...options, sequentialReads: true })));
});
