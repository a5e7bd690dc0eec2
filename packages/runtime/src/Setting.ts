import { Config, Data, Effect, Option, Runtime } from "effect";
import { exitCodes } from "./ExitCodes.ts";

/**
 * One environment variable: its name, what it says, what it may hold, and its default as people read it
 * (null: unset). `secret` ones are read as `Redacted` and never shown.
 */
export interface Setting<A> {
  readonly name: string;
  readonly description: string;
  readonly expected: string;
  readonly defaultText: string | null;
  readonly secret: boolean;
  readonly config: Config.Config<A>;
}

/** A variable holds something unusable. The value itself is left out: it may be a secret. */
export class SettingError extends Data.TaggedError("SettingError")<{
  readonly variable: string;
  readonly problem: string;
  readonly action: string;
}> {
  override get message() {
    return `${this.variable}: ${this.problem}`;
  }
  override readonly [Runtime.errorExitCode] = exitCodes.usage;
}

/** Reads one setting from the environment (or whatever ConfigProvider stands for it). */
export const readSetting = <A>(setting: Setting<A>): Effect.Effect<A, SettingError> =>
  Effect.mapError(
    setting.config,
    () =>
      new SettingError({
        variable: setting.name,
        problem: `not usable, expected ${setting.expected}`,
        action:
          setting.defaultText === null
            ? `Set ${setting.name} to ${setting.expected}, or unset it.`
            : `Set ${setting.name} to ${setting.expected}, or unset it for the default (${setting.defaultText}).`,
      }),
  );

/** Empty variables count as unset: compose files and CI set them so. */
export const optionalText = (name: string): Config.Config<Option.Option<string>> =>
  Config.option(Config.String(name)).pipe(Config.map(Option.filter((value) => value.trim() !== "")));
