import { existsSync } from "node:fs";
import { delimiter } from "node:path";
import { optionalText, readSetting, type Setting, SettingError } from "@rapport/runtime/Setting";
import { Config, Duration, Effect, Option } from "effect";
import { defaultHorizonDays, maxHorizonDays } from "./MeetingOptions.ts";

const define = <A>(setting: Setting<A>): Setting<A> => setting;

/** The variables of this service, beside those of every Rapport process. */
export const meetingSettings = {
  paths: define({
    name: "RAPPORT_MEETINGS_PATHS",
    description:
      "The calendars to watch: files or folders, listed as in PATH (a colon between them, on Windows a semicolon).",
    expected: "one existing path or more",
    defaultText: null,
    secret: false,
    config: optionalText("RAPPORT_MEETINGS_PATHS").pipe(
      Config.map(Option.getOrElse(() => "")),
      Config.map((text) => text.split(delimiter).filter((path) => path.trim() !== "")),
    ),
  }),
  account: define({
    name: "RAPPORT_MEETINGS_ACCOUNT",
    description: "Whose calendars they are.",
    expected: "a name of at most 255 characters",
    defaultText: "each calendar's file name",
    secret: false,
    config: optionalText("RAPPORT_MEETINGS_ACCOUNT"),
  }),
  horizonDays: define({
    name: "RAPPORT_MEETINGS_HORIZON",
    description: "How many days ahead meetings that recur are followed.",
    expected: `a whole number of days from 1 to ${maxHorizonDays}`,
    defaultText: String(defaultHorizonDays),
    secret: false,
    config: Config.Int("RAPPORT_MEETINGS_HORIZON").pipe(Config.withDefault(defaultHorizonDays)),
  }),
  pollEvery: define({
    name: "RAPPORT_MEETINGS_POLL",
    description: "How long to wait before the calendars are looked at again.",
    expected: "a time like 30 seconds or 5 minutes",
    defaultText: "1 minute",
    secret: false,
    config: Config.Duration("RAPPORT_MEETINGS_POLL").pipe(Config.withDefault(Duration.minutes(1))),
  }),
} as const;

export interface MeetingsConfig {
  readonly paths: ReadonlyArray<string>;
  readonly account?: string;
  readonly horizonDays: number;
  readonly pollEvery: Duration.Duration;
}

/** The service's configuration, checked: every path exists, and the horizon is one. */
export const readMeetingsConfig: Effect.Effect<MeetingsConfig, SettingError> = Effect.gen(function* () {
  const paths = yield* readSetting(meetingSettings.paths);
  const account = Option.getOrUndefined(yield* readSetting(meetingSettings.account));
  const horizonDays = yield* readSetting(meetingSettings.horizonDays);
  const pollEvery = yield* readSetting(meetingSettings.pollEvery);
  const unusable = ({ name, expected }: Setting<unknown>, problem: string) =>
    new SettingError({ variable: name, problem, action: `Set ${name} to ${expected}.` });
  if (paths.length === 0) return yield* unusable(meetingSettings.paths, "is not set");
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined)
    return yield* unusable(meetingSettings.paths, `names ${missing}, which does not exist`);
  if (horizonDays < 1 || horizonDays > maxHorizonDays)
    return yield* unusable(meetingSettings.horizonDays, `is ${horizonDays}`);
  return { paths, ...(account === undefined ? {} : { account }), horizonDays, pollEvery };
});
