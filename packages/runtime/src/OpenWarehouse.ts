import { readFile } from "node:fs/promises";
import type { ChdbError } from "@rapport/warehouse/chdb/childProcess";
import { ChdbProcess } from "@rapport/warehouse/chdb/ChdbProcess";
import type { ClickHouseWarehouseOptions } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import {
  Context,
  Data,
  Effect,
  Layer,
  Option,
  Redacted,
  Runtime,
  Schedule,
  Schema,
  type Scope,
} from "effect";
import { DataFolder, type DataFolderPaths } from "./DataFolder.ts";
import { exitCodes } from "./ExitCodes.ts";
import { type Claim, type Owner, type OwnerGone, whileOwnerLives } from "./FolderOwner.ts";
import { readSetting, type SettingError } from "./Setting.ts";
import { settings } from "./Settings.ts";

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

/** A warehouse that answers, with its tables up to date, for as long as the scope is open. */
export interface OpenWarehouse {
  readonly address: ClickHouseWarehouseOptions;
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

const startChdb = (paths: DataFolderPaths): Effect.Effect<ChdbProcess["Service"], ChdbError, Scope.Scope> =>
  Layer.build(
    ChdbProcess.layer({
      folder: paths.warehouseFolder,
      passwordFile: paths.warehousePasswordFile,
      addressFile: paths.warehouseAddressFile,
    }),
  ).pipe(
    Effect.retry({ schedule: inUseFor, while: (error: ChdbError) => error.reason === "in-use" }),
    Effect.map((context) => Context.get(context, ChdbProcess)),
  );

const ownAddress = (url: string, password: Redacted.Redacted<string>) =>
  Effect.map(readSetting(settings.clickhouseDatabase), (database) => ({
    url,
    password,
    database,
  }));

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

const serverAddress: Effect.Effect<ClickHouseWarehouseOptions | null, SettingError> = Effect.gen(
  function* () {
    const url = yield* readSetting(settings.clickhouseUrl);
    if (Option.isNone(url)) return null;
    const password = yield* readSetting(settings.clickhousePassword);
    return {
      url: url.value.href,
      password: Option.getOrElse(password, () => Redacted.make("")),
      database: yield* readSetting(settings.clickhouseDatabase),
    };
  },
);

/**
 * The warehouse of a data folder: the server that CLICKHOUSE_URL names, else the embedded one, which the
 * folder's owner runs and everybody else attaches to. The owner brings the tables up to date.
 */
export const openWarehouse = (
  claim: Claim,
): Effect.Effect<
  OpenWarehouse,
  ChdbError | OwnerGone | WarehouseNotFound | WarehouseError | MigrationRefused | SettingError,
  Scope.Scope | DataFolder
> =>
  Effect.gen(function* () {
    const paths = yield* DataFolder;
    const server = yield* serverAddress;
    if (claim.role === "attached") {
      const found =
        server ??
        (yield* Effect.flatMap(readAddress(paths, claim.owner), (a) => ownAddress(a.url, a.password)));
      return { address: found, failed: whileOwnerLives(claim.owner), chdb: null, migrated: [] };
    }
    const chdb = server === null ? yield* startChdb(paths) : null;
    const address = server ?? (yield* ownAddress(chdb!.url, chdb!.password));
    const folder = server === null ? paths.warehouseFolder : null;
    const migrated = yield* Effect.mapError(migrate(address), (error) =>
      error.retriable || error.operation !== "migrate"
        ? error
        : new MigrationRefused({ detail: error.message, folder }),
    );
    return { address, migrated, failed: chdb?.failed ?? Effect.never, chdb };
  });
