import { expect, it } from "@effect/vitest";
import { ConfigProvider, Effect } from "effect";
import { readMeetingsConfig } from "./config.ts";

const read = (env: Readonly<Record<string, string>>) =>
  readMeetingsConfig.pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromUnknown(env))));

const here = import.meta.dirname;

it.effect("reads what is set, and what holds without", () =>
  Effect.gen(function* () {
    expect(yield* read({ RAPPORT_MEETINGS_PATHS: here })).toMatchObject({ paths: [here], horizonDays: 400 });
    const set = {
      RAPPORT_MEETINGS_PATHS: here,
      RAPPORT_MEETINGS_HORIZON: "30",
      RAPPORT_MEETINGS_ACCOUNT: "ann",
    };
    expect(yield* read(set)).toMatchObject({ horizonDays: 30, account: "ann" });
  }),
);

it.effect("says what is wrong and what to do", () =>
  Effect.gen(function* () {
    const wrong = (env: Readonly<Record<string, string>>) => Effect.flip(read(env));
    expect((yield* wrong({})).message).toMatch(/RAPPORT_MEETINGS_PATHS.*not set/);
    expect((yield* wrong({ RAPPORT_MEETINGS_PATHS: "/nowhere" })).message).toMatch(/\/nowhere/);
    for (const horizon of ["0", "99999999", "soon"])
      expect(
        (yield* wrong({ RAPPORT_MEETINGS_PATHS: here, RAPPORT_MEETINGS_HORIZON: horizon })).message,
      ).toMatch(/RAPPORT_MEETINGS_HORIZON/);
  }),
);
