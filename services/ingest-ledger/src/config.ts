import { delimiter } from "node:path";
import { optionalText, readSetting, type Setting, SettingError } from "@rapport/runtime/Setting";
import { Config, Duration, Effect, Option } from "effect";
import { ledgerInputs } from "./ledgerInputs.ts";
import { ledgerFormats } from "./LedgerOptions.ts";

const define = <A>(setting: Setting<A>): Setting<A> => setting;

/** The variables of this service, beside those of every Rapport process. */
export const ledgerSettings = {
  paths: define({
    name: "RAPPORT_LEDGER_PATHS",
    description:
      "The files of the books to watch: files or folders, listed as in PATH (a colon between them, on Windows a semicolon).",
    expected: "one existing path or more",
    defaultText: null,
    secret: false,
    config: optionalText("RAPPORT_LEDGER_PATHS").pipe(
      Config.map(Option.getOrElse(() => "")),
      Config.map((text) => text.split(delimiter).filter((path) => path.trim() !== "")),
    ),
  }),
  from: define({
    name: "RAPPORT_LEDGER_FROM",
    description: "The mapping that ships by which all of them are read.",
    expected: ledgerFormats.join(", "),
    defaultText: "told from the columns of each",
    secret: false,
    config: optionalText("RAPPORT_LEDGER_FROM"),
  }),
  map: define({
    name: "RAPPORT_LEDGER_MAP",
    description: "The mapping file by which all of them are read.",
    expected: "the path of a mapping file",
    defaultText: "none",
    secret: false,
    config: optionalText("RAPPORT_LEDGER_MAP"),
  }),
  account: define({
    name: "RAPPORT_LEDGER_ACCOUNT",
    description: "Whose books they are.",
    expected: "a name of at most 255 characters",
    defaultText: "the Jira site that Tempo's worklogs name, else `books`",
    secret: false,
    config: optionalText("RAPPORT_LEDGER_ACCOUNT"),
  }),
  pollEvery: define({
    name: "RAPPORT_LEDGER_POLL",
    description: "How long to wait before the files are looked at again.",
    expected: "a time like 30 seconds or 5 minutes",
    defaultText: "1 minute",
    secret: false,
    config: Config.Duration("RAPPORT_LEDGER_POLL").pipe(Config.withDefault(Duration.minutes(1))),
  }),
} as const;

export interface LedgerConfig {
  readonly paths: ReadonlyArray<string>;
  readonly from?: string;
  readonly map?: string;
  readonly account?: string;
  readonly pollEvery: Duration.Duration;
}

/** The service's configuration, checked: every path exists, and the mapping file is one. */
export const readLedgerConfig: Effect.Effect<LedgerConfig, SettingError> = Effect.gen(function* () {
  const paths = yield* readSetting(ledgerSettings.paths);
  const from = Option.getOrUndefined(yield* readSetting(ledgerSettings.from));
  const map = Option.getOrUndefined(yield* readSetting(ledgerSettings.map));
  const account = Option.getOrUndefined(yield* readSetting(ledgerSettings.account));
  const pollEvery = yield* readSetting(ledgerSettings.pollEvery);
  const { name, expected } = ledgerSettings.paths;
  const unusable = (problem: string) =>
    new SettingError({ variable: name, problem, action: `Set ${name} to ${expected}.` });
  if (paths.length === 0) return yield* unusable("is not set");
  const options = {
    paths,
    ...(from === undefined ? {} : { from }),
    ...(map === undefined ? {} : { map }),
    ...(account === undefined ? {} : { account }),
  };
  yield* Effect.scoped(ledgerInputs(options)).pipe(Effect.mapError((error) => unusable(error.message)));
  return { ...options, pollEvery };
});
