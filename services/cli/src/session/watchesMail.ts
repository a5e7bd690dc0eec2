import { emailSettings } from "@rapport/ingest-email/config";
import { Config, Effect, Option } from "effect";

/** True when RAPPORT_EMAIL_PATHS is set to anything; whether it is usable is said when it is read. */
export const watchesMail: Effect.Effect<boolean> = Config.option(
  Config.String(emailSettings.paths.name),
).pipe(
  Effect.map(Option.exists((text) => text.trim() !== "")),
  Effect.orElseSucceed(() => false),
);
