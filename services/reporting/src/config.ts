import { readSetting, type SettingError } from "@rapport/runtime/Setting";
import { settings } from "@rapport/runtime/Settings";
import { Effect } from "effect";
import type { ReportingServerOptions } from "./ReportingServer.ts";

/** Where to listen: RAPPORT_HTTP_HOST and RAPPORT_HTTP_PORT. The warehouse is found by the runtime's settings. */
export const readReportingConfig: Effect.Effect<ReportingServerOptions, SettingError> = Effect.all({
  host: readSetting(settings.httpHost),
  port: readSetting(settings.httpPort),
});
