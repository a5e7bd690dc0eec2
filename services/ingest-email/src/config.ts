import type { SettingError } from "@rapport/runtime/Setting";
import {
  readWatchConfig,
  unusablePaths,
  type WatchConfig,
  watchSettings,
} from "@rapport/runtime/watchSettings";
import { Effect } from "effect";
import { mailInputs } from "./MailInput.ts";

/** The variables of this service, beside those of every Rapport process. */
export const emailSettings = watchSettings({
  name: "EMAIL",
  paths: "The mailboxes",
  account: "Whose mail they are.",
  accountDefault: "each mailbox's own name",
  poll: "30 seconds",
});

export type EmailConfig = WatchConfig;

/** The service's configuration, checked: every path exists and no two would be mixed up. */
export const readEmailConfig: Effect.Effect<EmailConfig, SettingError> = Effect.gen(function* () {
  const config = yield* readWatchConfig(emailSettings);
  yield* mailInputs(config.paths, config.account).pipe(
    Effect.mapError((error) => unusablePaths(emailSettings.paths, error.message)),
  );
  return config;
});
