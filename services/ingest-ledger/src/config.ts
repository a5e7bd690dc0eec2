import { optionalText, readSetting, type Setting, type SettingError } from "@rapport/runtime/Setting";
import {
  readWatchConfig,
  unusablePaths,
  type WatchConfig,
  watchSettings,
} from "@rapport/runtime/watchSettings";
import { Effect, Option } from "effect";
import { ledgerInputs } from "./ledgerInputs.ts";
import { ledgerFormats } from "./LedgerOptions.ts";

const watched = watchSettings({
  name: "LEDGER",
  paths: "The files of the books",
  account: "Whose books they are.",
  accountDefault: "the Jira site that Tempo's worklogs name, else `books`",
  poll: "1 minute",
});
const from: Setting<Option.Option<string>> = {
  name: "RAPPORT_LEDGER_FROM",
  description: "The mapping that ships by which all of them are read.",
  expected: ledgerFormats.join(", "),
  defaultText: "told from the columns of each",
  secret: false,
  config: optionalText("RAPPORT_LEDGER_FROM"),
};
const map: Setting<Option.Option<string>> = {
  name: "RAPPORT_LEDGER_MAP",
  description: "The mapping file by which all of them are read.",
  expected: "the path of a mapping file",
  defaultText: "none",
  secret: false,
  config: optionalText("RAPPORT_LEDGER_MAP"),
};

/** The variables of this service, beside those of every Rapport process. */
export const ledgerSettings = { ...watched, from, map } as const;

export interface LedgerConfig extends WatchConfig {
  readonly from?: string;
  readonly map?: string;
}

/** The service's configuration, checked: every path exists, and the mapping file is one. */
export const readLedgerConfig: Effect.Effect<LedgerConfig, SettingError> = Effect.gen(function* () {
  const config = {
    ...(yield* readWatchConfig(watched)),
    ...Option.match(yield* readSetting(from), { onNone: () => ({}), onSome: (name) => ({ from: name }) }),
    ...Option.match(yield* readSetting(map), { onNone: () => ({}), onSome: (path) => ({ map: path }) }),
  };
  yield* Effect.scoped(ledgerInputs(config)).pipe(
    Effect.mapError((error) => unusablePaths(watched.paths, error.message)),
  );
  return config;
});
