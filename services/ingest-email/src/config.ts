import { delimiter } from "node:path";
import type { SourceError } from "@rapport/connectors/mail/MailItem";
import { optionalText, readSetting, type Setting, SettingError } from "@rapport/runtime/Setting";
import { Config, Duration, Effect, Option } from "effect";
import { mailInputs } from "./MailInput.ts";

const define = <A>(setting: Setting<A>): Setting<A> => setting;

/** The variables of this service, beside those of every Rapport process. */
export const emailSettings = {
  paths: define({
    name: "RAPPORT_EMAIL_PATHS",
    description:
      "The mailboxes to watch: files or folders, listed as in PATH (a colon between them, on Windows a semicolon).",
    expected: "one existing path or more",
    defaultText: null,
    secret: false,
    config: optionalText("RAPPORT_EMAIL_PATHS").pipe(
      Config.map(Option.getOrElse(() => "")),
      Config.map((text) => text.split(delimiter).filter((path) => path.trim() !== "")),
    ),
  }),
  account: define({
    name: "RAPPORT_EMAIL_ACCOUNT",
    description: "Whose mail they are.",
    expected: "a name of at most 255 characters",
    defaultText: "each mailbox's own name",
    secret: false,
    config: optionalText("RAPPORT_EMAIL_ACCOUNT"),
  }),
  pollEvery: define({
    name: "RAPPORT_EMAIL_POLL",
    description: "How long to wait before the mailboxes are looked at again.",
    expected: "a time like 30 seconds or 5 minutes",
    defaultText: "30 seconds",
    secret: false,
    config: Config.Duration("RAPPORT_EMAIL_POLL").pipe(Config.withDefault(Duration.seconds(30))),
  }),
} as const;

export interface EmailConfig {
  readonly paths: ReadonlyArray<string>;
  readonly account?: string;
  readonly pollEvery: Duration.Duration;
}

/** The service's configuration, checked: every path exists and no two would be mixed up. */
export const readEmailConfig: Effect.Effect<EmailConfig, SettingError> = Effect.gen(function* () {
  const paths = yield* readSetting(emailSettings.paths);
  const account = Option.getOrUndefined(yield* readSetting(emailSettings.account));
  const pollEvery = yield* readSetting(emailSettings.pollEvery);
  const { name, expected } = emailSettings.paths;
  const unusable = (problem: string) =>
    new SettingError({ variable: name, problem, action: `Set ${name} to ${expected}.` });
  if (paths.length === 0) return yield* unusable("is not set");
  yield* mailInputs(paths, account).pipe(Effect.mapError((error: SourceError) => unusable(error.message)));
  return { paths, ...(account === undefined ? {} : { account }), pollEvery };
});
