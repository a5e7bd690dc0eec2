import { optionalText, readSetting, type Setting, type SettingError } from "@rapport/runtime/Setting";
import {
  readWatchConfig,
  unusablePaths,
  type WatchConfig,
  watchSettings,
} from "@rapport/runtime/watchSettings";
import { Config, Effect, Option } from "effect";
import { ticketInput } from "./ticketInput.ts";
import { helpDesks } from "./TicketOptions.ts";

type HelpDesk = (typeof helpDesks)[number];

const watched = watchSettings({
  name: "TICKETS",
  paths: "The help-desk exports",
  note: "They are read together.",
  account: "Whose help desk it is.",
  accountDefault: "the tenant that the exports name, else `default`",
  poll: "1 minute",
});
const from: Setting<Option.Option<HelpDesk>> = {
  name: "RAPPORT_TICKETS_FROM",
  description: "Which help desk wrote them.",
  expected: "zendesk, jira, freshdesk, github or csv",
  defaultText: "told from their content",
  secret: false,
  config: Config.option(Config.Literals(helpDesks, "RAPPORT_TICKETS_FROM")),
};
const map: Setting<Option.Option<string>> = {
  name: "RAPPORT_TICKETS_MAP",
  description: "The mapping file by which tables are read.",
  expected: "the path of a mapping file",
  defaultText: "none: tables are not read",
  secret: false,
  config: optionalText("RAPPORT_TICKETS_MAP"),
};

/** The variables of this service, beside those of every Rapport process. */
export const ticketSettings = { ...watched, from, map } as const;

export interface TicketConfig extends WatchConfig {
  readonly from?: HelpDesk;
  readonly map?: string;
}

/** The service's configuration, checked: every path exists, and the mapping file is one. */
export const readTicketConfig: Effect.Effect<TicketConfig, SettingError> = Effect.gen(function* () {
  const config = {
    ...(yield* readWatchConfig(watched)),
    ...Option.match(yield* readSetting(from), { onNone: () => ({}), onSome: (desk) => ({ from: desk }) }),
    ...Option.match(yield* readSetting(map), { onNone: () => ({}), onSome: (path) => ({ map: path }) }),
  };
  yield* Effect.scoped(ticketInput(config)).pipe(
    Effect.mapError((error) => unusablePaths(watched.paths, error.message)),
  );
  return config;
});
