import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Context, Effect, Layer } from "effect";
import { Drain, type Drainage } from "./Drain.ts";
import type { ClaimOptions } from "./FolderOwner.ts";
import { claimInstallation, Installation } from "./Installation.ts";
import { type OpenWarehouse, openWarehouse } from "./OpenWarehouse.ts";

/** What is under way when the process is told to stop is finished: batches up to their commit, appends. */
const drained = (log: EventLog["Service"], drain: Drainage): EventLog["Service"] =>
  EventLog.of({
    ...log,
    append: (topic, records, checkpoints) => drain.finishing(log.append(topic, records, checkpoints)),
    consume: (options, handle) => log.consume(options, (batch) => drain.during(handle(batch))),
  });

const adapterLayer: Layer.Layer<EventLog, EventLogError, Installation> = Layer.unwrap(
  Effect.gen(function* () {
    const place = yield* Installation;
    if (place.kind === "folder") return SqliteEventLog.layer({ file: place.paths.logFile });
    // Its driver is loaded where there are brokers, and by nobody else.
    const { KafkaEventLog } = yield* Effect.promise(() => import("@rapport/event-log/KafkaEventLog"));
    return KafkaEventLog.layer(place.kafka);
  }),
);

/** The event log of this installation: in Kafka, or in the data folder. */
export const eventLogLayer: Layer.Layer<EventLog, EventLogError, Installation> = Layer.effect(
  EventLog,
  Effect.gen(function* () {
    return drained(yield* EventLog, yield* Drain);
  }),
).pipe(Layer.provide(adapterLayer));

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
  Layer.effect(
    WarehouseConnection,
    Effect.flatMap(claimInstallation(options), (share) => openWarehouse(share)),
  );

/**
 * The warehouse's ports for a service that starts alone: the server that CLICKHOUSE_URL names, else the
 * embedded one of the data folder, started here or attached to as `options` say.
 */
export const warehouseLayer = (options: ClaimOptions) =>
  Layer.unwrap(Effect.map(WarehouseConnection, ({ address }) => ClickHouseWarehouse.layer(address))).pipe(
    Layer.provideMerge(connectionLayer(options)),
  );
