import type { EventLog } from "@rapport/event-log/EventLog";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { defaultOptions, type ProjectorOptions } from "@rapport/projector/config";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { type Layer, Layer as Layers, Redacted } from "effect";
import { withoutBooks } from "./withoutBooks.ts";

/** A log and a database that several projectors share. As JSON in a child's first argument. */
export interface SharedPlace {
  readonly log:
    | { readonly kind: "sqlite"; readonly file: string }
    | { readonly kind: "kafka"; readonly brokers: string; readonly prefix: string };
  readonly url: string;
  readonly password: string;
  readonly database: string;
}

/** A member that is silent for so long loses its partitions. */
export const sessionMs = 3_000;

/** The log as one process opens it. */
export const logOf = ({ log }: SharedPlace): Layer.Layer<EventLog, unknown> =>
  log.kind === "sqlite"
    ? SqliteEventLog.layer({ file: log.file, sessionMs, pollEveryMs: 20 })
    : KafkaEventLog.layer({ brokers: log.brokers.split(","), prefix: log.prefix, sessionMs });

/** The projection, with the reader and writer below it. */
export const projectionOf = ({ url, password, database }: SharedPlace) =>
  withoutBooks(ClickHouseProjectionStore.layer()).pipe(
    Layers.provideMerge(ClickHouseWarehouse.layer({ url, password: Redacted.make(password), database })),
  );

/** Small batches and grids, so that much is under way at any moment. */
export const memberOptions: ProjectorOptions = {
  ...defaultOptions,
  maxRecords: 15,
  gridSize: 20,
  codeVersion: "test",
  shared: true,
  beatEveryMs: 1_000,
};
