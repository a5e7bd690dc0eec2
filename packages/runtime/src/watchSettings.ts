import { delimiter } from "node:path";
import { Config, Duration, Effect, Option } from "effect";
import { optionalText, readSetting, type Setting, SettingError } from "./Setting.ts";

/** What is watched, in words that finish the sentences below. */
export interface Watched {
  /** Stands in the variables' names: `TICKETS` for RAPPORT_TICKETS_PATHS. */
  readonly name: string;
  /** `The mailboxes`, `The calendars`. */
  readonly paths: string;
  /** A further sentence on the paths; "" for none. */
  readonly note?: string;
  /** `Whose mail they are.` */
  readonly account: string;
  readonly accountDefault: string;
  /** As people write it: `30 seconds`. */
  readonly poll: `${number} ${"second" | "minute"}${"" | "s"}`;
}

/** The variables every service that watches files has: what, whose, how often. Of one service by its name. */
export const watchSettings = (watched: Watched) => {
  const variable = (what: string): string => `RAPPORT_${watched.name}_${what}`;
  const paths: Setting<ReadonlyArray<string>> = {
    name: variable("PATHS"),
    description: `${watched.paths} to watch: files or folders, listed as in PATH (a colon between them, on Windows a semicolon).${watched.note === undefined ? "" : ` ${watched.note}`}`,
    expected: "one existing path or more",
    defaultText: null,
    secret: false,
    config: optionalText(variable("PATHS")).pipe(
      Config.map(Option.getOrElse(() => "")),
      Config.map((text) => text.split(delimiter).filter((path) => path.trim() !== "")),
    ),
  };
  const account: Setting<Option.Option<string>> = {
    name: variable("ACCOUNT"),
    description: watched.account,
    expected: "a name of at most 255 characters",
    defaultText: watched.accountDefault,
    secret: false,
    config: optionalText(variable("ACCOUNT")),
  };
  const pollEvery: Setting<Duration.Duration> = {
    name: variable("POLL"),
    description: `How long to wait before ${watched.paths.replace(/^T/, "t")} are looked at again.`,
    expected: "a time like 30 seconds or 5 minutes",
    defaultText: watched.poll,
    secret: false,
    config: Config.Duration(variable("POLL")).pipe(
      Config.withDefault(Duration.fromInputUnsafe(watched.poll)),
    ),
  };
  return { paths, account, pollEvery };
};

export interface WatchConfig {
  readonly paths: ReadonlyArray<string>;
  readonly account?: string;
  readonly pollEvery: Duration.Duration;
}

/** `paths` is set to what cannot be watched: `problem` says why. */
export const unusablePaths = ({ name, expected }: Setting<unknown>, problem: string): SettingError =>
  new SettingError({ variable: name, problem, action: `Set ${name} to ${expected}.` });

/** Reads the three. Fails when no paths are set; whether they can be read is the service's to say. */
export const readWatchConfig = (
  settings: ReturnType<typeof watchSettings>,
): Effect.Effect<WatchConfig, SettingError> =>
  Effect.gen(function* () {
    const paths = yield* readSetting(settings.paths);
    const account = Option.getOrUndefined(yield* readSetting(settings.account));
    const pollEvery = yield* readSetting(settings.pollEvery);
    if (paths.length === 0) return yield* unusablePaths(settings.paths, "is not set");
    return { paths, ...(account === undefined ? {} : { account }), pollEvery };
  });
