import { join } from "node:path";
import { contractTopics, type EventLogSubject, type LogUnderTest } from "@rapport/testing/eventLogSubject";
import { Context, Effect, Layer } from "effect";
import { EventLog, type EventLogError } from "./EventLog.ts";
import { MemoryEventLog, type MemoryStorage } from "./MemoryEventLog.ts";
import { SqliteEventLog } from "./SqliteEventLog.ts";

/** The adapters as the contract suite takes them: short sessions, and little in flight so that appends must wait. */
const settings = { topics: Object.values(contractTopics), sessionMs: 1000, inFlightBytes: 100_000 };

const opening = (layer: Layer.Layer<EventLog, EventLogError>): LogUnderTest => ({
  open: Effect.map(Layer.build(Layer.fresh(layer)), (built): EventLogSubject => Context.get(built, EventLog)),
});

export const memoryLogUnderTest = (storage: MemoryStorage = MemoryEventLog.makeStorage()): LogUnderTest =>
  opening(MemoryEventLog.layer({ ...settings, storage }));

/** A log in a file of its own below the folder. */
export const sqliteLogUnderTest = (folder: string): LogUnderTest =>
  opening(SqliteEventLog.layer({ ...settings, file: join(folder, crypto.randomUUID(), "log.sqlite") }));
