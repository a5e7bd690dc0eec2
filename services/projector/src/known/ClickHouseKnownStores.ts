import { hash } from "node:crypto";
import { provingAddress, tableMode, type WarehouseAddress } from "@rapport/runtime/warehouseAddress";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import {
  databasesNamed,
  isNotThere,
  knownAtRow,
  knownDatabaseName,
  knownDatabasesOf,
  momentOfDatabase,
} from "@rapport/warehouse/known/knownDatabase";
import { migrate } from "@rapport/warehouse/Migrations";
import { migrationsFolder, readMigrationFiles } from "@rapport/warehouse/migrations/files";
import { renderMigration } from "@rapport/warehouse/migrations/render";
import { query } from "@rapport/warehouse/Query";
import { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Clock, Context, Effect, Layer, References } from "effect";
import { z } from "zod";
import { ClickHouseProjectionStore } from "../ClickHouseProjectionStore.ts";
import { ProjectionStore } from "../ProjectionStore.ts";
import { partitionKey } from "../ProjectorState.ts";
import { type KnownStanding, type KnownStore, KnownStores, type KnownStoresApi } from "./KnownStores.ts";

export interface KnownStoresOptions {
  /** How many databases are kept. */
  readonly kept: number;
  readonly codeVersion: string;
}

const lastRecordedQuery = query({
  name: "last-recorded",
  sql: `
SELECT topic, _p AS p, max(_off) + 1 AS next FROM log_record
WHERE recorded_at <= fromUnixTimestamp64Milli({moment:Int64}, 'UTC') GROUP BY topic, _p`,
  params: z.object({ moment: z.number() }),
  row: z.object({ topic: z.string(), p: z.number(), next: z.coerce.number() }),
});

/** The code that makes them: the version, and the migrations, which change between versions while one is worked on. */
const makerOf = (codeVersion: string): string => {
  const files = readMigrationFiles(migrationsFolder).map(({ sha256 }) => sha256);
  return `${codeVersion} ${hash("sha256", files.join(), "hex").slice(0, 12)}`;
};

const outrun = new WarehouseError({
  operation: "known",
  detail: "somebody else has made this database anew meanwhile",
  code: 0,
  retriable: false,
});

const makeStores = (address: WarehouseAddress, { kept, codeVersion }: KnownStoresOptions) =>
  Effect.gen(function* () {
    const present = Context.get(yield* Layer.build(ClickHouseWarehouse.reader(address)), WarehouseReader);
    const mode = tableMode(address);
    const maker = makerOf(codeVersion);
    const at = (momentMs: number): WarehouseAddress =>
      provingAddress({ ...address, database: knownDatabaseName(address.database, momentMs) });
    /** From outside of it: a database cannot be dropped by who stands in it. */
    const drop = (momentMs: number) =>
      Effect.gen(function* () {
        const writer = yield* WarehouseWriter;
        const sql = `DROP DATABASE IF EXISTS ${at(momentMs).database} \${on_cluster} SYNC`;
        yield* writer.command(renderMigration(sql, mode));
      }).pipe(Effect.provide(ClickHouseWarehouse.writer(address)));

    const standing = (momentMs: number): Effect.Effect<KnownStanding, WarehouseError> =>
      Effect.gen(function* () {
        const reader = yield* WarehouseReader;
        const [row] = yield* reader
          .query(knownAtRow, {})
          .pipe(Effect.catchIf(isNotThere, () => Effect.succeed([])));
        return {
          momentMs,
          made: row === undefined ? null : { ms: row.made_ms, by: row.made_by, epoch: row.epoch },
        };
      }).pipe(Effect.provide(ClickHouseWarehouse.reader(at(momentMs))));

    const make: KnownStoresApi["make"] = (momentMs, epoch, fill) =>
      Effect.gen(function* () {
        yield* drop(momentMs);
        yield* migrate({ ...at(momentMs), mode }).pipe(
          Effect.provideService(References.MinimumLogLevel, "Warn"),
        );
        const services = yield* Layer.build(
          ClickHouseProjectionStore.layer(mode).pipe(
            Layer.provideMerge(ClickHouseWarehouse.layer(at(momentMs))),
          ),
        );
        const store = Context.get(services, ProjectionStore);
        const begun = yield* store.standing;
        const known: KnownStore = { momentMs, store };
        const records = yield* fill(known);
        if ((yield* store.standing).recorded !== begun.recorded) return yield* outrun;
        const now = yield* Clock.currentTimeMillis;
        yield* Context.get(services, WarehouseWriter).command(
          `INSERT INTO known_at SELECT fromUnixTimestamp64Milli({moment:Int64}, 'UTC'),
             fromUnixTimestamp64Milli({made:Int64}, 'UTC'), {by:String}, {epoch:UInt64}, {records:UInt64}`,
          { moment: momentMs, made: now, by: maker, epoch, records },
        );
      }).pipe(Effect.scoped);

    return {
      kept,
      maker,
      list: Effect.gen(function* () {
        const found = yield* present.query(databasesNamed, knownDatabasesOf(address.database));
        const moments = found.flatMap(({ name }) => momentOfDatabase(address.database, name) ?? []);
        return yield* Effect.forEach(moments, standing);
      }),
      make,
      drop,
      lastRecorded: (moment) =>
        Effect.map(
          present.query(lastRecordedQuery, { moment }),
          (rows) => new Map(rows.map(({ topic, p, next }) => [partitionKey(topic, p), next] as const)),
        ),
    } satisfies KnownStoresApi;
  });

/** Databases of earlier moments beside the one at `address`. */
export const clickHouseKnownStores = (address: WarehouseAddress, options: KnownStoresOptions) =>
  Layer.effect(KnownStores, makeStores(address, options));
