import { Effect } from "effect";
import { z } from "zod";
import { ClickHouseWarehouse, type ClickHouseWarehouseOptions } from "./ClickHouseWarehouse.ts";
import { migrationsFolder, readMigrationFiles } from "./migrations/files.ts";
import { planMigrations } from "./migrations/plan.ts";
import { query } from "./Query.ts";
import { WarehouseError, WarehouseReader } from "./Warehouse.ts";

const unknownTable = 60;
const unknownDatabase = 81;

const applied = query({
  name: "applied-migrations",
  sql: "SELECT version, name, sha256 FROM schema_migration FINAL ORDER BY version",
  params: z.object({}),
  row: z.object({ version: z.number(), name: z.string(), sha256: z.string() }),
});

/**
 * The names of the migrations that this warehouse has not had yet, in order; changes nothing. Without the database or
 * its ledger it is all of them. Fails as `migrate` does when the files and the ledger disagree.
 */
export const pendingMigrations = (
  options: ClickHouseWarehouseOptions,
): Effect.Effect<ReadonlyArray<string>, WarehouseError> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const done = yield* reader.query(applied, {}).pipe(
      Effect.catchIf(
        ({ code }) => code === unknownTable || code === unknownDatabase,
        () => Effect.succeed([]),
      ),
    );
    const plan = planMigrations(readMigrationFiles(migrationsFolder), done);
    if (plan.ok)
      return plan.pending.map(({ version, name }) => `${String(version).padStart(4, "0")}_${name}.sql`);
    return yield* new WarehouseError({
      operation: "migrate",
      detail: plan.problem,
      code: 0,
      retriable: false,
    });
  }).pipe(Effect.provide(ClickHouseWarehouse.reader(options)));
