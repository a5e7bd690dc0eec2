import { existsSync } from "node:fs";
import { readSetting, type Setting, SettingError } from "@rapport/runtime/Setting";
import {
  readWatchConfig,
  unusablePaths,
  type WatchConfig,
  watchSettings,
} from "@rapport/runtime/watchSettings";
import { Config, Effect } from "effect";
import { defaultHorizonDays, maxHorizonDays } from "./MeetingOptions.ts";

const watched = watchSettings({
  name: "MEETINGS",
  paths: "The calendars",
  account: "Whose calendars they are.",
  accountDefault: "each calendar's file name",
  poll: "1 minute",
});
const horizonDays: Setting<number> = {
  name: "RAPPORT_MEETINGS_HORIZON",
  description: "How many days ahead meetings that recur are followed.",
  expected: `a whole number of days from 1 to ${maxHorizonDays}`,
  defaultText: String(defaultHorizonDays),
  secret: false,
  config: Config.Int("RAPPORT_MEETINGS_HORIZON").pipe(Config.withDefault(defaultHorizonDays)),
};

/** The variables of this service, beside those of every Rapport process. */
export const meetingSettings = { ...watched, horizonDays } as const;

export interface MeetingsConfig extends WatchConfig {
  readonly horizonDays: number;
}

/** The service's configuration, checked: every path exists, and the horizon is one. */
export const readMeetingsConfig: Effect.Effect<MeetingsConfig, SettingError> = Effect.gen(function* () {
  const config = yield* readWatchConfig(watched);
  const days = yield* readSetting(horizonDays);
  const missing = config.paths.find((path) => !existsSync(path));
  if (missing !== undefined)
    return yield* unusablePaths(watched.paths, `names ${missing}, which does not exist`);
  if (days < 1 || days > maxHorizonDays)
    return yield* new SettingError({
      variable: horizonDays.name,
      problem: `is ${days}`,
      action: `Set ${horizonDays.name} to ${horizonDays.expected}.`,
    });
  return { ...config, horizonDays: days };
});
