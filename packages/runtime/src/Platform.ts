import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Context, Effect, Layer } from "effect";
import { DataFolder } from "./DataFolder.ts";
import { type ClaimOptions, claimFolder } from "./FolderOwner.ts";
import { type OpenWarehouse, openWarehouse } from "./OpenWarehouse.ts";
import { readSetting, type SettingError } from "./Setting.ts";
import { settings } from "./Settings.ts";

/** The event log that RAPPORT_LOG names. */
export const eventLogLayer: Layer.Layer<EventLog, SettingError | EventLogError, DataFolder> = Layer.unwrap(
  Effect.gen(function* () {
    const kind = yield* readSetting(settings.log);
    const { logFile } = yield* DataFolder;
    switch (kind) {
      case "sqlite":
        return SqliteEventLog.layer({ file: logFile });
    }
  }),
);

/** The warehouse this process works on, for as long as its layer is up. */
export class WarehouseConnection extends Context.Service<WarehouseConnection, OpenWarehouse>()(
  "@rapport/runtime/WarehouseConnection",
) {
  /**
   * Runs a service's work until the warehouse is gone for good, which then is its failure. Bound on the
   * outside of everything that uses the warehouse.
   */
  static readonly during = <A, E, R>(work: Effect.Effect<A, E, R>) =>
    Effect.flatMap(WarehouseConnection, ({ failed }) => Effect.raceFirst(work, failed));
}

const connectionLayer = (options: ClaimOptions) =>
  Layer.effect(WarehouseConnection, Effect.flatMap(claimFolder(options), openWarehouse));

/**
 * The warehouse's ports for a service that starts alone: the server that CLICKHOUSE_URL names, else the
 * embedded one of the data folder, started here or attached to as `options` say.
 */
export const warehouseLayer = (options: ClaimOptions) =>
  Layer.unwrap(Effect.map(WarehouseConnection, ({ address }) => ClickHouseWarehouse.layer(address))).pipe(
    Layer.provideMerge(connectionLayer(options)),
  );
