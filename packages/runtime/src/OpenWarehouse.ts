import { readFile } from "node:fs/promises";
import type { ChdbError } from "@rapport/warehouse/chdb/childProcess";
import { ChdbProcess } from "@rapport/warehouse/chdb/ChdbProcess";
import { migrate } from "@rapport/warehouse/Migrations";
import { pendingMigrations } from "@rapport/warehouse/pendingMigrations";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Context, Data, Effect, Layer, Redacted, Runtime, Schedule, Schema, type Scope } from "effect";
import type { DataFolderPaths } from "./DataFolder.ts";
import { exitCodes } from "./ExitCodes.ts";
import { type Claim, type Owner, type OwnerGone, whileOwnerLives } from "./FolderOwner.ts";
import { Installation, type Share } from "./Installation.ts";
import { readSetting, SettingError } from "./Setting.ts";
import { settings } from "./Settings.ts";
import { embeddedAddress, serverAddress, tableMode, type WarehouseAddress } from "./warehouseAddress.ts";

/** An owner has the folder, but its warehouse cannot be found. Exit code 3. */
export class WarehouseNotFound extends Data.TaggedError("WarehouseNotFound")<{
  readonly owner: Owner;
  readonly file: string;
}> {
  readonly action = "Stop that process and start it again; `rapport doctor` says more.";
  override get message() {
    return `\`${this.owner.command}\` (process ${this.owner.pid}) has the data folder, but ${this.file} does not say where its warehouse answers`;
  }
  override readonly [Runtime.errorExitCode] = exitCodes.locked;
}

/** The warehouse's tables and this version's migrations do not fit. Nothing was changed. */
export class MigrationRefused extends Data.TaggedError("MigrationRefused")<{
  readonly detail: string;
  /** The embedded warehouse's folder; null on a server. */
  readonly folder: string | null;
}> {
  get action() {
    return this.folder === null
      ? "Use the version of Rapport that made the tables, or an empty database (CLICKHOUSE_DATABASE)."
      : `Use the version of Rapport that made it, or remove ${this.folder}: it is made anew from the log.`;
  }
  override get message() {
    return this.detail;
  }
}

/** The server's tables are of an older version, and of several processes none changes them by itself. Exit code 1. */
export class MigrationsPending extends Data.TaggedError("MigrationsPending")<{
  readonly database: string;
  readonly pending: ReadonlyArray<string>;
}> {
  readonly action = "Run `rapport migrate` once, before the services.";
  override get message() {
    const { database, pending } = this;
    return `the tables in ${database} lack ${pending.length === 1 ? pending[0]! : `${pending.length} migrations, the first of them ${pending[0]!}`}`;
  }
}

/** A warehouse that answers, with its tables up to date, for as long as the scope is open. */
export interface OpenWarehouse {
  readonly address: WarehouseAddress;
  /** The migrations that were applied now. */
  readonly migrated: ReadonlyArray<string>;
  /** Never succeeds; fails when the warehouse is gone for good. Race the work with it. */
  readonly failed: Effect.Effect<never, ChdbError | OwnerGone>;
  /** The chDB process, when this process runs it. */
  readonly chdb: ChdbProcess["Service"] | null;
}

const AddressFile = Schema.fromJsonString(Schema.Struct({ url: Schema.String, pid: Schema.Int }));

/** A killed owner's chDB process ends by itself, but not at once. */
const inUseFor = Schedule.spaced("250 millis").pipe(Schedule.upTo({ times: 60 }));

const startChdb = (
  paths: DataFolderPaths,
  port: number,
): Effect.Effect<ChdbProcess["Service"], ChdbError, Scope.Scope> =>
  Layer.build(
    ChdbProcess.layer({
      port,
      folder: paths.warehouseFolder,
      passwordFile: paths.warehousePasswordFile,
      addressFile: paths.warehouseAddressFile,
    }),
  ).pipe(
    Effect.retry({ schedule: inUseFor, while: (error: ChdbError) => error.reason === "in-use" }),
    Effect.map((context) => Context.get(context, ChdbProcess)),
  );

const readAddress = (paths: DataFolderPaths, owner: Owner) =>
  Effect.gen(function* () {
    const read = (file: string) => Effect.tryPromise(() => readFile(file, "utf8"));
    const { url } = yield* Effect.flatMap(read(paths.warehouseAddressFile), Schema.decodeEffect(AddressFile));
    const password = yield* read(paths.warehousePasswordFile);
    return { url, password: Redacted.make(password.trim()) };
  }).pipe(
    // The owner may be starting still.
    Effect.retry({ schedule: inUseFor }),
    Effect.mapError(() => new WarehouseNotFound({ owner, file: paths.warehouseAddressFile })),
    Effect.raceFirst(whileOwnerLives(owner)),
  );

const migrateAll = (address: WarehouseAddress, folder: string | null) =>
  Effect.mapError(migrate({ ...address, mode: tableMode(address) }), (error) =>
    error.retriable || error.operation !== "migrate"
      ? error
      : new MigrationRefused({ detail: error.message, folder }),
  );

/** The folder's warehouse: the one its owner runs, which everybody else attaches to, or the server it was told of. */
const openOfFolder = (paths: DataFolderPaths, server: WarehouseAddress | null, share: Claim) =>
  Effect.gen(function* () {
    if (share.role === "attached") {
      const found =
        server ??
        (yield* Effect.flatMap(readAddress(paths, share.owner), (a) => embeddedAddress(a.url, a.password)));
      return { address: found, failed: whileOwnerLives(share.owner), chdb: null, migrated: [] };
    }
    const chdb = server === null ? yield* startChdb(paths, yield* readSetting(settings.warehousePort)) : null;
    const address = server ?? (yield* embeddedAddress(chdb!.url, chdb!.password));
    const migrated = yield* migrateAll(address, server === null ? paths.warehouseFolder : null);
    return { address, migrated, failed: chdb?.failed ?? Effect.never, chdb };
  });

/** Servers that start together with the services need a while. */
const startsWithin = Schedule.spaced("1 second").pipe(Schedule.upTo({ times: 60 }));

const waitingFor = <A, R>(address: WarehouseAddress, attempt: Effect.Effect<A, WarehouseError, R>) => {
  let told = false;
  return attempt.pipe(
    Effect.tapError((error) => {
      if (!error.retriable || told) return Effect.void;
      told = true;
      return Effect.logWarning(`waiting for the warehouse: ${error.detail}`, { url: address.url });
    }),
    Effect.retry({ schedule: startsWithin, while: (error) => error.retriable }),
  );
};

const openOnServer = (address: WarehouseAddress, options: { readonly migrate: boolean }) =>
  Effect.gen(function* () {
    const pending = yield* waitingFor(address, pendingMigrations(address));
    const opened = { address, failed: Effect.never, chdb: null };
    if (options.migrate) return { ...opened, migrated: yield* migrateAll(address, null) };
    if (pending.length > 0) return yield* new MigrationsPending({ database: address.database, pending });
    return { ...opened, migrated: [] };
  });

/** An embedded warehouse would take its share of a group's records and keep it to itself. */
const noServer = new SettingError({
  variable: "CLICKHOUSE_URL",
  problem: "is not set, though KAFKA_BROKERS is",
  action: "Set CLICKHOUSE_URL to the ClickHouse server that all processes share.",
});

/**
 * The warehouse of this installation. Of a data folder: the server that CLICKHOUSE_URL names, else the embedded one,
 * which the folder's owner runs and everybody else attaches to; the owner brings the tables up to date. In a cluster:
 * the server, waited for up to a minute, whose tables only `migrate: true` changes; else they must be up to date.
 */
export const openWarehouse = (
  share: Share,
  options: { readonly migrate: boolean } = { migrate: false },
): Effect.Effect<
  OpenWarehouse,
  | ChdbError
  | OwnerGone
  | WarehouseNotFound
  | WarehouseError
  | MigrationRefused
  | MigrationsPending
  | SettingError,
  Scope.Scope | Installation
> =>
  Effect.gen(function* () {
    const place = yield* Installation;
    const server = place.kind === "folder" && place.embeddedOnly ? null : yield* serverAddress;
    if (place.kind === "folder" && share.role !== "shared")
      return yield* openOfFolder(place.paths, server, share);
    if (server === null) return yield* noServer;
    return yield* openOnServer(server, options);
  });
