import { expect, it } from "@effect/vitest";
import { ConfigProvider, Effect, Option, Redacted, Runtime } from "effect";
import { readSetting, type Setting } from "./Setting.ts";
import { allSettings, settings } from "./Settings.ts";

const readFrom = <A>(setting: Setting<A>, env: Record<string, string>) =>
  readSetting(setting).pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))));

it.effect("every setting has a value in an empty environment", () =>
  Effect.gen(function* () {
    for (const setting of allSettings) yield* readFrom(setting, {});
    expect(yield* readFrom(settings.dataFolder, {})).toBe(".rapport");
    expect(yield* readFrom(settings.httpPort, {})).toBe(Number(settings.httpPort.defaultText));
  }),
);

it.effect("an empty variable counts as unset", () =>
  Effect.gen(function* () {
    expect(yield* readFrom(settings.dataFolder, { RAPPORT_DATA: "" })).toBe(".rapport");
    expect(yield* readFrom(settings.clickhouseDatabase, { CLICKHOUSE_DATABASE: " " })).toBe("rapport");
    expect(Option.isNone(yield* readFrom(settings.clickhouseUrl, { CLICKHOUSE_URL: "" }))).toBe(true);
    expect(yield* readFrom(settings.httpPort, { RAPPORT_HTTP_PORT: "" })).toBe(7417);
    expect(yield* readFrom(settings.httpPort, { RAPPORT_HTTP_PORT: "0" })).toBe(0);
    expect(Option.isNone(yield* readFrom(settings.logLevel, { LOG_LEVEL: "" }))).toBe(true);
  }),
);

const unusable: ReadonlyArray<readonly [Setting<unknown>, string]> = [
  [settings.httpPort, "99999999"],
  [settings.httpPort, "-1"],
  [settings.healthPort, "80.5"],
  [settings.clickhouseUrl, "not an address"],
  [settings.logLevel, "Loud"],
  [settings.logFormat, "xml"],
];

it.effect("what cannot be used names the variable, not its value, and says what to do", () =>
  Effect.gen(function* () {
    for (const [setting, value] of unusable) {
      const error = yield* Effect.flip(readFrom(setting, { [setting.name]: value }));
      expect(error.message).toContain(`${setting.name}: not usable, expected ${setting.expected}`);
      expect(error.message + error.action).not.toContain(value);
      expect(error.action).toContain(`Set ${setting.name} to`);
      expect(Runtime.getErrorExitCode(error)).toBe(2);
    }
  }),
);

it.effect("a password is kept from sight", () =>
  Effect.gen(function* () {
    const secret = yield* readFrom(settings.clickhousePassword, { CLICKHOUSE_PASSWORD: "hunter2" });
    expect(JSON.stringify(secret)).not.toContain("hunter2");
    expect(Redacted.value(Option.getOrThrow(secret))).toBe("hunter2");
  }),
);
