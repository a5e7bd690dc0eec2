import { expect, it } from "@effect/vitest";
import { Installation, type Place } from "@rapport/runtime/Installation";
import { ConfigProvider, Effect } from "effect";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessStore } from "./config.ts";

const cluster: Place = { kind: "cluster", kafka: { brokers: ["127.0.0.1:9092"] } };

const started = (env: Record<string, string>) =>
  Effect.scoped(accessStore).pipe(
    Effect.as("started"),
    Effect.catchTag("SettingError", ({ variable }) => Effect.succeed(`refused for ${variable}`)),
    Effect.provideService(Installation, cluster),
    Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))),
  );

it.effect("accounts that nothing would keep are for this machine alone", () =>
  Effect.gen(function* () {
    const refused = "refused for RAPPORT_ACCOUNTS";
    const folder = mkdtempSync(join(tmpdir(), "rapport-accounts-"));
    yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(folder, { recursive: true })));
    const asked: ReadonlyArray<readonly [Record<string, string>, string]> = [
      [{}, "started"],
      [{ RAPPORT_HTTP_HOST: "localhost" }, "started"],
      [{ RAPPORT_HTTP_HOST: "::1" }, "started"],
      [{ RAPPORT_PUBLIC_URL: "http://127.0.0.1:8080" }, "started"],
      [{ RAPPORT_HTTP_HOST: "0.0.0.0" }, refused],
      [{ RAPPORT_HTTP_HOST: "::" }, refused],
      [{ RAPPORT_PUBLIC_URL: "https://rapport.example" }, refused],
      [{ RAPPORT_HTTP_HOST: "0.0.0.0", RAPPORT_ACCOUNTS: join(folder, "access.sqlite") }, "started"],
    ];
    for (const [env, outcome] of asked) expect(yield* started(env), JSON.stringify(env)).toBe(outcome);
  }),
);
