import { readSetting, type SettingError } from "@rapport/runtime/Setting";
import { settings } from "@rapport/runtime/Settings";
import { Effect } from "effect";
import type { ReportingServerOptions } from "./ReportingServer.ts";

/** How long an answer with `knownAt` may wait for what was known then to be put together. */
export const patienceMs = 10_000;

/** Where to listen: RAPPORT_HTTP_HOST and RAPPORT_HTTP_PORT. The warehouse is found by the runtime's settings. */
export const readReportingConfig: Effect.Effect<ReportingServerOptions, SettingError> = Effect.all({
  host: readSetting(settings.httpHost),
  port: readSetting(settings.httpPort),
});
