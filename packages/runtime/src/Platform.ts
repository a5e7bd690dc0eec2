import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { Effect, Layer } from "effect";
import { DataFolder } from "./DataFolder.ts";
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
