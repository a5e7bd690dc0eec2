import { delimiter } from "node:path";
import { optionalText, readSetting, type Setting, SettingError } from "@rapport/runtime/Setting";
import { Config, Duration, Effect, Option } from "effect";
import { ticketInput } from "./ticketInput.ts";
import { helpDesks } from "./TicketOptions.ts";

const define = <A>(setting: Setting<A>): Setting<A> => setting;

/** The variables of this service, beside those of every Rapport process. */
export const ticketSettings = {
  paths: define({
    name: "RAPPORT_TICKETS_PATHS",
    description:
      "The help-desk exports to watch: files or folders, listed as in PATH (a colon between them, on Windows a semicolon). They are read together.",
    expected: "one existing path or more",
    defaultText: null,
    secret: false,
    config: optionalText("RAPPORT_TICKETS_PATHS").pipe(
      Config.map(Option.getOrElse(() => "")),
      Config.map((text) => text.split(delimiter).filter((path) => path.trim() !== "")),
    ),
  }),
  from: define({
    name: "RAPPORT_TICKETS_FROM",
    description: "Which help desk wrote them.",
    expected: "zendesk, jira, freshdesk, github or csv",
    defaultText: "told from their content",
    secret: false,
    config: Config.option(Config.Literals(helpDesks, "RAPPORT_TICKETS_FROM")),
  }),
  map: define({
    name: "RAPPORT_TICKETS_MAP",
    description: "The mapping file by which tables are read.",
    expected: "the path of a mapping file",
    defaultText: "none: tables are not read",
    secret: false,
    config: optionalText("RAPPORT_TICKETS_MAP"),
  }),
  account: define({
    name: "RAPPORT_TICKETS_ACCOUNT",
    description: "Whose help desk it is.",
    expected: "a name of at most 255 characters",
    defaultText: "the tenant that the exports name, else `default`",
    secret: false,
    config: optionalText("RAPPORT_TICKETS_ACCOUNT"),
  }),
  pollEvery: define({
    name: "RAPPORT_TICKETS_POLL",
    description: "How long to wait before the exports are looked at again.",
    expected: "a time like 30 seconds or 5 minutes",
    defaultText: "1 minute",
    secret: false,
    config: Config.Duration("RAPPORT_TICKETS_POLL").pipe(Config.withDefault(Duration.minutes(1))),
  }),
} as const;

export interface TicketConfig {
  readonly paths: ReadonlyArray<string>;
  readonly from?: (typeof helpDesks)[number];
  readonly map?: string;
  readonly account?: string;
  readonly pollEvery: Duration.Duration;
}

/** The service's configuration, checked: every path exists, and the mapping file is one. */
export const readTicketConfig: Effect.Effect<TicketConfig, SettingError> = Effect.gen(function* () {
  const paths = yield* readSetting(ticketSettings.paths);
  const from = Option.getOrUndefined(yield* readSetting(ticketSettings.from));
  const map = Option.getOrUndefined(yield* readSetting(ticketSettings.map));
  const account = Option.getOrUndefined(yield* readSetting(ticketSettings.account));
  const pollEvery = yield* readSetting(ticketSettings.pollEvery);
  const { name, expected } = ticketSettings.paths;
  const unusable = (problem: string) =>
    new SettingError({ variable: name, problem, action: `Set ${name} to ${expected}.` });
  if (paths.length === 0) return yield* unusable("is not set");
  const options = {
    paths,
    ...(from === undefined ? {} : { from }),
    ...(map === undefined ? {} : { map }),
    ...(account === undefined ? {} : { account }),
  };
  yield* Effect.scoped(ticketInput(options)).pipe(Effect.mapError((error) => unusable(error.message)));
  return { ...options, pollEvery };
});
